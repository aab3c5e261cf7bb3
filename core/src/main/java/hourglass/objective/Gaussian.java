package hourglass.objective;

import hourglass.matrix.Matrix;
import hourglass.matrix.Sums;

/// Real-valued inputs with identity covariance: x̂ = μ = η (a linear output) and l = ½ Σₖ (x̂ₖ − xₖ)².
/// Gradient in η: x̂ − x. The constant is ½ log 2π for each number.
public record Gaussian() implements Elementwise, Likelihood {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    @Override
    public String name() {
        return "gaussian";
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
        Elementwise.difference(g, gOffset, x, xOffset, scale, n);
        return 0.5 * Sums.ofSquaredDifferences(eta, etaOffset, x, xOffset, n);
    }

    @Override
    public void toMean(float[] values, int offset, int n) {
        // the mean is η itself
    }

    @Override
    public double link(double mean) {
        return mean;
    }

    @Override
    public double constant(Matrix x) {
        return HALF_LOG_TWO_PI * x.rows() * x.columns();
    }
}
