package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a density of μ and s with scale e^s, kept above a thousandth, must do besides.
abstract class LearnedScaleContract extends LikelihoodContract {
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
    protected int[] parametersOf(int column, int columns) {
        return new int[] {2 * column, 2 * column + 1};
    }

    /// Over x = μ + σ sinh t, which takes in the tails.
    @ParameterizedTest
    @ValueSource(floats = {-20, -3, 0, 2})
    void theDensityIntegratesToOne(float s) {
        double deviation = Math.hypot(1e-3f, StrictMath.exp(s));
        double step = 1e-3;
        double sum = 0;
        for (double t = -15; t < 15; t += step) {
            float x = (float) (0.75 + deviation * StrictMath.sinh(t));
            double[] loss = new double[1];
            objective().lossPerRow(Matrix.of(1, 2, 0.75f, s), Matrix.of(1, 1, x), loss, 0);
            sum += step * deviation * StrictMath.cosh(t) * StrictMath.exp(-loss[0] - constant(Matrix.of(1, 1, x)));
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    /// Below the smallest scale loss and slope level off; far above they are those of e^s.
    @Test
    void theScaleIsKeptAboveTheSmallest() {
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix zero = Matrix.zeros(1, 1);
        double least = objective().loss(Matrix.of(1, 2, 0, -1000), zero, 1, gradient);
        assertThat(least).isCloseTo(StrictMath.log(1e-3f), within(1e-9));
        assertThat(gradient.array()[0]).isZero();
        assertThat(gradient.array()[1]).isCloseTo(0, within(1e-30f));
        double most = objective().loss(Matrix.of(1, 2, 0, 1000), zero, 1, gradient);
        assertThat(most).isEqualTo(1000);
        assertThat(gradient.array()).containsExactly(0, 1);
        assertThat(objective().loss(Matrix.of(1, 2, 1, -1000), zero, 1, gradient))
                .isFinite();
        assertThat(gradient.array()[0]).isFinite();
    }
}
