package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Parameters;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Matrices of more than one tile, and sizes around the lanes in which squares are summed.
class GradientTileTest {
    private static final StepKey KEY = new StepKey(0, 0);

    private static Architecture architecture(int features, int units, boolean tied) {
        Weights own = new Weights.Own(new Initializer.GlorotUniform());
        return new Architecture(
                features,
                List.of(new Dense(units, new Tanh(), own)),
                List.of(new Dense(features, new Linear(), tied ? new Weights.Mirrored() : own)),
                new Gaussian());
    }

    private static Matrix data(int rows, int features) {
        Matrix x = Matrix.zeros(rows, features);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.gaussian(3, i);
        }
        return x;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters, int rows) {
        OptimizerState optimizer = new OptimizerState(new Optimizer.Sgd(), parameters.block().length);
        return new TrainingStep(
                architecture, parameters, optimizer, new Clipping.None(), 0, rows, false, Team.of(1), new Kernels[] {
                    Kernels.plain()
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalTilesMakeOneGradient(boolean tied) {
        int rows = 3;
        Architecture architecture = architecture(701, 503, tied);
        Parameters parameters = Parameters.initial(architecture, 1);
        Matrix x = data(rows, 701);
        float[] gradient = step(architecture, parameters, rows).gradient(x, x, Noise.permutation(1, rows), KEY);
        double[][] exact = new double[rows][];
        int[] order = Noise.permutation(1, rows);
        for (int row = 0; row < rows; row++) {
            exact[row] = ReferenceNetwork.doubles(x)[order[row]];
        }
        ReferenceNetwork twin = new ReferenceNetwork(architecture);
        GradientCheck.Verdict verdict = GradientCheck.of(
                ReferenceNetwork.doubles(parameters.block()),
                gradient,
                parameters.tensors(),
                p -> twin.train(p, exact, exact, KEY).objective(),
                1);
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 258, 511, 512, 513, 769})
    void theNormCountsEveryNumberOnce(int units) {
        Architecture architecture = architecture(1, units, false);
        Parameters parameters = Parameters.initial(architecture, 1);
        TrainingStep step = step(architecture, parameters, 5);
        Matrix x = data(5, 1);
        double square = 0;
        for (float g : step.gradient(x, x, Noise.permutation(1, 5), KEY)) {
            square += (double) g * g;
        }
        assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(square), within(1e-6 * Math.sqrt(square)));
    }
}
