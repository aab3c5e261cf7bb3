package hourglass.activation;

/// min(max(z, −1), 1), with derivative 1 strictly between −1 and 1 and 0 elsewhere.
public record HardTanh() implements Activation {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = Math.min(Math.max(z[offset + j], -1f), 1f);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            g[offset + j] *= Math.signum(1 - Math.abs(y[offset + j]));
        }
    }
}
