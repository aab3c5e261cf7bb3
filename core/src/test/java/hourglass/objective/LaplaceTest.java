package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaplaceTest extends DistributionContract {
    @Override
    protected Objective objective() {
        return new Laplace(0.75f);
    }

    /// Outside ±3, where the contract's η lie: difference quotients across the kink say nothing.
    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            float size = 3.1f + random.nextFloat();
            x.set(row, j, random.nextBoolean() ? size : -size);
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    @Override
    protected double[] support() {
        return grid(-32, spacing(), 64 * 256);
    }

    @Override
    protected double spacing() {
        return 1.0 / 256;
    }

    @Override
    protected boolean isSmooth() {
        return false;
    }

    /// Of variance 2 b².
    @Test
    void drawsSpreadByTheScale() {
        Matrix x = Matrix.zeros(20_000, 1);
        new Laplace(0.75f).sample(Matrix.zeros(20_000, 1), 3, 0, x);
        double squares = 0;
        for (float value : x.array()) {
            squares += value * value;
        }
        assertThat(squares / 20_000).isCloseTo(2 * 0.75 * 0.75, within(0.05));
    }

    /// |4 − 1| / ½ + |0 − 1| / ½ = 8, and log(2 · ½) = 0.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 3);
        Matrix x = Matrix.of(1, 3, 1, 1, 2);
        Laplace objective = new Laplace(0.5f);
        assertThat(objective.loss(Matrix.of(1, 3, 4, 0, 2), x, 0.25f, gradient)).isEqualTo(8);
        assertThat(gradient.array()).containsExactly(0.5f, -0.5f, 0);
        assertThat(objective.constant(x)).isCloseTo(0, within(1e-12));
    }

    @Test
    void scalesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Laplace(0))
                .withMessage("the scale of laplace must be above 0 and finite, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Laplace(Float.NaN));
    }
}
