package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What every [Likelihood] must do besides.
public abstract class LikelihoodContract extends ObjectiveContract {
    private static final int DRAWS = 20_000;

    /// For densities of one's own.
    protected LikelihoodContract() {}

    /// Whether the loss has a second derivative, so that the curvature of the loss is the variance of its slope.
    protected boolean isSmooth() {
        return true;
    }

    @Test
    void theConstantIsASumOverRows() {
        Matrix x = randomX();
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += constant(x.rows(row, row + 1));
        }
        assertThat(constant(x)).isCloseTo(sum, within(1e-9 * (1 + Math.abs(sum))));
        assertThat(constant(x.rows(0, 0))).isZero();
    }

    /// What rows are compared with, in its own formula or by the η of the row itself.
    @Test
    void nothingIsLikelierThanTheSaturatedModel() {
        Likelihood likelihood = (Likelihood) objective();
        Matrix x = randomX();
        Matrix eta = Matrix.zeros(ROWS, likelihood.parameters(FEATURES));
        likelihood.link(x, eta);
        double[] linked = new double[ROWS];
        double[] saturated = new double[ROWS];
        likelihood.lossPerRow(eta, x, linked, 0);
        likelihood.saturatedPerRow(x, saturated, 0);
        for (int row = 0; row < ROWS; row++) {
            assertThat(saturated[row]).isCloseTo(linked[row], within(2e-3 * (1 + Math.abs(linked[row]))));
        }
    }

    @Test
    void theLossOfARowIsTheSumOfThoseOfItsColumnsAlone() {
        if (!(objective() instanceof Elementwise likelihood) || !likelihood.joinsRows()) {
            return;
        }
        Matrix x = randomX();
        Matrix eta = randomEta();
        double[] rows = new double[ROWS];
        double[] sums = new double[ROWS];
        double[] column = new double[ROWS];
        likelihood.lossPerRow(eta, x, rows, 0);
        for (int j = 0; j < FEATURES; j++) {
            likelihood.lossPerRow(eta.columns(j, j + 1), x.columns(j, j + 1), column, 0);
            for (int row = 0; row < ROWS; row++) {
                sums[row] += column[row];
            }
        }
        for (int row = 0; row < ROWS; row++) {
            assertThat(sums[row]).isCloseTo(rows[row], within(1e-8 * (1 + Math.abs(rows[row]))));
        }
    }

    @Test
    void aDrawIsAFunctionOfSeedRowAndColumn() {
        Likelihood likelihood = (Likelihood) objective();
        Matrix eta = randomEta();
        Matrix x = view(ROWS, FEATURES);
        x.fill(Float.NaN);
        likelihood.sample(eta, 5, 1000, x);
        assertOutsideUntouched(x);
        for (int j = 0; j < FEATURES; j++) {
            for (int row = 0; row < ROWS; row++) {
                assertThat(likelihood.domain(j).accepts(x.get(row, j)))
                        .as("%s", x.get(row, j))
                        .isTrue();
            }
        }
        Matrix some = Matrix.zeros(2, FEATURES);
        likelihood.sample(eta.rows(3, 5), 5, 1003, some);
        assertThat(some.array()).isEqualTo(x.rows(3, 5).copy().array());
        Matrix other = Matrix.zeros(ROWS, FEATURES);
        likelihood.sample(eta, 6, 1000, other);
        assertThat(other.array()).isNotEqualTo(x.copy().array());
    }

    /// Under p(x|μ) the slope of −log p is 0 in the mean, and its square is in the mean its own slope (Bartlett's
    /// identities): so draws have the mean and the spread that the loss supposes, whatever the formulas of either.
    @Test
    void drawsAreThoseTheLossExpects() {
        Likelihood likelihood = (Likelihood) objective();
        for (int row = 0; row < 2; row++) {
            Matrix eta = repeated(randomEta(), row);
            Matrix x = Matrix.zeros(DRAWS, FEATURES);
            likelihood.sample(eta, 7 + row, 0, x);
            Matrix slopes = Matrix.zeros(DRAWS, eta.columns());
            likelihood.loss(eta, x, 1, slopes);
            for (int j = 0; j < eta.columns(); j++) {
                Matrix above = moved(eta, x, j, STEP);
                Matrix below = moved(eta, x, j, -STEP);
                double[] slope = new double[DRAWS];
                double[] excess = new double[DRAWS];
                for (int i = 0; i < DRAWS; i++) {
                    slope[i] = slopes.get(i, j);
                    double curvature = (above.get(i, j) - below.get(i, j)) / (2.0 * STEP);
                    excess[i] = slope[i] * slope[i] - curvature;
                }
                assertZeroInTheMean(slope, j);
                if (isSmooth()) {
                    assertZeroInTheMean(excess, j);
                }
            }
        }
    }

    private static Matrix repeated(Matrix eta, int row) {
        Matrix repeated = Matrix.zeros(DRAWS, eta.columns());
        for (int i = 0; i < DRAWS; i++) {
            repeated.rows(i, i + 1).copyFrom(eta.rows(row, row + 1));
        }
        return repeated;
    }

    /// The gradients where one parameter has moved.
    private Matrix moved(Matrix eta, Matrix x, int parameter, float step) {
        Matrix moved = eta.copy();
        for (int i = 0; i < DRAWS; i++) {
            moved.set(i, parameter, eta.get(i, parameter) + step);
        }
        Matrix gradient = Matrix.zeros(DRAWS, eta.columns());
        objective().loss(moved, x, 1, gradient);
        return gradient;
    }

    /// Five standard deviations of the mean.
    private static void assertZeroInTheMean(double[] values, int parameter) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
        assertThat(mean)
                .as("parameter %d", parameter)
                .isCloseTo(0, within(1e-4 + 5 * Math.sqrt(variance / values.length)));
    }
}
