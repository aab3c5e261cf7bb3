package hourglass.activation;

import hourglass.matrix.Exponentials;

/// eᶻ, its own derivative. Overflows to infinity from z = 88.73 on; nothing is clipped.
public record Exponential() implements Activation, Smooth {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = (float) Exponentials.exp(z[offset + j]);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= a;
        }
    }

    @Override
    public double slope(double y) {
        return y;
    }

    @Override
    public double curvature(double y) {
        return y;
    }
}
