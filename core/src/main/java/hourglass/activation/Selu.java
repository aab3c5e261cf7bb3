package hourglass.activation;

import hourglass.matrix.Exponentials;

/// s z for z > 0, s α (eᶻ − 1) otherwise, with the constants that keep mean 0 and variance 1 (Klambauer et al. 2017,
/// eq. 2); derivative s or y + s α. Best with LeCun's normal initialisation.
public record Selu() implements Activation {
    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;
    private static final float LIMIT = (float) (SCALE * ALPHA);

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            float below = (float) (SCALE * ALPHA * Exponentials.boundedExpm1(Math.min(input, 0f)));
            y[offset + j] = (float) SCALE * Math.max(input, 0f) + below;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            // s above zero, a + s α below, without a branch
            g[offset + j] *= Math.min(a, 0f) + LIMIT + ((float) SCALE - LIMIT) * Math.signum(Math.max(a, 0f));
        }
    }
}
