package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoissonTest extends CanonicalContract {
    @Override
    protected Objective objective() {
        return new Poisson();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, random.nextInt(8));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-1, 0.5f, 2.25f};
    }

    /// μ = 2, x = 3: 2 − 3 log 2, and log 3! is left out.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 1);
        Matrix x = Matrix.of(1, 1, 3);
        double loss = objective().loss(Matrix.of(1, 1, (float) StrictMath.log(2)), x, 1, gradient);
        assertThat(loss).isCloseTo(2 - 3 * StrictMath.log(2), within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(-1, within(1e-6f));
        assertThat(constant(x)).isCloseTo(StrictMath.log(6), within(1e-12));
    }

    @Test
    void theConstantIsTheLogarithmOfTheFactorial() {
        double logFactorial = 0;
        for (int x = 0; x <= 3000; x++) {
            logFactorial += x == 0 ? 0 : StrictMath.log(x);
            assertThat(constant(Matrix.of(1, 1, x)))
                    .as("log %d!", x)
                    .isCloseTo(logFactorial, within(1e-11 * (1 + logFactorial)));
        }
    }
}
