package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StudentTTest extends DistributionContract {
    @Override
    protected Objective objective() {
        return new StudentT(5, 0.75f);
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) (4 * random.nextGaussian()));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    @Override
    protected double[] support() {
        return grid(-512, spacing(), 1024 * 64);
    }

    @Override
    protected double spacing() {
        return 1.0 / 64;
    }

    /// ν = 1 is Cauchy's distribution: 1 / (π (1 + r²)), here with r = 2.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 1);
        Matrix x = Matrix.of(1, 1, 1);
        StudentT cauchy = new StudentT(1);
        double loss = cauchy.loss(Matrix.of(1, 1, 3), x, 1, gradient);
        assertThat(loss).isCloseTo(StrictMath.log(5), within(1e-12));
        assertThat(cauchy.constant(x)).isCloseTo(StrictMath.log(Math.PI), within(1e-12));
        assertThat(gradient.get(0, 0)).isCloseTo(0.8f, within(1e-7f));
    }

    /// Far out the pull falls: the slope at distance 100 is smaller than at 1.
    @Test
    void outliersLoseTheirPull() {
        Matrix gradient = Matrix.zeros(1, 2);
        objective().loss(Matrix.of(1, 2, 0, 0), Matrix.of(1, 2, 1, 100), 1, gradient);
        assertThat(Math.abs(gradient.get(0, 1))).isLessThan(Math.abs(gradient.get(0, 0)) / 10);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentT(0, 1))
                .withMessage("student_t needs degrees of freedom and a scale above 0 and finite, got 0.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(1, Float.NaN));
    }
}
