package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// min Σ D(yᵢ ‖ ŷᵢ): what is made small is the divergence D of the network's distribution from the target's, but for
/// the
/// target's entropy, which no weight changes.
class DivergenceTest {
    private final Random random = new Random(11);

    @Test
    void categoricalCrossEntropyIsTheDivergenceAndTheEntropy() {
        Matrix eta = Matrix.zeros(1, 4);
        Matrix y = Matrix.zeros(1, 4);
        for (int trial = 0; trial < 50; trial++) {
            double total = 0;
            for (int k = 0; k < 4; k++) {
                eta.set(0, k, (float) (2 * random.nextGaussian()));
                y.set(0, k, 0.05f + random.nextFloat());
                total += y.get(0, k);
            }
            for (int k = 0; k < 4; k++) {
                y.set(0, k, (float) (y.get(0, k) / total));
            }
            assertDivergence(new Categorical(), eta, y);
        }
    }

    @Test
    void binaryCrossEntropyIsTheDivergenceAndTheEntropy() {
        for (int trial = 0; trial < 50; trial++) {
            float eta = (float) (2 * random.nextGaussian());
            float share = 0.05f + 0.9f * random.nextFloat();
            double p = 1 / (1 + StrictMath.exp(-eta));
            double divergence = term(share, p) + term(1.0 - share, 1 - p);
            double entropy = -share * StrictMath.log(share) - (1.0 - share) * StrictMath.log(1.0 - share);
            double loss = new Bernoulli().loss(Matrix.of(1, 1, eta), Matrix.of(1, 1, share), 1, Matrix.zeros(1, 1));
            assertThat(loss - entropy).isCloseTo(divergence, within(1e-6));
        }
    }

    private static void assertDivergence(Objective objective, Matrix eta, Matrix y) {
        double sum = 0;
        for (int k = 0; k < y.columns(); k++) {
            sum += StrictMath.exp(eta.get(0, k));
        }
        double divergence = 0;
        double entropy = 0;
        for (int k = 0; k < y.columns(); k++) {
            divergence += term(y.get(0, k), StrictMath.exp(eta.get(0, k)) / sum);
            entropy -= y.get(0, k) * StrictMath.log(y.get(0, k));
        }
        Matrix gradient = Matrix.zeros(1, y.columns());
        assertThat(objective.loss(eta, y, 1, gradient) - entropy).isCloseTo(divergence, within(1e-5));
        assertThat(divergence).isPositive();
        for (int k = 0; k < y.columns(); k++) {
            double p = StrictMath.exp(eta.get(0, k)) / sum;
            assertThat((double) gradient.get(0, k)).isCloseTo(p - y.get(0, k), within(1e-6));
        }
    }

    private static double term(double y, double p) {
        return y * StrictMath.log(y / p);
    }
}
