package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.matrix.Sums;
import java.util.Arrays;

/// Real-valued inputs with identity covariance: x̂ = μ = η (a linear output) and l = ½ Σₖ (x̂ₖ − xₖ)².
/// Gradient in η: x̂ − x. The constant is ½ log 2π for each number.
public record Gaussian() implements Elementwise, Likelihood {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

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
        double difference = (double) eta - x;
        return 0.5 * difference * difference;
    }

    @Override
    public double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        Gradients.difference(g, gOffset, x, xOffset, scale, n);
        return 0.5 * Sums.ofSquaredDifferences(eta, etaOffset, x, xOffset, n);
    }

    /// The middle of the density is its mode.
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        Arrays.fill(losses, from, from + x.rows(), 0);
    }

    @Override
    public double constant(Matrix x) {
        return HALF_LOG_TWO_PI * ObservedCells.count(x);
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.each(eta, seed, first, x, (value, draws) -> value + draws.gaussian());
    }
}
