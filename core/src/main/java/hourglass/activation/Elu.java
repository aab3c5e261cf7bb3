package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z for z > 0, α (eᶻ − 1) otherwise (Clevert, Unterthiner, Hochreiter 2016, eq. 15); derivative 1 or y + α.
///
/// @param alpha α ≥ 0, minus the value towards which the function falls
public record Elu(float alpha) implements Activation {
    public Elu {
        if (!(alpha >= 0) || Float.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha of elu must be at least 0 and finite, got " + alpha);
        }
    }

    /// With α = 1.
    public Elu() {
        this(1f);
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            float below = (float) (alpha * Exponentials.boundedExpm1(Math.min(input, 0f)));
            y[offset + j] = Math.max(input, 0f) + below;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            // 1 above zero, a + α below, without a branch
            g[offset + j] *= Math.min(a, 0f) + alpha + (1 - alpha) * Math.signum(Math.max(a, 0f));
        }
    }
}
