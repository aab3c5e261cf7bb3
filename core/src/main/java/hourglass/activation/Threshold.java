package hourglass.activation;

/// z where z > threshold, a fixed value otherwise; derivative 1 above the threshold, 0 at and below it.
///
/// @param threshold where the input begins to pass
/// @param defaultValue what stands for all smaller inputs
public record Threshold(float threshold, float defaultValue) implements Activation {
    public Threshold {
        if (!Float.isFinite(threshold) || !Float.isFinite(defaultValue)) {
            throw new IllegalArgumentException("threshold needs a finite threshold and a finite default value, got "
                    + threshold + " and " + defaultValue);
        }
    }

    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            // bounded, because 0 times minus infinity would not be 0
            float input = Math.max(z[offset + j], -Float.MAX_VALUE);
            float passes = Math.signum(Math.max(input - threshold, 0f));
            y[offset + j] = passes * input + (1 - passes) * defaultValue;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            g[offset + j] *= Math.signum(Math.max(z[offset + j] - threshold, 0f));
        }
    }
}
