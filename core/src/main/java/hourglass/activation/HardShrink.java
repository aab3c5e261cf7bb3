package hourglass.activation;

/// z where |z| > t, 0 otherwise; jumps at ±t. Derivative 1 outside ±t, 0 within.
///
/// @param threshold t ≥ 0
public record HardShrink(float threshold) implements Activation {
    public HardShrink {
        if (!(threshold >= 0) || Float.isInfinite(threshold)) {
            throw new IllegalArgumentException(
                    "the threshold of hard_shrink must be at least 0 and finite, got " + threshold);
        }
    }

    /// With t = ½, the default of Keras.
    public HardShrink() {
        this(0.5f);
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            y[offset + j] = input * Math.signum(Math.max(Math.abs(input) - threshold, 0f));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            g[offset + j] *= Math.abs(Math.signum(y[offset + j]));
        }
    }
}
