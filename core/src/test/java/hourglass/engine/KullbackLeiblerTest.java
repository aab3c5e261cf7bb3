package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The penalty on means, worked by hand: one feature, one unit with weight 1, so that the code is the input.
class KullbackLeiblerTest {
    private static final Architecture ARCHITECTURE = new Architecture(
            1,
            List.of(new Dense(1, new Linear()), new Penalize(new Penalty.KullbackLeibler(2, 0.25f))),
            List.of(new Dense(1, new Linear())),
            new Gaussian());

    private final Parameters parameters = Parameters.zeros(ARCHITECTURE);

    private TrainingStep step(int rows) {
        Arrays.fill(parameters.block(), 0);
        parameters.weight(0).set(0, 0, 1);
        return new TrainingStep(
                ARCHITECTURE,
                parameters,
                new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                new Clipping.None(),
                0,
                rows,
                false,
                Team.of(1),
                new Kernels[] {Kernels.plain()},
                Trial.TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    /// ρ = ¼, ρ̂ = ½: KL = ¼ log ½ + ¾ log 3⁄2; ∂KL/∂ρ̂ = −½ + 3⁄2 = 1; ∂ρ̂/∂w = ½. The decoder passes nothing back.
    @Test
    void meanWithinReach() {
        Matrix x = Matrix.of(4, 1, 0, 0, 1, 1);
        int[] order = {0, 1, 2, 3};
        float[] gradient = step(4).gradient(x, x, order, new StepKey(0, 0));
        assertThat(gradient[0]).isCloseTo(2 * 0.5f, within(1e-6f));
        StepResult result = step(4).run(x, x, order, 0, 4, new StepKey(0, 0), 0.1);
        double divergence = 0.25 * StrictMath.log(0.5) + 0.75 * StrictMath.log(1.5);
        assertThat(result.penalty() / 4).isCloseTo(2 * divergence, within(1e-12));
        assertThat(result.loss()).isEqualTo(1);
    }

    /// Means beyond the limits: the penalty is that of the limit, without a slope.
    @Test
    void meanBeyondTheLimits() {
        for (float value : new float[] {0, -3, 1, 4}) {
            Matrix x = Matrix.of(2, 1, value, value);
            float[] gradient = step(2).gradient(x, x, new int[] {0, 1}, new StepKey(0, 0));
            assertThat(gradient[0]).isZero();
            StepResult result = step(2).run(x, x, new int[] {0, 1}, 0, 2, new StepKey(0, 0), 0.1);
            double kept = value <= 0 ? 1e-6 : 1 - 1e-6;
            double divergence = 0.25 * StrictMath.log(0.25 / kept) + 0.75 * StrictMath.log(0.75 / (1 - kept));
            assertThat(result.penalty() / 2).isCloseTo(2 * divergence, within(1e-9));
        }
    }
}
