package hourglass.loss;

import java.util.Arrays;

/// How the losses vᵢ of samples become one number, with sample weights wᵢ (Keras: `reduction`,
/// `keras/src/losses/loss.py`).
///
/// Two traps of Keras are kept. The mean divides by the *number* of samples, whatever their weights. And
/// [#MEAN_WITH_SAMPLE_WEIGHT] with one weight for all divides by that one weight, not by that times the number of
/// samples, which leaves the sum Σ vᵢ.
public enum Reduction {
    /// Σ wᵢ vᵢ.
    SUM,
    /// Σ wᵢ vᵢ / n over n samples, those ignored not counted. Keras calls it `sum_over_batch_size`, its default, and
    /// also `mean`.
    SUM_OVER_BATCH_SIZE,
    /// Σ wᵢ vᵢ / Σ wᵢ.
    MEAN_WITH_SAMPLE_WEIGHT,
    /// wᵢ vᵢ, not reduced at all.
    NONE;

    /// cᵢ such that the reduced loss is Σ cᵢ vᵢ. Where a divisor is 0 all are 0, as in Keras: 0 / 0 = 0.
    ///
    /// @param counted whether a sample takes part
    /// @param masked whether the loss leaves out samples at all, which in Keras makes one weight into one for each
    /// @param weights none, one for all samples, or one for each
    double[] coefficients(boolean[] counted, boolean masked, double[] weights) {
        int samples = counted.length;
        if (weights.length > 1 && weights.length != samples) {
            throw new IllegalArgumentException("sample weights must be none, one for all, or one for each of " + samples
                    + " samples, got " + weights.length);
        }
        double[] coefficients = new double[samples];
        double total = 0;
        int valid = 0;
        for (int i = 0; i < samples; i++) {
            if (counted[i]) {
                coefficients[i] = weights.length == 0 ? 1 : weights[weights.length == 1 ? 0 : i];
                total += coefficients[i];
                valid++;
            }
        }
        boolean oneForAll = weights.length == 1 && !masked;
        double divisor = switch (this) {
            case SUM, NONE -> 1;
            case SUM_OVER_BATCH_SIZE -> valid;
            case MEAN_WITH_SAMPLE_WEIGHT -> oneForAll ? weights[0] : total;
        };
        if (divisor == 0) {
            Arrays.fill(coefficients, 0);
        } else {
            for (int i = 0; i < samples; i++) {
                coefficients[i] /= divisor;
            }
        }
        return coefficients;
    }
}
