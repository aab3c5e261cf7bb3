package hourglass.activation;

/// z min(max(z/6 + ½, 0), 1), also called hard swish (Howard et al. 2019, "Searching for MobileNetV3", section 5.2);
/// derivative 0 for z ≤ −3, z/3 + ½ between, 1 for z ≥ 3.
public record HardSilu() implements Activation {
    private static final float SLOPE = 1f / 6;
    private static final float BOUND = 3;

    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            y[offset + j] = input * Math.min(Math.max(SLOPE * (input + BOUND), 0f), 1f);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float bounded = Math.min(Math.max(z[offset + j], -BOUND), BOUND);
            float within = Math.signum(BOUND - Math.abs(bounded));
            g[offset + j] *= SLOPE * bounded * (1 + within) + 0.5f;
        }
    }
}
