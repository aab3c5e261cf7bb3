package hourglass.activation;

import hourglass.matrix.Exponentials;

/// softmax(z)ᵢ = eᶻⁱ / Σⱼ eᶻʲ over a row, computed from z − max z so that nothing overflows. Its derivative is the
/// matrix
/// diag(y) − y yᵀ.
public record Softmax() implements Activation {
    @Override
    public void forward(float[] z, int zOffset, float[] y, int yOffset, int n) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            maximum = Math.max(maximum, z[zOffset + j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            float e = (float) Exponentials.exp((double) z[zOffset + j] - maximum);
            y[yOffset + j] = e;
            sum += e;
        }
        float scale = (float) (1 / sum);
        for (int j = 0; j < n; j++) {
            y[yOffset + j] *= scale;
        }
    }

    @Override
    public void backward(float[] z, int zOffset, float[] y, int yOffset, float[] g, int gOffset, int n) {
        double inner = 0;
        for (int j = 0; j < n; j++) {
            inner += (double) y[yOffset + j] * g[gOffset + j];
        }
        float mean = (float) inner;
        for (int j = 0; j < n; j++) {
            g[gOffset + j] = y[yOffset + j] * (g[gOffset + j] - mean);
        }
    }
}
