package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

/// What likelihoods without the canonical link must do besides: e^−(loss + constant) is a probability with the stated
/// mean, and loss and mean agree with their formulas in double precision.
abstract class DistributionContract extends LikelihoodContract {
    /// Values of x that carry all but a negligible part of the distribution, evenly spaced.
    protected abstract double[] support();

    /// How far apart they are; 1 for counts.
    protected abstract double spacing();

    private double probability(float eta, float x) {
        Matrix row = Matrix.of(1, 1, x);
        double loss = objective().loss(Matrix.of(1, 1, eta), row, 1, Matrix.zeros(1, 1));
        return StrictMath.exp(-loss - constant(row));
    }

    @Test
    void probabilitiesSumToOneAndHaveTheMean() {
        for (float eta : new float[] {-1.5f, 0, 2.25f}) {
            double sum = 0;
            double first = 0;
            for (double x : support()) {
                double p = probability(eta, (float) x) * spacing();
                sum += p;
                first += p * x;
            }
            Matrix mean = Matrix.zeros(1, 1);
            objective().mean(Matrix.of(1, 1, eta), mean);
            assertThat(sum).as("η = %s", eta).isCloseTo(1, within(1e-5));
            assertThat(first).as("η = %s", eta).isCloseTo(mean.get(0, 0), within(1e-4));
        }
    }

    @Test
    void lossAgreesWithDoublePrecisionFarOut() {
        for (float eta : new float[] {-50, -8, -1, 0, 0.5f, 8, 50}) {
            for (float x : new float[] {0, 1, 2, 700}) {
                double[] losses = new double[1];
                objective().lossPerRow(Matrix.of(1, 1, eta), Matrix.of(1, 1, x), losses, 0);
                double expected = ReferenceLikelihood.loss(objective(), new double[] {eta}, new double[] {x});
                assertThat(losses[0]).isCloseTo(expected, within(1e-8 * Math.abs(expected) + 1e-9));
            }
        }
    }

    static double[] grid(double from, double spacing, int count) {
        double[] grid = new double[count];
        for (int i = 0; i < count; i++) {
            grid[i] = from + i * spacing;
        }
        return grid;
    }
}
