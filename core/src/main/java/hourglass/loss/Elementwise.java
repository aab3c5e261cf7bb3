package hourglass.loss;

/// Losses that are a sum of one term for each number.
sealed interface Elementwise extends Loss
        permits BinaryCrossentropy,
                Poisson,
                KLDivergence,
                MeanSquaredError,
                MeanAbsoluteError,
                MeanAbsolutePercentageError,
                MeanSquaredLogarithmicError,
                Huber,
                LogCosh {
    /// The loss of one number.
    double term(double y, double p);

    /// ∂ term / ∂ p.
    double slope(double y, double p);

    @Override
    default int divisor(int n) {
        return n;
    }

    @Override
    default double sum(Samples y, Samples p, int sample) {
        double sum = 0;
        for (int i = 0; i < p.size(); i++) {
            sum += term(y.get(sample, i), p.get(sample, i));
        }
        return sum;
    }

    @Override
    default void gradient(Samples y, Samples p, int sample, double scale, Samples g) {
        if (Samples.standAtOneOffset(y, p, g, sample)) {
            gradient(y.array(), p.array(), scale, g.array(), g.at(sample, 0), p.size());
            return;
        }
        for (int i = 0; i < p.size(); i++) {
            g.set(sample, i, scale * slope(y.get(sample, i), p.get(sample, i)));
        }
    }

    /// As in training steps; the compiler vectorises a loop over one offset only (docs/decisions/006).
    private void gradient(float[] y, float[] p, double scale, float[] g, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            g[j] = (float) (scale * slope(y[j], p[j]));
        }
    }

    @Override
    default void addTerms(Samples y, Samples p, int sample, double[] terms) {
        for (int i = 0; i < p.size(); i++) {
            terms[i] += term(y.get(sample, i), p.get(sample, i));
        }
    }
}
