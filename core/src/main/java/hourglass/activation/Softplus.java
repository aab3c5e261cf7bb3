package hourglass.activation;

import hourglass.matrix.Exponentials;

/// log(1 + eᶻ), with derivative σ(z) = 1 − e⁻ʸ.
public record Softplus() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = (float) Exponentials.softplus(z[zOffset + j]);
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[yOffset + j];
            g[gOffset + j] *= (float) -Exponentials.expm1(-a);
        }
    }
}
