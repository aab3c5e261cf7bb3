package hourglass.activation;

/// z / (1 + |z|), with derivative (1 − |y|)².
public record Softsign() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = z[zOffset + j] / (1 + Math.abs(z[zOffset + j]));
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        for (int j = 0; j < n; j++) {
            float rest = 1 - Math.abs(y[yOffset + j]);
            g[gOffset + j] *= rest * rest;
        }
    }
}
