package hourglass.objective;

import hourglass.matrix.Matrix;

/// Likelihoods whose features are independent given η, one parameter for each. Those whose link is not the canonical
/// one have a [#lossAndGradient] of their own.
sealed interface Elementwise extends Objective
        permits Bernoulli, Focal, Gaussian, Laplace, NegativeBinomial, Poisson, StudentT {
    @Override
    default String domain() {
        return Domain.of(this).description();
    }

    @Override
    default boolean accepts(float value) {
        return Domain.of(this).accepts(value);
    }

    /// The loss of one number.
    double loss(float eta, float x);

    /// Turns n values of η into their means, in place.
    void toMean(float[] values, int offset, int n);

    /// η whose mean is the given one.
    double link(double mean);

    /// The loss of one row, a sum over features.
    default double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += loss(eta[etaOffset + j], x[xOffset + j]);
        }
        return sum;
    }

    /// Whether rows that follow one another may be taken as one long row.
    default boolean joinsRows() {
        return true;
    }

    @Override
    default int parameters(int features) {
        return features;
    }

    @Override
    default double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        double sum = 0;
        // Features are independent, so rows that follow one another count as one: loops over short ones are slow.
        boolean joined = joinsRows() && eta.isContiguous() && x.isContiguous() && gradient.isContiguous();
        int run = joined ? Math.max(1, x.rows()) : 1;
        for (int row = 0; row < x.rows(); row += run) {
            sum += lossAndGradient(
                    eta.array(),
                    eta.rowOffset(row),
                    x.array(),
                    x.rowOffset(row),
                    scale,
                    gradient.array(),
                    gradient.rowOffset(row),
                    run * x.columns());
        }
        return sum;
    }

    /// Loss of n numbers, and g ← scale ∂l/∂η: with the canonical link scale (x̂ − x).
    default double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        toMean(g, gOffset, n);
        difference(g, gOffset, x, xOffset, scale, n);
        return rowLoss(eta, etaOffset, x, xOffset, n);
    }

    @Override
    default void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = rowLoss(eta.array(), eta.rowOffset(row), x.array(), x.rowOffset(row), x.columns());
        }
    }

    @Override
    default void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += loss(eta.array()[eta.rowOffset(row) + j], x.array()[x.rowOffset(row) + j]);
            }
        }
    }

    @Override
    default void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < eta.rows(); row++) {
            System.arraycopy(eta.array(), eta.rowOffset(row), mean.array(), mean.rowOffset(row), eta.columns());
            toMean(mean.array(), mean.rowOffset(row), eta.columns());
        }
    }

    @Override
    default void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, (float) link(mean.get(row, j)));
            }
        }
    }

    /// g ← scale (g − x): the gradient x̂ − x of every canonical link.
    static void difference(float[] g, int gOffset, float[] x, int xOffset, float scale, int n) {
        if (gOffset == xOffset) {
            // As in every training step; the compiler vectorises a loop over one offset only (docs/decisions/006).
            for (int j = gOffset; j < gOffset + n; j++) {
                g[j] = scale * (g[j] - x[j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                g[gOffset + j] = scale * (g[gOffset + j] - x[xOffset + j]);
            }
        }
    }
}
