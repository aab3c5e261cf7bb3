package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoricalTest extends CanonicalContract {
    @Override
    protected Objective objective() {
        return new Categorical();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        x.rows(row, row + 1).fill(0);
        x.set(row, random.nextInt(x.columns()), 1);
    }

    @Override
    protected float[] outside() {
        return new float[] {-1, -1e-6f};
    }

    /// softmax(0, log 3) = (¼, ¾).
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix eta = Matrix.of(1, 2, 0, (float) StrictMath.log(3));
        assertThat(objective().loss(eta, Matrix.of(1, 2, 0, 1), 1, gradient))
                .isCloseTo(-StrictMath.log(0.75), within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(0.25f, within(1e-6f));
        assertThat(gradient.get(0, 1)).isCloseTo(-0.25f, within(1e-6f));
    }

    /// Rows with another sum than 1: (Σ x) x̂ − x.
    @Test
    void countsOfSeveralDraws() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix eta = Matrix.of(1, 2, 0, (float) StrictMath.log(3));
        double loss = objective().loss(eta, Matrix.of(1, 2, 3, 1), 1, gradient);
        assertThat(loss).isCloseTo(-3 * StrictMath.log(0.25) - StrictMath.log(0.75), within(1e-6));
        assertThat(gradient.get(0, 0)).isCloseTo(-2, within(1e-6f));
        assertThat(gradient.get(0, 1)).isCloseTo(2, within(1e-6f));
    }

    @Test
    void staysFiniteAtTenThousand() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix eta = Matrix.of(1, 2, 1e4f, -1e4f);
        assertThat(objective().loss(eta, Matrix.of(1, 2, 0, 1), 1, gradient)).isEqualTo(2e4);
        assertThat(gradient.array()).containsExactly(1, -1);
    }

    /// softmax(0, log 3) over the first two of three classes, and nothing to learn where the class is the third.
    @Test
    void theClassIsOneOfThoseObserved() {
        Matrix gradient = Matrix.zeros(2, 3);
        float logThree = (float) StrictMath.log(3);
        Matrix eta = Matrix.of(2, 3, 0, logThree, 7, 0, logThree, 7);
        Matrix x = Matrix.of(2, 3, 0, 1, Float.NaN, 0, 0, Float.NaN);
        assertThat(objective().loss(eta, x, 1, gradient)).isCloseTo(-StrictMath.log(0.75), within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(0.25f, within(1e-6f));
        assertThat(gradient.get(0, 1)).isCloseTo(-0.25f, within(1e-6f));
        assertThat(gradient.get(0, 2)).isZero();
        assertThat(gradient.rows(1, 2).copy().array()).containsOnly(0);
    }
}
