package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Counts that vary more than Poisson's: mean x̂ = μ = e^η, variance μ + α μ² (Hilbe 2011, "Negative Binomial
/// Regression", the form called NB2). With r = 1/α, p(x|μ) = Γ(x + r) / (x! Γ(r)) · (r / (r + μ))^r (μ / (r + μ))^x and
/// l = Σₖ (xₖ + r) log(1 + e^(ηₖ − log r)) − xₖ ηₖ. Gradient in η: (x̂ − x) r / (r + x̂). The constant is
/// log x! + log Γ(r) − log Γ(x + r) + x log r for each number.
///
/// With an exposure, rows are counted for differently long, as texts of different lengths or cells read at different
/// depths: a row's exposure is s = Σₖ xₖ / T for a typical total T, its mean μ = s e^η, and η + log s stands for η in
/// loss and gradient (the size factors of Eraslan et al. 2019, "Single-cell RNA-seq denoising using a deep count
/// autoencoder", Methods). [#mean] and [#sample] are those of a typical row, s = 1; [#expose] makes means those of
/// others.
/// Where only m of n columns are observed, T m / n takes the place of T.
///
/// @param dispersion α > 0; towards 0 the distribution becomes Poisson's
/// @param typicalTotal T, the sum of a row whose exposure is 1; 0 if all rows are exposed alike, whatever they add up
/// to
public record NegativeBinomial(float dispersion, float typicalTotal) implements Elementwise, Likelihood {
    private static final float SMALLEST_DISPERSION = 1e-6f;

    /// A row that counted nothing was exposed, though little.
    private static final double SMALLEST_TOTAL = 1;

    public NegativeBinomial {
        if (!(dispersion >= SMALLEST_DISPERSION) || Float.isInfinite(dispersion)) {
            throw new IllegalArgumentException("the dispersion of negative_binomial must be at least 1e-6 and finite, "
                    + "got " + dispersion + "; poisson has none");
        }
        if (!(typicalTotal >= 0) || Float.isInfinite(typicalTotal)) {
            throw new IllegalArgumentException("the typical total of a row of negative_binomial must be above 0, or 0 "
                    + "for rows that are all exposed alike, got " + typicalTotal);
        }
    }

    /// Rows that are all exposed alike.
    public NegativeBinomial(float dispersion) {
        this(dispersion, 0);
    }

    /// With α = 1: the variance is μ + μ², as of a geometric distribution.
    public NegativeBinomial() {
        this(1f);
    }

    @Override
    public Domain domain(int column) {
        return Domain.COUNTS;
    }

    @Override
    public Activation output() {
        return new Exponential();
    }

    private boolean hasExposure() {
        return typicalTotal > 0;
    }

    /// A row's exposure is a function of all its numbers.
    @Override
    public boolean joinsRows() {
        return !hasExposure();
    }

    private double exposure(float[] x, int offset, int n) {
        if (!hasExposure()) {
            return 1;
        }
        double total = 0;
        for (int j = offset; j < offset + n; j++) {
            total += x[j];
        }
        return Double.isNaN(total) ? exposureOfObserved(x, offset, n) : Math.max(SMALLEST_TOTAL, total) / typicalTotal;
    }

    private double exposureOfObserved(float[] x, int offset, int n) {
        double total = 0;
        int observed = 0;
        for (int j = offset; j < offset + n; j++) {
            if (!Float.isNaN(x[j])) {
                total += x[j];
                observed++;
            }
        }
        return observed == 0 ? 1 : Math.max(SMALLEST_TOTAL, total) / observing(observed, n).typicalTotal;
    }

    /// The same for rows of which only some columns are observed: a typical row's total over so many columns is that
    /// share of T, as good a guess as can be made without knowing the columns.
    NegativeBinomial observing(int observed, int columns) {
        return hasExposure() ? new NegativeBinomial(dispersion, typicalTotal * observed / columns) : this;
    }

    @Override
    public double loss(float eta, float x) {
        return loss(eta, x, 1.0 / dispersion, StrictMath.log(1.0 / dispersion));
    }

    private static double loss(double eta, double x, double r, double logR) {
        return (x + r) * Exponentials.softplus(eta - logR) - x * eta;
    }

    @Override
    public double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        return rowLoss(eta, etaOffset, x, xOffset, n, StrictMath.log(exposure(x, xOffset, n)));
    }

    private double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n, double logExposure) {
        double r = 1.0 / dispersion;
        double logR = StrictMath.log(r);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += loss(eta[etaOffset + j] + logExposure, x[xOffset + j], r, logR);
        }
        return sum;
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        double exposure = exposure(x, xOffset, n);
        double loss = rowLoss(eta, etaOffset, x, xOffset, n, StrictMath.log(exposure));
        double r = 1.0 / dispersion;
        for (int j = 0; j < n; j++) {
            double mean = exposure * Exponentials.exp(eta[etaOffset + j]);
            g[gOffset + j] = (float) (scale * r * (mean - x[xOffset + j]) / (r + mean));
        }
        return loss;
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        double r = 1.0 / dispersion;
        double logR = StrictMath.log(r);
        for (int row = 0; row < x.rows(); row++) {
            double logExposure = StrictMath.log(exposure(x.array(), x.rowOffset(row), x.columns()));
            for (int j = 0; j < x.columns(); j++) {
                float count = x.get(row, j);
                losses[j] += Float.isNaN(count) ? 0 : loss(eta.get(row, j) + logExposure, count, r, logR);
            }
        }
    }

    @Override
    public void expose(Matrix mean, Matrix x) {
        for (int row = 0; hasExposure() && row < x.rows(); row++) {
            double exposure = exposure(x.array(), x.rowOffset(row), x.columns());
            for (int j = 0; j < x.columns(); j++) {
                mean.set(row, j, (float) (exposure * mean.get(row, j)));
            }
        }
    }

    @Override
    public double constant(Matrix x) {
        double r = 1.0 / dispersion;
        double logR = StrictMath.log(r);
        double logGammaR = LogGamma.of(r);
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                double count = x.get(row, j);
                sum += Double.isNaN(count)
                        ? 0
                        : LogGamma.of(count + 1) + logGammaR - LogGamma.of(count + r) + count * logR;
            }
        }
        return sum;
    }

    /// A Poisson count whose mean is itself drawn, from the gamma distribution with mean μ and variance α μ².
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        double r = 1.0 / dispersion;
        Draws.each(eta, seed, first, x, (value, draws) -> draws.poisson(draws.gamma(r) / r * Exponentials.exp(value)));
    }
}
