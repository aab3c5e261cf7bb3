package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the lecture's likelihoods do besides: the gradient is x̂ − x, the loss is −log p(x|μ) less its constant.
abstract class CanonicalContract extends LikelihoodContract {
    private static final int ROWS = 40;
    private static final int FEATURES = 6;

    private static double[] row(Matrix matrix, int row) {
        double[] numbers = new double[matrix.columns()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = matrix.get(row, j);
        }
        return numbers;
    }

    private Matrix data(Random random) {
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int row = 0; row < ROWS; row++) {
            fillRow(random, x, row);
        }
        return x;
    }

    private static Matrix normal(Random random, double size) {
        Matrix eta = Matrix.zeros(ROWS, FEATURES);
        for (int i = 0; i < eta.array().length; i++) {
            eta.array()[i] = (float) (size * random.nextGaussian());
        }
        return eta;
    }

    @Test
    void lossPlusConstantIsMinusTheLogarithmOfTheProbability() {
        Random random = new Random(21);
        Matrix x = data(random);
        Matrix eta = normal(random, 1);
        double expected = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] mean = ReferenceLikelihood.mean(objective(), row(eta, row));
            for (int j = 0; j < FEATURES; j++) {
                expected += ReferenceLikelihood.negativeLogProbability(objective(), mean[j], x.get(row, j));
            }
        }
        double loss = objective().loss(eta, x, 1, Matrix.zeros(ROWS, FEATURES));
        assertThat(loss + constant(x)).isCloseTo(expected, within(1e-7 * Math.abs(expected)));
    }

    @Test
    void lossOfEachRowAndMeanAgreeWithDoublePrecision() {
        Random random = new Random(22);
        Matrix x = data(random);
        Matrix eta = normal(random, 5);
        double[] losses = new double[ROWS];
        objective().lossPerRow(eta, x, losses, 0);
        Matrix mean = Matrix.zeros(ROWS, FEATURES);
        objective().mean(eta, mean);
        for (int row = 0; row < ROWS; row++) {
            double expected = ReferenceLikelihood.loss(objective(), row(eta, row), row(x, row));
            assertThat(losses[row]).isCloseTo(expected, within(1e-7 * Math.abs(expected) + 1e-9));
            double[] means = ReferenceLikelihood.mean(objective(), row(eta, row));
            for (int j = 0; j < FEATURES; j++) {
                assertThat((double) mean.get(row, j)).isCloseTo(means[j], within(2e-7 * Math.abs(means[j]) + 1e-9));
            }
        }
    }

    /// The gradient is x̂ − x at any magnitude: with x = 0 the tiny x̂ of η = −50 must keep its relative precision.
    @Test
    void gradientIsReconstructionMinusInputEvenAtLargeEta() {
        float[] etas = {-50, -30, -20, -8, -1, 0, 0.5f, 3, 8, 20, 30, 50};
        for (float large : etas) {
            for (int hot = 0; hot < FEATURES; hot++) {
                Matrix eta = Matrix.of(1, FEATURES, large, -large, large / 2, 0, 1, -2);
                Matrix x = Matrix.zeros(1, FEATURES);
                x.set(0, hot, 1);
                Matrix gradient = Matrix.zeros(1, FEATURES);
                objective().loss(eta, x, 1, gradient);
                double[] mean = ReferenceLikelihood.mean(objective(), row(eta, 0));
                for (int j = 0; j < FEATURES; j++) {
                    double expected = mean[j] - x.get(0, j);
                    // x̂ near 1 is a float, so its distance from 1 is known to half a unit in its last place only.
                    double rounding = x.get(0, j) == 0 ? Float.MIN_VALUE : Math.ulp(1f);
                    assertThat((double) gradient.get(0, j))
                            .as("η = %s, hot %d, column %d", large, hot, j)
                            .isCloseTo(expected, within(1e-6 * Math.abs(expected) + rounding));
                }
            }
        }
    }
}
