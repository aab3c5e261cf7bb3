package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VonMisesTest extends LikelihoodContract {
    private static final MathContext DIGITS = new MathContext(60);

    @Override
    protected Objective objective() {
        return new VonMises();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) (5 * random.nextGaussian()));
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

    /// At κ = 1 and x = μ: log I₀(1) − 1, and a slope of I₁(1)/I₀(1) − 1 along μ (Abramowitz and Stegun, table 9.8).
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 2);
        double loss = objective().loss(Matrix.of(1, 2, 0, 1), Matrix.of(1, 1, (float) (Math.PI / 2)), 1, gradient);
        assertThat(loss).isCloseTo(StrictMath.log(1.2660658777520082) - 1, within(1e-12));
        assertThat(gradient.get(0, 0)).isCloseTo(0, within(1e-7f));
        assertThat(gradient.get(0, 1)).isCloseTo((float) (0.5651591039924851 / 1.2660658777520082 - 1), within(1e-7f));
    }

    @Test
    void withoutConcentrationAllAnglesAreEquallyLikely() {
        for (float x : new float[] {0, 1, 100}) {
            Matrix gradient = Matrix.zeros(1, 2);
            double loss = objective().loss(Matrix.zeros(1, 2), Matrix.of(1, 1, x), 1, gradient);
            assertThat(loss).isZero();
            assertThat(gradient.get(0, 0)).isEqualTo((float) -StrictMath.cos(x));
            assertThat(gradient.get(0, 1)).isEqualTo((float) -StrictMath.sin(x));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 4, 17.9, 18.1, 60})
    void theDensityIntegratesToOneOverTheCircle(double kappa) {
        Matrix eta = Matrix.of(1, 2, (float) (kappa * 0.6), (float) (-kappa * 0.8));
        int steps = 400;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            Matrix x = Matrix.of(1, 1, (float) (2 * Math.PI * i / steps));
            double[] loss = new double[1];
            objective().lossPerRow(eta, x, loss, 0);
            sum += 2 * Math.PI / steps * StrictMath.exp(-loss[0] - constant(x));
        }
        assertThat(sum).isCloseTo(1, within(2e-6));
    }

    /// Σ (κ²/4)ᵏ / (k! (k + v)!) with 60 digits.
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.01, 1, 5, 8, 12, 17.99, 18, 25, 100, 700})
    void besselFunctionsAgreeWithTheirSeries(double kappa) {
        BigDecimal square = new BigDecimal(kappa).pow(2).divide(BigDecimal.valueOf(4), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal first = BigDecimal.ONE;
        BigDecimal second = BigDecimal.ONE;
        for (int k = 1; k < 30 + 4 * kappa; k++) {
            term = term.multiply(square).divide(BigDecimal.valueOf((long) k * k), DIGITS);
            first = first.add(term);
            second = second.add(term.divide(BigDecimal.valueOf(k + 1), DIGITS));
        }
        double log = StrictMath.log(first.doubleValue());
        double ratio = second.divide(first, DIGITS).doubleValue() / 2;
        assertThat(Bessel.logOfFirst(kappa)).isCloseTo(log, within(1e-12 * (1 + log)));
        assertThat(Bessel.ratioOverArgument(kappa)).isCloseTo(ratio, within(1e-12 * ratio));
    }

    /// log I₀(κ) = κ − ½ log 2πκ + 1/(8κ) + …, I₁/I₀ = 1 − 1/(2κ) − ….
    @ParameterizedTest
    @ValueSource(doubles = {1e4, 1e6, 1e12})
    void staysFiniteAtAnyConcentration(double kappa) {
        double log = kappa - StrictMath.log(2 * Math.PI * kappa) / 2 + 1 / (8 * kappa);
        assertThat(Bessel.logOfFirst(kappa)).isCloseTo(log, within(1e-8 + 1e-15 * kappa));
        assertThat(kappa * Bessel.ratioOverArgument(kappa)).isCloseTo(1 - 0.5 / kappa, within(1e-8));
        Matrix gradient = Matrix.zeros(1, 2);
        double loss = objective().loss(Matrix.of(1, 2, (float) -kappa, 1), Matrix.of(1, 1, 3), 1, gradient);
        assertThat(loss).isFinite();
        assertThat(gradient.get(0, 0)).isCloseTo((float) (-1 - StrictMath.cos(3)), within(1e-3f));
    }

    @Test
    void theDirectionIsTheReconstruction() {
        Matrix mean = Matrix.zeros(1, 3);
        objective().mean(Matrix.of(1, 6, 0, 2, -3, 0, 1, -1), mean);
        assertThat(mean.array()).containsExactly((float) (Math.PI / 2), (float) Math.PI, (float) (-Math.PI / 4));
    }
}
