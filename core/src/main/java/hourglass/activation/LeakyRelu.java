package hourglass.activation;

/// z for z > 0, negativeSlope · z otherwise (Maas, Hannun, Ng 2013, section 2); derivative 1 or negativeSlope, which it
/// is at 0 too.
///
/// @param negativeSlope at least 0, because the derivative is taken from the sign of the output
public record LeakyRelu(float negativeSlope) implements Activation {
    public LeakyRelu {
        if (!(negativeSlope >= 0) || Float.isInfinite(negativeSlope)) {
            throw new IllegalArgumentException(
                    "the slope of leaky_relu must be at least 0 and finite, got " + negativeSlope);
        }
    }

    /// With a slope of 0.2, the default of Keras.
    public LeakyRelu() {
        this(0.2f);
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            y[offset + j] = Math.max(input, 0f) + negativeSlope * Math.min(input, 0f);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= negativeSlope + (1 - negativeSlope) * Math.signum(Math.max(a, 0f));
        }
    }
}
