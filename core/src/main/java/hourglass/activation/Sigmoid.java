package hourglass.activation;

import hourglass.matrix.Exponentials;

/// The logistic function σ(z) = 1 / (1 + e⁻ᶻ), with dσ/dz = σ(z) (1 − σ(z)).
public record Sigmoid() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = (float) Exponentials.sigmoid(z[zOffset + j]);
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[yOffset + j];
            g[gOffset + j] *= a * (1 - a);
        }
    }
}
