package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NegativeBinomialTest extends DistributionContract {
    @Override
    protected Objective objective() {
        return new NegativeBinomial(0.4f);
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, random.nextInt(9));
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {-1, 0.5f, 2.25f};
    }

    @Override
    protected double[] support() {
        return grid(0, 1, 2000);
    }

    @Override
    protected double spacing() {
        return 1;
    }

    /// α = 1 is the geometric distribution: p(3) = ⅓ (⅔)³ for mean 2.
    @Test
    void workedExample() {
        Matrix gradient = Matrix.zeros(1, 1);
        Matrix x = Matrix.of(1, 1, 3);
        NegativeBinomial geometric = new NegativeBinomial();
        double loss = geometric.loss(Matrix.of(1, 1, (float) StrictMath.log(2)), x, 1, gradient);
        assertThat(loss + geometric.constant(x))
                .isCloseTo(-StrictMath.log(StrictMath.pow(2.0 / 3, 3) / 3), within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(-1f / 3, within(1e-6f));
    }

    /// Σ (x − μ)² p(x) = μ + α μ².
    @Test
    void theVarianceExceedsTheMean() {
        double mean = StrictMath.exp(0.75);
        double variance = 0;
        for (int x = 0; x < 2000; x++) {
            Matrix row = Matrix.of(1, 1, x);
            double loss = objective().loss(Matrix.of(1, 1, 0.75f), row, 1, Matrix.zeros(1, 1));
            variance += (x - mean) * (x - mean) * StrictMath.exp(-loss - constant(row));
        }
        assertThat(variance).isCloseTo(mean + 0.4 * mean * mean, within(1e-5));
    }

    @Test
    void nearPoissonForASmallDispersion() {
        Matrix eta = Matrix.of(1, 2, 0.5f, -1);
        Matrix x = Matrix.of(1, 2, 3, 0);
        double poisson = new Poisson().loss(eta, x, 1, Matrix.zeros(1, 2)) + new Poisson().constant(x);
        NegativeBinomial near = new NegativeBinomial(1e-5f);
        double loss = near.loss(eta, x, 1, Matrix.zeros(1, 2)) + near.constant(x);
        assertThat(loss).isCloseTo(poisson, within(1e-4));
    }

    /// A row that was counted for twice as long as a typical one has twice its means: the same distribution as without
    /// exposure for η + log 2.
    @Test
    void exposureMultipliesTheMean() {
        Matrix x = Matrix.of(2, 3, 5, 0, 15, 1, 2, 2);
        Matrix eta = Matrix.of(2, 3, 0.5f, -1, 1.5f, 0.5f, -1, 1.5f);
        float two = (float) StrictMath.log(2);
        float half = -two;
        Matrix shifted = Matrix.of(2, 3, 0.5f + two, -1 + two, 1.5f + two, 0.5f + half, -1 + half, 1.5f + half);
        Objective exposed = new NegativeBinomial(0.4f, 10);
        Matrix gradient = Matrix.zeros(2, 3);
        Matrix expected = Matrix.zeros(2, 3);
        double loss = objective().loss(shifted, x, 1, expected);
        assertThat(exposed.loss(eta, x, 1, gradient)).isCloseTo(loss, within(1e-5));
        double[] columns = new double[3];
        exposed.addLossPerColumn(eta, x, columns);
        assertThat(columns[0] + columns[1] + columns[2]).isCloseTo(loss, within(1e-5));
        Matrix means = Matrix.zeros(2, 3);
        exposed.mean(eta, means);
        exposed.expose(means, x);
        Matrix expectedMeans = Matrix.zeros(2, 3);
        objective().mean(shifted, expectedMeans);
        for (int i = 0; i < 6; i++) {
            assertThat(gradient.array()[i]).isCloseTo(expected.array()[i], within(1e-5f));
            assertThat(means.array()[i]).isCloseTo(expectedMeans.array()[i], within(1e-5f));
        }
    }

    /// Two of three columns have two thirds of a typical total.
    @Test
    void exposureIsTakenFromWhatIsObserved() {
        Matrix x = Matrix.of(1, 3, 5, Float.NaN, 15);
        Matrix eta = Matrix.of(1, 3, 0.5f, -1, 1.5f);
        Objective exposed = new NegativeBinomial(0.4f, 15);
        Objective fewer = new NegativeBinomial(0.4f, 10);
        Matrix gradient = Matrix.zeros(1, 3);
        Matrix expected = Matrix.zeros(1, 2);
        double loss = fewer.loss(Matrix.of(1, 2, 0.5f, 1.5f), Matrix.of(1, 2, 5, 15), 1, expected);
        assertThat(exposed.loss(eta, x, 1, gradient)).isCloseTo(loss, within(1e-9));
        assertThat(gradient.array()).containsExactly(expected.get(0, 0), 0, expected.get(0, 1));
        double[] columns = new double[3];
        exposed.addLossPerColumn(eta, x, columns);
        assertThat(columns[1]).isZero();
        assertThat(columns[0] + columns[2]).isCloseTo(loss, within(1e-9));
        Matrix means = Matrix.of(1, 3, 1, 1, 1);
        exposed.expose(means, x);
        assertThat(means.array()).containsExactly(2, 2, 2);
        exposed.expose(means, Matrix.of(1, 3, Float.NaN, Float.NaN, Float.NaN));
        assertThat(means.array()).containsExactly(2, 2, 2);
    }

    @Test
    void aRowOfZerosCountsAsOne() {
        Matrix gradient = Matrix.zeros(1, 2);
        double loss = new NegativeBinomial(1, 4).loss(Matrix.zeros(1, 2), Matrix.zeros(1, 2), 1, gradient);
        assertThat(loss).isCloseTo(2 * StrictMath.log(1.25), within(1e-7));
        assertThat(gradient.get(0, 0)).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NegativeBinomial(1, -1))
                .withMessageContaining("typical total")
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new NegativeBinomial(1, Float.NaN));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NegativeBinomial(0))
                .withMessage("the dispersion of negative_binomial must be at least 1e-6 and finite, got 0.0; poisson "
                        + "has none");
        assertThatIllegalArgumentException().isThrownBy(() -> new NegativeBinomial(Float.NaN));
    }
}
