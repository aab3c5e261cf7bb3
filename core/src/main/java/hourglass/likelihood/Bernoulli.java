package hourglass.likelihood;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Binary inputs, or intensities between 0 and 1: x̂ = σ(η) and the sum of Bernoulli cross-entropies
/// l = −Σₖ [xₖ log x̂ₖ + (1 − xₖ) log(1 − x̂ₖ)], computed as Σₖ log(1 + e^ηₖ) − xₖ ηₖ, which needs no clipping.
/// Gradient in η: x̂ − x.
public record Bernoulli() implements Elementwise {
    /// Times any η that is not tiny, at least 1 in magnitude.
    private static final float HUGE = 1e30f;

    private static final double SMALLEST_MEAN = 1e-6;

    /// Products of at most this many factors between 1 and 2 do not overflow.
    private static final int FACTORS = 1000;

    @Override
    public String name() {
        return "bernoulli";
    }

    @Override
    public double loss(float eta, float x) {
        return Exponentials.softplus(eta) - (double) x * eta;
    }

    /// In double throughout: scores are compared with one another.
    @Override
    public double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double[] e = new double[n];
        for (int j = 0; j < n; j++) {
            e[j] = eta[etaOffset + j];
        }
        for (int j = 0; j < n; j++) {
            e[j] = Exponentials.expOfNegative(-Math.abs(e[j]));
        }
        double sum = 0;
        for (int start = 0; start < n; start += FACTORS) {
            int end = Math.min(n, start + FACTORS);
            double product = 1;
            double linear = 0;
            for (int j = start; j < end; j++) {
                product *= 1 + e[j];
                linear += linear(eta[etaOffset + j], x[xOffset + j]);
            }
            sum += StrictMath.log(product) + linear;
        }
        return sum;
    }

    /// Loss and gradient share the exponentials: with e = e^−|η|, the loss is log(1 + e) + max(η, 0) − x η, and
    /// σ(η) = 1 / (1 + e) for η ≥ 0 and e / (1 + e) below.
    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        expOfMinusMagnitude(g, gOffset, n);
        double loss = rowLoss(g, gOffset, eta, etaOffset, x, xOffset, n);
        sigmoid(g, gOffset, eta, etaOffset, n);
        Elementwise.difference(g, gOffset, x, xOffset, scale, n);
        return loss;
    }

    private static void expOfMinusMagnitude(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.expOfNegative(-Math.abs(values[j]));
        }
    }

    /// One logarithm for up to a thousand terms: Σ log(1 + eᵢ) = log Π (1 + eᵢ).
    private static double rowLoss(float[] e, int eOffset, float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum = 0;
        for (int start = 0; start < n; start += FACTORS) {
            int length = Math.min(FACTORS, n - start);
            sum += StrictMath.log(product(e, eOffset + start, length))
                    + linear(eta, etaOffset + start, x, xOffset + start, length);
        }
        return sum;
    }

    /// Π (1 + eᵢ), four products side by side, because each multiplication waits for the one before.
    private static double product(float[] e, int offset, int n) {
        double product0 = 1;
        double product1 = 1;
        double product2 = 1;
        double product3 = 1;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            product0 *= 1.0 + e[offset + j];
            product1 *= 1.0 + e[offset + j + 1];
            product2 *= 1.0 + e[offset + j + 2];
            product3 *= 1.0 + e[offset + j + 3];
        }
        for (; j < n; j++) {
            product0 *= 1.0 + e[offset + j];
        }
        return product0 * product1 * (product2 * product3);
    }

    /// Σ max(ηᵢ, 0) − xᵢ ηᵢ.
    private static double linear(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            sum0 += linear(eta[etaOffset + j], x[xOffset + j]);
            sum1 += linear(eta[etaOffset + j + 1], x[xOffset + j + 1]);
            sum2 += linear(eta[etaOffset + j + 2], x[xOffset + j + 2]);
            sum3 += linear(eta[etaOffset + j + 3], x[xOffset + j + 3]);
        }
        for (; j < n; j++) {
            sum0 += linear(eta[etaOffset + j], x[xOffset + j]);
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private static double linear(float eta, float x) {
        return Math.max(eta, 0f) - (double) x * eta;
    }

    /// Turns e^−|η| into σ(η), in place and without a branch: the numerator is 1 for positive η, e below.
    private static void sigmoid(float[] e, int eOffset, float[] eta, int etaOffset, int n) {
        if (eOffset == etaOffset) {
            for (int j = eOffset; j < eOffset + n; j++) {
                e[j] = Math.max(e[j], Math.min(eta[j] * HUGE, 1f)) / (1 + e[j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                e[eOffset + j] =
                        Math.max(e[eOffset + j], Math.min(eta[etaOffset + j] * HUGE, 1f)) / (1 + e[eOffset + j]);
            }
        }
    }

    @Override
    public void toMean(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.sigmoid(values[j]);
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
