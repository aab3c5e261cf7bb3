package hourglass.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.engine.StepKey;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.random.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happens to a gradient before the optimiser takes it: with rate 1 the step is minus what is left of it.
class ClippingTest {
    private static final Architecture ARCHITECTURE =
            new Architecture(5, List.of(new Dense(3, new Tanh())), List.of(new Dense(5, new Linear())), new Gaussian());
    private static final int ROWS = 20;

    private final Matrix x = Matrix.zeros(ROWS, 5);
    private final int[] order = Noise.permutation(1, ROWS);

    ClippingTest() {
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.gaussian(2, i);
        }
    }

    /// With biases other than zero, or nobody would see them decay.
    private static Parameters initial() {
        Parameters parameters = Parameters.initial(ARCHITECTURE, 1);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            if (!tensor.isWeight()) {
                parameters.matrix(tensor).fill(0.3f);
            }
        }
        return parameters;
    }

    private static TrainingStep step(Parameters parameters, Clipping clipping, double weightDecay) {
        return new TrainingStep(
                ARCHITECTURE,
                parameters,
                new OptimizerState(new Optimizer.Sgd(1, 0, false), parameters.block().length),
                clipping,
                weightDecay,
                ROWS,
                false,
                Team.of(1),
                new Kernels[] {Kernels.plain()});
    }

    private float[] gradient() {
        return step(initial(), new Clipping.None(), 0).gradient(x, x, order, new StepKey(0, 0));
    }

    private double[] taken(Clipping clipping, double weightDecay) {
        Parameters parameters = initial();
        float[] before = parameters.block().clone();
        TrainingStep step = step(parameters, clipping, weightDecay);
        step.run(x, x, order, 0, ROWS, new StepKey(0, 0), 1);
        double[] taken = new double[before.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = (double) before[i] - parameters.block()[i];
        }
        assertThat(step.gradientNorm()).as("norm before clipping").isCloseTo(norm(gradient()), within(1e-5));
        return taken;
    }

    private static double norm(float[] g) {
        double sum = 0;
        for (float value : g) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    @Test
    void aLargeNormIsScaledDownToTheLimit() {
        float[] g = gradient();
        double norm = norm(g);
        double[] taken = taken(new Clipping.Norm(norm / 3), 0);
        for (int i = 0; i < g.length; i++) {
            assertThat(taken[i]).isCloseTo(g[i] / 3.0, within(1e-6));
        }
    }

    @Test
    void aSmallNormIsLeftAlone() {
        float[] g = gradient();
        double[] taken = taken(new Clipping.Norm(norm(g) * 1.5), 0);
        for (int i = 0; i < g.length; i++) {
            assertThat(taken[i]).isCloseTo(g[i], within(1e-6));
        }
    }

    @Test
    void valuesAreCutOneByOne() {
        float[] g = gradient();
        double[] taken = taken(new Clipping.Value(0.05), 0);
        int cut = 0;
        for (int i = 0; i < g.length; i++) {
            assertThat(taken[i]).isCloseTo(Math.max(-0.05, Math.min(0.05, g[i])), within(1e-6));
            cut += Math.abs(g[i]) > 0.05 ? 1 : 0;
        }
        assertThat(cut).isBetween(3, g.length - 3);
    }

    /// Weight decay comes after clipping and spares biases.
    @Test
    void weightDecayIsAddedToWeightsAfterClipping() {
        float[] g = gradient();
        Parameters start = initial();
        double[] taken = taken(new Clipping.Value(0.05), 0.5);
        for (Parameters.Tensor tensor : start.tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                double clipped = Math.max(-0.05, Math.min(0.05, g[i]));
                double decay = tensor.isWeight() ? 0.5 * start.block()[i] : 0;
                assertThat(taken[i]).isCloseTo(clipped + decay, within(1e-6));
            }
        }
    }
}
