package hourglass.likelihood;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Binary inputs, or intensities between 0 and 1: x̂ = σ(η) and the sum of Bernoulli cross-entropies
/// l = −Σₖ [xₖ log x̂ₖ + (1 − xₖ) log(1 − x̂ₖ)], computed as Σₖ log(1 + e^ηₖ) − xₖ ηₖ, which needs no clipping.
/// Gradient in η: x̂ − x.
public record Bernoulli() implements Elementwise {
    private static final double SMALLEST_MEAN = 1e-6;

    /// Products of at most this many factors between 1 and 2 do not overflow.
    private static final int FACTORS = 1000;

    @Override
    public String name() {
        return "bernoulli";
    }

    @Override
    public String domain() {
        return "numbers between 0 and 1";
    }

    @Override
    public boolean accepts(float value) {
        return value >= 0 && value <= 1;
    }

    @Override
    public double loss(float eta, float x) {
        return Exponentials.softplus(eta) - (double) x * eta;
    }

    /// One logarithm for up to a thousand terms: Σ log(1 + eᵢ) = log Π (1 + eᵢ).
    @Override
    public double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum = 0;
        for (int start = 0; start < n; start += FACTORS) {
            int end = Math.min(n, start + FACTORS);
            double product = 1;
            double linear = 0;
            for (int j = start; j < end; j++) {
                double value = eta[etaOffset + j];
                product *= 1 + Exponentials.exp(-Math.abs(value));
                linear += Math.max(value, 0) - x[xOffset + j] * value;
            }
            sum += StrictMath.log(product) + linear;
        }
        return sum;
    }

    @Override
    public void mean(float[] eta, int etaOffset, float[] mean, int meanOffset, int n) {
        for (int j = 0; j < n; j++) {
            mean[meanOffset + j] = (float) Exponentials.sigmoid(eta[etaOffset + j]);
        }
    }

    @Override
    public double link(double mean) {
        double inside = Math.max(SMALLEST_MEAN, Math.min(1 - SMALLEST_MEAN, mean));
        return StrictMath.log(inside / (1 - inside));
    }

    /// Nothing is left out of the loss.
    @Override
    public double constant(Matrix x) {
        return 0;
    }
}
