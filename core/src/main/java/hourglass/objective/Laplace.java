package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import java.util.Arrays;

/// Real-valued inputs with outliers: p(x|μ) = e^(−|x − μ| / b) / (2 b), x̂ = μ = η, and l = Σₖ |x̂ₖ − xₖ| / b, the
/// absolute error. Gradient in η: sign(x̂ − x) / b, of one size however far off the input lies; 0 where x̂ = x. The
/// best
/// x̂ is the median where the Gaussian's is the mean. The constant is log 2b for each number.
///
/// @param scale b, in units of the scaled input; the standard deviation is √2 b
public record Laplace(float scale) implements Elementwise, Likelihood {
    public Laplace {
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("the scale of laplace must be above 0 and finite, got " + scale);
        }
    }

    /// With b = 1.
    public Laplace() {
        this(1f);
    }

    @Override
    public Domain domain(int column) {
        return Domain.REAL;
    }

    @Override
    public Activation output() {
        return new Linear();
    }

    @Override
    public double loss(float eta, float x) {
        return Math.abs((double) eta - x) / scale;
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float rowScale, float[] g, int gOffset, int n) {
        double loss = rowLoss(eta, etaOffset, x, xOffset, n);
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        Gradients.difference(g, gOffset, x, xOffset, 1f, n);
        float slope = rowScale / scale;
        for (int j = gOffset; j < gOffset + n; j++) {
            g[j] = slope * Math.signum(g[j]);
        }
        return loss;
    }

    /// The middle of the density is its mode.
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        Arrays.fill(losses, from, from + x.rows(), 0);
    }

    @Override
    public double constant(Matrix x) {
        return StrictMath.log(2.0 * scale) * ObservedCells.count(x);
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.each(
                eta,
                seed,
                first,
                x,
                (value, draws) -> value + (draws.uniform() < 0.5 ? -scale : scale) * draws.exponential());
    }
}
