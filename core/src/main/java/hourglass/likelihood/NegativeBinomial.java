package hourglass.likelihood;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Counts that vary more than Poisson's: mean x̂ = μ = e^η, variance μ + α μ² (Hilbe 2011, "Negative Binomial
/// Regression",
/// the form called NB2). With r = 1/α, p(x|μ) = Γ(x + r) / (x! Γ(r)) · (r / (r + μ))^r (μ / (r + μ))^x and
/// l = Σₖ (xₖ + r) log(1 + e^(ηₖ − log r)) − xₖ ηₖ. Gradient in η: (x̂ − x) r / (r + x̂). The constant is
/// log x! + log Γ(r) − log Γ(x + r) + x log r for each number.
///
/// @param dispersion α > 0; towards 0 the distribution becomes Poisson's
public record NegativeBinomial(float dispersion) implements Elementwise {
    private static final double SMALLEST_MEAN = 1e-6;
    private static final float SMALLEST_DISPERSION = 1e-6f;

    public NegativeBinomial {
        if (!(dispersion >= SMALLEST_DISPERSION) || Float.isInfinite(dispersion)) {
            throw new IllegalArgumentException("the dispersion of negative_binomial must be at least 1e-6 and finite, "
                    + "got " + dispersion + "; poisson has none");
        }
    }

    /// With α = 1: the variance is μ + μ², as of a geometric distribution.
    public NegativeBinomial() {
        this(1f);
    }

    @Override
    public String name() {
        return "negative_binomial";
    }

    @Override
    public String domain() {
        return "counts 0, 1, 2, …";
    }

    @Override
    public boolean accepts(float value) {
        return value >= 0 && value == Math.rint(value) && Float.isFinite(value);
    }

    @Override
    public double loss(float eta, float x) {
        double r = 1.0 / dispersion;
        return (x + r) * Exponentials.softplus(eta - StrictMath.log(r)) - (double) x * eta;
    }

    @Override
    public double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double r = 1.0 / dispersion;
        double logR = StrictMath.log(r);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double e = eta[etaOffset + j];
            double count = x[xOffset + j];
            sum += (count + r) * Exponentials.softplus(e - logR) - count * e;
        }
        return sum;
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        double loss = rowLoss(eta, etaOffset, x, xOffset, n);
        double r = 1.0 / dispersion;
        for (int j = 0; j < n; j++) {
            double mean = Exponentials.exp(eta[etaOffset + j]);
            g[gOffset + j] = (float) (scale * r * (mean - x[xOffset + j]) / (r + mean));
        }
        return loss;
    }

    @Override
    public void toMean(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.exp(values[j]);
        }
    }

    @Override
    public double link(double mean) {
        return StrictMath.log(Math.max(SMALLEST_MEAN, mean));
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
                sum += LogGamma.of(count + 1) + logGammaR - LogGamma.of(count + r) + count * logR;
            }
        }
        return sum;
    }
}
