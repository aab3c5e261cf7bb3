package hourglass.activation;

import hourglass.matrix.Exponentials;

/// eᶻ, its own derivative. Overflows to infinity from z = 88.73 on; nothing is clipped.
public record Exponential() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = (float) Exponentials.exp(z[zOffset + j]);
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[yOffset + j];
            g[gOffset + j] *= a;
        }
    }
}
