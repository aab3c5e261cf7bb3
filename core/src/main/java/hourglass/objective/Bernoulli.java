package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Sigmoid;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// Binary inputs, or intensities between 0 and 1: x̂ = σ(η) and the sum of Bernoulli cross-entropies
/// l = −Σₖ [xₖ log x̂ₖ + (1 − xₖ) log(1 − x̂ₖ)], computed as Σₖ log(1 + e^ηₖ) − xₖ ηₖ, which needs no clipping.
/// Gradient in η: x̂ − x.
public record Bernoulli() implements Elementwise, Likelihood {
    /// Times any η that is not tiny, at least 1 in magnitude.
    private static final float HUGE = 1e30f;

    @Override
    public Domain domain(int column) {
        return Domain.UNIT;
    }

    @Override
    public Activation output() {
        return new Sigmoid();
    }

    @Override
    public double loss(float eta, float x) {
        return Exponentials.softplus(eta) - (double) x * eta;
    }

    /// In double throughout: scores are compared with one another.
    @Override
    public double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        CrossEntropySum sum = new CrossEntropySum(n);
        sum.add(eta, etaOffset, x, xOffset, n);
        return sum.total();
    }

    /// A single column by itself: to collect products of a row pays only where a row has several cells.
    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        if (x.columns() != 1) {
            Elementwise.super.lossPerRow(eta, x, losses, from);
            return;
        }
        for (int row = 0; row < x.rows(); row++) {
            float value = x.array()[x.rowOffset(row)];
            losses[from + row] = Float.isNaN(value) ? 0 : loss(eta.array()[eta.rowOffset(row)], value);
        }
    }

    /// The entropy of the intensities themselves, 0 for zeros and ones.
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            double sum = 0;
            for (int at = x.rowOffset(row); at < x.rowOffset(row) + x.columns(); at++) {
                double value = x.array()[at];
                sum += value > 0 && value < 1
                        ? -value * StrictMath.log(value) - (1 - value) * StrictMath.log1p(-value)
                        : 0;
            }
            losses[from + row] = sum;
        }
    }

    /// Loss and gradient share the exponentials: with e = e^−|η|, the loss is log(1 + e) + max(η, 0) − x η, and
    /// σ(η) = 1 / (1 + e) for η ≥ 0 and e / (1 + e) below.
    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        expOfMinusMagnitude(g, gOffset, n);
        CrossEntropySum sum = new CrossEntropySum(n);
        sum.add(g, gOffset, eta, etaOffset, x, xOffset, n);
        sigmoid(g, gOffset, eta, etaOffset, n);
        Gradients.difference(g, gOffset, x, xOffset, scale, n);
        return sum.total();
    }

    private static void expOfMinusMagnitude(float[] values, int offset, int n) {
        for (int j = offset; j < offset + n; j++) {
            values[j] = (float) Exponentials.expOfNegative(-Math.abs(values[j]));
        }
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

    /// Nothing is left out of the loss.
    @Override
    public double constant(Matrix x) {
        return 0;
    }

    /// Zeros and ones, 1 with probability x̂.
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.each(eta, seed, first, x, (value, draws) -> draws.uniform() < Exponentials.sigmoid(value) ? 1 : 0);
    }
}
