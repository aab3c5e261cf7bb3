package hourglass.activation;

/// The rectifier with the arguments of Keras: min(z, maximum) where z > threshold, negativeSlope · (z − threshold)
/// otherwise. With a threshold other than 0 the function jumps there, as it does in Keras. The derivative is 0 at the
/// threshold, where z ≥ maximum, and wherever the value is constant.
///
/// @param negativeSlope slope below the threshold
/// @param maximum largest value (Keras: `max_value`); infinity for none
/// @param threshold where the function leaves the negative slope
public record Relu(float negativeSlope, float maximum, float threshold) implements Activation {
    public Relu {
        if (!Float.isFinite(negativeSlope) || !Float.isFinite(threshold) || !(maximum >= 0)) {
            throw new IllegalArgumentException(
                    "relu needs a finite slope, a finite threshold and a maximum of at least 0, " + "got slope "
                            + negativeSlope + ", threshold " + threshold + ", maximum " + maximum);
        }
    }

    /// max(z, 0).
    public Relu() {
        this(0f, Float.POSITIVE_INFINITY, 0f);
    }

    @Override
    public boolean needsInput() {
        return !isPlain();
    }

    private boolean isPlain() {
        return negativeSlope == 0 && threshold == 0 && maximum == Float.POSITIVE_INFINITY;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        if (isPlain()) {
            for (int j = 0; j < n; j++) {
                y[offset + j] = Math.max(z[offset + j], 0f);
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            float above = input > threshold ? input : 0f;
            float below = Math.max(threshold - input, 0f);
            // Keras clips to [0, maximum] only when there is a maximum.
            float clipped = maximum < Float.POSITIVE_INFINITY ? Math.min(Math.max(above, 0f), maximum) : above;
            float value = negativeSlope == 0 ? clipped : clipped - negativeSlope * below;
            y[offset + j] = Float.isNaN(input) ? input : value;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        if (isPlain()) {
            for (int j = 0; j < n; j++) {
                // y is never negative, so its sign is 0 or 1; a comparison would not be vectorised
                g[offset + j] *= Math.signum(y[offset + j]);
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            boolean clipped = maximum < Float.POSITIVE_INFINITY && (input >= maximum || input <= 0);
            float slopeAbove = clipped ? 0f : 1f;
            g[offset + j] *= input > threshold ? slopeAbove : input < threshold ? negativeSlope : 0f;
        }
    }
}
