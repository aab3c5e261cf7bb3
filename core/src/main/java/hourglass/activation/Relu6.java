package hourglass.activation;

/// min(max(z, 0), 6), with derivative 1 strictly between 0 and 6 and 0 elsewhere.
public record Relu6() implements Activation {
    private static final float LARGEST = 6;

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = Math.min(Math.max(z[offset + j], 0f), LARGEST);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= Math.signum(a) * Math.signum(LARGEST - a);
        }
    }
}
