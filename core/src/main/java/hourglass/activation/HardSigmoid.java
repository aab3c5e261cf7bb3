package hourglass.activation;

/// min(max(z/6 + ½, 0), 1), with derivative 1/6 where the value lies strictly between 0 and 1.
public record HardSigmoid() implements Activation {
    private static final float SLOPE = 1f / 6;
    private static final float BOUND = 3;

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = Math.min(Math.max(SLOPE * (z[offset + j] + BOUND), 0f), 1f);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= SLOPE * Math.signum(a) * Math.signum(1 - a);
        }
    }
}
