package hourglass.activation;

/// z moved towards zero by t and 0 within ±t: sign(z) max(|z| − t, 0), the proximal step of t ‖·‖₁ and thus the
/// activation of unrolled sparse coding (Gregor and LeCun 2010, "Learning fast approximations of sparse coding").
/// Derivative 1 outside ±t, 0 within.
///
/// @param threshold t ≥ 0
public record SoftShrink(float threshold) implements Activation {
    public SoftShrink {
        if (!(threshold >= 0) || Float.isInfinite(threshold)) {
            throw new IllegalArgumentException(
                    "the threshold of soft_shrink must be at least 0 and finite, got " + threshold);
        }
    }

    /// With t = ½, the default of Keras.
    public SoftShrink() {
        this(0.5f);
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            y[offset + j] = input - Math.min(Math.max(input, -threshold), threshold);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            g[offset + j] *= Math.abs(Math.signum(y[offset + j]));
        }
    }
}
