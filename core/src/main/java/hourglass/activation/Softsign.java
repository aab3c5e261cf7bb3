package hourglass.activation;

/// z / (1 + |z|), with derivative (1 − |y|)².
public record Softsign() implements Activation {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            y[offset + j] = z[offset + j] / (1 + Math.abs(z[offset + j]));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float rest = 1 - Math.abs(y[offset + j]);
            g[offset + j] *= rest * rest;
        }
    }
}
