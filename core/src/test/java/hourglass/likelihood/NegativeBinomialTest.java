package hourglass.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NegativeBinomialTest extends DistributionContract {
    @Override
    protected Likelihood likelihood() {
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
        Likelihood geometric = new NegativeBinomial();
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
            double loss = likelihood().loss(Matrix.of(1, 1, 0.75f), row, 1, Matrix.zeros(1, 1));
            variance += (x - mean)
                    * (x - mean)
                    * StrictMath.exp(-loss - likelihood().constant(row));
        }
        assertThat(variance).isCloseTo(mean + 0.4 * mean * mean, within(1e-5));
    }

    @Test
    void nearPoissonForASmallDispersion() {
        Matrix eta = Matrix.of(1, 2, 0.5f, -1);
        Matrix x = Matrix.of(1, 2, 3, 0);
        double poisson = new Poisson().loss(eta, x, 1, Matrix.zeros(1, 2)) + new Poisson().constant(x);
        Likelihood near = new NegativeBinomial(1e-5f);
        double loss = near.loss(eta, x, 1, Matrix.zeros(1, 2)) + near.constant(x);
        assertThat(loss).isCloseTo(poisson, within(1e-4));
    }

    @Test
    void dispersionsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NegativeBinomial(0))
                .withMessage("the dispersion of negative_binomial must be at least 1e-6 and finite, got 0.0; poisson "
                        + "has none");
        assertThatIllegalArgumentException().isThrownBy(() -> new NegativeBinomial(Float.NaN));
    }
}
