package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gradient of a matrix used twice is the sum of the gradients of both uses: ∂l/∂W + (∂l/∂W*)ᵀ.
class TiedWeightsTest {
    private static final int ROWS = 100;
    private static final int[] WIDTHS = {23, 17, 11, 7, 5};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void gradientOfATiedMatrixIsTheSumOfBothUses(int depth) {
        Architecture tied = architecture(depth, true);
        Architecture untied = architecture(depth, false);
        Parameters tiedParameters = Parameters.initial(tied, 3);
        Parameters untiedParameters = Parameters.zeros(untied);
        Random random = new Random(4);
        for (int layer = 0; layer < 2 * depth; layer++) {
            Matrix bias = untiedParameters.bias(layer);
            assertThat(bias).isNotNull();
            for (int j = 0; bias != null && j < bias.columns(); j++) {
                bias.set(0, j, (float) random.nextGaussian() / 4);
            }
            copy(bias, tiedParameters.bias(layer), false);
            copy(tiedParameters.weight(layer), untiedParameters.weight(layer), layer >= depth);
        }
        float[] tiedGradient = gradient(tied, tiedParameters);
        float[] untiedGradient = gradient(untied, untiedParameters);

        Parameters ofTied = tiedParameters.over(tiedGradient);
        Parameters ofUntied = untiedParameters.over(untiedGradient);
        for (int layer = 0; layer < depth; layer++) {
            Matrix sum = ofTied.weight(layer);
            Matrix own = ofUntied.weight(layer);
            Matrix mirrored = ofUntied.weight(2 * depth - 1 - layer);
            for (int i = 0; i < sum.rows(); i++) {
                for (int j = 0; j < sum.columns(); j++) {
                    float expected = own.get(i, j) + mirrored.get(j, i);
                    assertThat(sum.get(i, j)).isCloseTo(expected, within(1e-5f * (1 + Math.abs(expected))));
                    assertThat(mirrored.get(j, i)).isNotZero();
                }
            }
        }
        for (int layer = 0; layer < 2 * depth; layer++) {
            Matrix expected = ofUntied.bias(layer);
            Matrix actual = ofTied.bias(layer);
            for (int j = 0; expected != null && actual != null && j < expected.columns(); j++) {
                assertThat(actual.get(0, j)).isCloseTo(expected.get(0, j), within(1e-5f));
            }
        }
        assertThat(tied.layers()).hasSize(2 * depth);
        assertThat(tiedParameters.block().length).isLessThan(untiedParameters.block().length);
    }

    private static void copy(
            @org.jspecify.annotations.Nullable Matrix from,
            @org.jspecify.annotations.Nullable Matrix to,
            boolean transposed) {
        if (from == null || to == null) {
            throw new IllegalStateException("every layer of this test has a bias");
        }
        for (int i = 0; i < from.rows(); i++) {
            for (int j = 0; j < from.columns(); j++) {
                to.set(transposed ? j : i, transposed ? i : j, from.get(i, j));
            }
        }
    }

    private static Architecture architecture(int depth, boolean tied) {
        Weights own = new Weights.Own(new Initializer.GlorotUniform());
        List<Layer> encoder = new ArrayList<>();
        List<Layer> decoder = new ArrayList<>();
        for (int i = 1; i <= depth; i++) {
            encoder.add(new Dense(WIDTHS[i], new Tanh(), own));
        }
        for (int i = depth - 1; i >= 0; i--) {
            Activation activation = i == 0 ? new Linear() : new Tanh();
            decoder.add(new Dense(WIDTHS[i], activation, tied ? new Weights.Mirrored() : own));
        }
        return new Architecture(WIDTHS[0], encoder, decoder, new Gaussian());
    }

    private static float[] gradient(Architecture architecture, Parameters parameters) {
        Random random = new Random(6);
        Matrix x = Matrix.zeros(ROWS, WIDTHS[0]);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) random.nextGaussian();
        }
        OptimizerState optimizer = new OptimizerState(new Optimizer.Sgd(), parameters.block().length);
        TrainingStep step = new TrainingStep(
                architecture, parameters, optimizer, new Clipping.None(), 0, ROWS, false, Team.of(1), new Kernels[] {
                    Kernels.plain()
                });
        return step.gradient(x, x, IntStream.range(0, ROWS).toArray(), new StepKey(0, 0));
    }
}
