package hourglass.loss;

import hourglass.matrix.Exponentials;

/// What the cross-entropies of several classes share: p made to add up to 1 and clipped, or softmax of logits.
final class Probabilities {
    private Probabilities() {}

    static void requireSmoothing(double labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("label smoothing must be between 0 and 1, got " + labelSmoothing);
        }
    }

    static double total(Samples p, int sample) {
        double total = 0;
        for (int i = 0; i < p.size(); i++) {
            total += p.get(sample, i);
        }
        return total;
    }

    /// log Σ eᶻ.
    static double logSumExp(Samples z, int sample) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < z.size(); i++) {
            maximum = Math.max(maximum, z.get(sample, i));
        }
        double sum = 0;
        for (int i = 0; i < z.size(); i++) {
            sum += Exponentials.exp(z.get(sample, i) - maximum);
        }
        return maximum + StrictMath.log(sum);
    }

    /// −log pᵢ.
    ///
    /// @param normalizer [#logSumExp] of logits, [#total] of probabilities
    static double surprise(Samples p, int sample, int i, boolean fromLogits, double normalizer) {
        double value = p.get(sample, i);
        return fromLogits ? normalizer - value : -StrictMath.log(Clip.probability(value / normalizer));
    }

    /// [#logSumExp] or [#total].
    static double normalizer(Samples p, int sample, boolean fromLogits) {
        return fromLogits ? logSumExp(p, sample) : total(p, sample);
    }
}
