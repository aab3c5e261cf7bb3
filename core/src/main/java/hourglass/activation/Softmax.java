package hourglass.activation;

import hourglass.matrix.Exponentials;

/// softmax(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ) over a row, computed from z − max z so that nothing overflows. Its derivative is
/// the matrix diag(y) − y yᵀ.
public record Softmax() implements Activation {
    @Override
    public boolean isElementwise() {
        return false;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            maximum = Math.max(maximum, z[offset + j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            float e = (float) Exponentials.exp((double) z[offset + j] - maximum);
            y[offset + j] = e;
            sum += e;
        }
        float scale = (float) (1 / sum);
        for (int j = 0; j < n; j++) {
            y[offset + j] *= scale;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        double inner = 0;
        for (int j = 0; j < n; j++) {
            inner += (double) y[offset + j] * g[offset + j];
        }
        float mean = (float) inner;
        for (int j = 0; j < n; j++) {
            g[offset + j] = y[offset + j] * (g[offset + j] - mean);
        }
    }
}
