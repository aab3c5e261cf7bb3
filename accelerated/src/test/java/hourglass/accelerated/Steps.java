package hourglass.accelerated;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.List;

/// Networks large enough for several tiles and threads, and steps of them.
final class Steps {
    private static final int FEATURES = 784;

    private Steps() {}

    /// Deep; tied with noise and a penalty; sparse.
    static List<Architecture> architectures() {
        return List.of(
                new Architecture(
                        FEATURES,
                        List.of(new Dense(512, new Relu()), new Dense(32, new Linear())),
                        List.of(new Dense(512, new Relu()), new Dense(FEATURES, new Linear())),
                        new Bernoulli()),
                new Architecture(
                        FEATURES,
                        List.of(
                                new Corrupt(new Corruption.Masking(0.2f)),
                                new Dense(300, new Elu()),
                                new Penalize(new Penalty.L1(0.01f))),
                        List.of(new Dense(FEATURES, new Linear(), new Weights.Mirrored())),
                        new Gaussian()),
                new Architecture(
                        FEATURES,
                        List.of(new Dense(2000, new Relu()), new TopK(16)),
                        List.of(new Dense(FEATURES, new Linear(), new Weights.Mirrored())),
                        new Gaussian()));
    }

    /// Rows of zeros and ones.
    static Matrix rows(int count) {
        Matrix x = Matrix.zeros(count, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = Noise.uniform(3, i) < 0.2 ? 1 : 0;
        }
        return x;
    }

    static TrainingStep of(Architecture architecture, Parameters parameters, int batch, Team team, Kernels... kernels) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Adam(), parameters.block().length),
                new Clipping.Norm(5),
                0,
                batch,
                false,
                team,
                kernels);
    }
}
