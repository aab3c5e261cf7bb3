package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.inference.Variational;
import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;

/// Measured, in nats per picture: bound 24.16, estimate with 200 samples 23.98, independent pixels 26.55.
class VariationalLikelihoodTest {
    private static final int LEARNED = 1497;

    @Test
    void moreLikelyThanByPixelsOfTheirOwn() {
        Matrix pixels = VariationalLikelihood.intensities(Digits.all().rows().toMatrix());
        Matrix learned = pixels.rows(0, LEARNED);
        Matrix unseen = VariationalLikelihood.binarised(pixels.rows(LEARNED, pixels.rows()), 0);
        Variational model = VariationalLikelihood.train(learned, 64, 8, 60);
        double bound = VariationalLikelihood.mean(model.negativeLogLikelihood(unseen, 1, 1));
        double estimate = VariationalLikelihood.mean(model.negativeLogLikelihood(unseen, 200, 1));
        assertThat(estimate).isLessThan(bound - 0.1);
        assertThat(bound).isLessThan(ofPixels(learned, unseen) - 1);
    }

    /// −log p of pixels that do not depend on one another, in nats per picture.
    private static double ofPixels(Matrix learned, Matrix unseen) {
        double sum = 0;
        for (int j = 0; j < unseen.columns(); j++) {
            double mean = 0;
            for (int row = 0; row < learned.rows(); row++) {
                mean += learned.get(row, j) / (double) learned.rows();
            }
            double kept = Math.clamp(mean, 1e-3, 1 - 1e-3);
            for (int row = 0; row < unseen.rows(); row++) {
                sum -= unseen.get(row, j) == 1 ? Math.log(kept) : Math.log(1 - kept);
            }
        }
        return sum / unseen.rows();
    }

    @Test
    void everyDrawIsNewAndTheirMeanIsTheIntensity() {
        Matrix intensities = Matrix.of(1, 3, 0, 0.25f, 1);
        double[] sums = new double[3];
        for (int draw = 0; draw < 4000; draw++) {
            Matrix binary = VariationalLikelihood.binarised(intensities, draw);
            for (int j = 0; j < 3; j++) {
                sums[j] += binary.get(0, j) / 4000.0;
            }
        }
        assertThat(sums[0]).isZero();
        assertThat(sums[1]).isCloseTo(0.25, within(0.03));
        assertThat(sums[2]).isCloseTo(1, within(1e-9));
    }
}
