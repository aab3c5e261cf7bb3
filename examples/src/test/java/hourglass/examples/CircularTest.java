package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.objective.LikelihoodContract;
import hourglass.objective.Objective;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircularTest extends LikelihoodContract {
    @Override
    protected Objective objective() {
        return new Circular();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) Math.PI * (2 * random.nextFloat() - 1));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {3.15f, -3.15f, 180};
    }

    @Override
    protected int[] parametersOf(int column, int columns) {
        return new int[] {column, columns + column};
    }

    /// The rectangle rule is exact for periodic functions as smooth as these.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1, 7, 49.9, 50.1, 399, 401, 5000})
    void theDensityIntegratesToOne(double kappa) {
        int points = 4096;
        Matrix x = Matrix.zeros(1, 1);
        Matrix eta = Matrix.of(1, 2, (float) (0.6 * kappa), (float) (-0.8 * kappa));
        double[] loss = new double[1];
        double integral = 0;
        for (int i = 0; i < points; i++) {
            x.set(0, 0, (float) (2 * Math.PI * i / points - Math.PI));
            objective().lossPerRow(eta, x, loss, 0);
            integral += Math.exp(-loss[0] - constant(x)) * 2 * Math.PI / points;
        }
        // Angles in single precision are off by 1e-7, which κ multiplies.
        assertThat(integral).isCloseTo(1, within(1e-6 + 1e-7 * kappa));
    }

    /// d log I₀(κ) / dκ = A(κ), where either changes its formula too.
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 3, 20, 49.99, 50.01, 150, 399, 401, 3000})
    void theShrinkageIsTheDerivativeOfTheBesselFunction(double kappa) {
        double step = 1e-4 * kappa;
        double slope = (Circular.logBessel(kappa + step) - Circular.logBessel(kappa - step)) / (2 * step);
        assertThat(kappa * Circular.shrinkage(kappa)).isCloseTo(slope, within(2e-8));
    }

    /// Values of Abramowitz and Stegun 1964, table 9.8.
    @Test
    void valuesOfTheTables() {
        assertThat(Circular.logBessel(0)).isZero();
        assertThat(Circular.logBessel(1)).isCloseTo(Math.log(1.2660658777520084), within(1e-14));
        assertThat(Circular.shrinkage(1)).isCloseTo(0.5651591039924851 / 1.2660658777520084, within(1e-14));
        assertThat(Circular.shrinkage(0)).isEqualTo(0.5);
    }
}
