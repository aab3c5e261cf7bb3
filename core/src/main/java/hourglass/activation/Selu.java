package hourglass.activation;

import hourglass.matrix.Exponentials;

/// s z for z > 0, s α (eᶻ − 1) otherwise, with the constants that keep mean 0 and variance 1 (Klambauer et al. 2017,
/// eq. 2); derivative s or y + s α. Best with LeCun's normal initialisation.
public record Selu() implements Activation {
    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;

    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[zOffset + j];
            float below = (float) (SCALE * ALPHA * Exponentials.expm1(Math.min(input, 0f)));
            y[yOffset + j] = (float) SCALE * Math.max(input, 0f) + below;
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[yOffset + j];
            g[gOffset + j] *= a > 0 ? (float) SCALE : a + (float) (SCALE * ALPHA);
        }
    }
}
