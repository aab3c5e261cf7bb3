package hourglass.likelihood;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;
import hourglass.matrix.Sums;
import java.util.Arrays;

/// Binary inputs, or intensities between 0 and 1: x̂ = σ(η) and the sum of Bernoulli cross-entropies
/// l = −Σₖ [xₖ log x̂ₖ + (1 − xₖ) log(1 − x̂ₖ)], computed as Σₖ log(1 + e^ηₖ) − xₖ ηₖ, which needs no clipping.
/// Gradient in η: x̂ − x.
public record Bernoulli() implements Elementwise {
    /// Times any η that is not tiny, at least 1 in magnitude.
    private static final float HUGE = 1e30f;

    private static final double SMALLEST_MEAN = 1e-6;

    /// Products of at most this many factors between 1 and 2 do not overflow.
    private static final int FACTORS = 1000;

    /// Lanes whose products share a logarithm.
    private static final int JOINED = 8;

    /// How many terms fill all lanes with factors for one logarithm.
    private static final int PART = FACTORS / JOINED * Sums.LANES;

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
        double loss = sumOfLosses(g, gOffset, eta, etaOffset, x, xOffset, n);
        sigmoid(g, gOffset, eta, etaOffset, n);
        Elementwise.difference(g, gOffset, x, xOffset, scale, n);
        return loss;
    }

    private static void expOfMinusMagnitude(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.expOfNegative(-Math.abs(values[j]));
        }
    }

    /// Σ log(1 + eᵢ) + max(ηᵢ, 0) − xᵢ ηᵢ, in lanes side by side (see [Sums]), the logarithms of products rather than
    /// of terms.
    private static double sumOfLosses(
            float[] e, int eOffset, float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double[] linear = new double[Sums.LANES];
        double[] product = new double[Sums.LANES];
        double logarithms = 0;
        for (int part = 0; part < n; part += PART) {
            Arrays.fill(product, 1);
            int end = Math.min(n, part + PART);
            for (int start = part; start < end; start += Sums.LANES) {
                int length = Math.min(Sums.LANES, end - start);
                multiply(product, e, eOffset + start, length);
                addLinear(linear, eta, etaOffset + start, x, xOffset + start, length);
            }
            logarithms += logarithm(product, Math.min(Sums.LANES, end - part));
        }
        return logarithms + Sums.ofLanes(linear);
    }

    private static void multiply(double[] product, float[] e, int offset, int n) {
        for (int j = 0; j < n; j++) {
            product[j] *= 1.0 + e[offset + j];
        }
    }

    /// max(η, 0) − x η = (½ − x) η + ½ |η|.
    private static void addLinear(double[] sum, float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        for (int j = 0; j < n; j++) {
            double value = eta[etaOffset + j];
            sum[j] += Math.fma(0.5 - x[xOffset + j], value, 0.5 * Math.abs(value));
        }
    }

    /// log Π of the first n lanes, of [#JOINED] lanes at a time.
    private static double logarithm(double[] product, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += JOINED) {
            double joined = 1;
            for (int k = i; k < Math.min(n, i + JOINED); k++) {
                joined *= product[k];
            }
            sum += StrictMath.log(joined);
        }
        return sum;
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
