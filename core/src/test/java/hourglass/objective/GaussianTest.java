package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianTest extends CanonicalContract {
    @Override
    protected Objective objective() {
        return new Gaussian();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) (2 * random.nextGaussian()));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    /// ½ (3² + 1²) = 5, and ½ log 2π for each of two numbers.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix x = Matrix.of(1, 2, 1, 1);
        assertThat(objective().loss(Matrix.of(1, 2, 4, 0), x, 0.5f, gradient)).isEqualTo(5);
        assertThat(gradient.array()).containsExactly(1.5f, -0.5f);
        assertThat(constant(x)).isCloseTo(StrictMath.log(2 * Math.PI), within(1e-12));
    }
}
