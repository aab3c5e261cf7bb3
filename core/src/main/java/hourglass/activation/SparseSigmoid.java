package hourglass.activation;

/// min(max((z + 1) / 2, 0), 1), with derivative ½ where the value lies strictly between 0 and 1.
public record SparseSigmoid() implements Activation {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = Math.min(Math.max(0.5f * (z[offset + j] + 1), 0f), 1f);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= 0.5f * Math.signum(a) * Math.signum(1 - a);
        }
    }
}
