package hourglass.activation;

import hourglass.matrix.Exponentials;

/// tanh z = (e²ᶻ − 1) / (e²ᶻ + 1), with derivative 1 − tanh² z.
public record Tanh() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.expm1(2.0 * z[zOffset + j]);
            y[yOffset + j] = (float) (e / (e + 2));
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[yOffset + j];
            g[gOffset + j] *= 1 - a * a;
        }
    }
}
