package hourglass.activation;

import hourglass.matrix.Exponentials;

/// log(1 + eᶻ), with derivative σ(z) = 1 − e⁻ʸ.
public record Softplus() implements Activation, Smooth {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = (float) Exponentials.softplus(z[offset + j]);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= (float) -Exponentials.boundedExpm1(-a);
        }
    }

    @Override
    public double slope(double y) {
        return -StrictMath.expm1(-y);
    }

    @Override
    public double curvature(double y) {
        return -StrictMath.expm1(-y) * StrictMath.exp(-y);
    }
}
