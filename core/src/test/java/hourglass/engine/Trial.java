package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.stream.IntStream;

/// A [NetworkCase] with numbers: parameters and data away from kinks and from overflow, the engine's step and its twin.
record Trial(NetworkCase origin, Architecture architecture, Parameters parameters, Matrix x, Matrix target) {
    private static final double SMALLEST_KINK_DISTANCE = 1e-5;
    /// Exponentials of exponentials may explode.
    private static final double LARGEST_OBJECTIVE = 1e4;

    private static final int ATTEMPTS = 60;
    /// Low tiles, so that small batches have several.
    static final int TILE_HEIGHT = 64;

    static final StepKey KEY = new StepKey(42, 7);

    static Trial of(NetworkCase origin) {
        Architecture architecture = origin.architecture();
        int rows = origin.rows();
        Matrix x = origin.data(rows, architecture.features(), 1);
        Matrix target = origin.seed() % 3 == 0 ? origin.data(rows, architecture.features(), 2) : x;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Parameters parameters = origin.parameters(architecture, attempt);
            Trial trial = new Trial(origin, architecture, parameters, x, target);
            ReferenceNetwork.Pass twin = trial.twin(trial.numbers());
            if (twin.kinkDistance() > SMALLEST_KINK_DISTANCE && twin.objective() < LARGEST_OBJECTIVE) {
                return trial;
            }
        }
        throw new IllegalStateException("no harmless numbers for " + origin);
    }

    boolean pairs() {
        return origin.seed() % 3 == 0;
    }

    double[] numbers() {
        return ReferenceNetwork.doubles(parameters.block());
    }

    ReferenceNetwork.Pass twin(double[] numbers) {
        return new ReferenceNetwork(architecture)
                .train(numbers, ReferenceNetwork.doubles(x), ReferenceNetwork.doubles(target), KEY);
    }

    TrainingStep step(Kernels kernels) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                new Clipping.None(),
                0,
                x.rows(),
                pairs(),
                Team.of(1),
                new Kernels[] {kernels},
                TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    int[] order() {
        return IntStream.range(0, x.rows()).toArray();
    }

    float[] gradient(Kernels kernels) {
        return step(kernels).gradient(x, target, order(), KEY);
    }

    GradientCheck.Verdict check(float[] gradient) {
        return GradientCheck.of(
                numbers(),
                gradient,
                parameters.tensors(),
                numbers -> twin(numbers).objective(),
                origin.seed());
    }
}
