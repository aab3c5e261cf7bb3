package hourglass.activation;

import hourglass.matrix.Exponentials;

/// The logistic function σ(z) = 1 / (1 + e⁻ᶻ), with dσ/dz = σ(z) (1 − σ(z)).
public record Sigmoid() implements Activation, Smooth {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = (float) Exponentials.sigmoid(z[offset + j]);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= a * (1 - a);
        }
    }

    @Override
    public double slope(double y) {
        return y * (1 - y);
    }

    @Override
    public double curvature(double y) {
        return y * (1 - y) * (1 - 2 * y);
    }
}
