package hourglass.activation;

import hourglass.matrix.Exponentials;

/// zᵢ − log Σⱼ exp(zⱼ) over a row, computed from z − max z so that nothing overflows. Its derivative is the matrix
/// I − 1 softmax(z)ᵀ.
public record LogSoftmax() implements Activation {
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
            sum += Exponentials.exp((double) z[offset + j] - maximum);
        }
        double logSum = maximum + StrictMath.log(sum);
        for (int j = 0; j < n; j++) {
            y[offset + j] = (float) (z[offset + j] - logSum);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += g[offset + j];
        }
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] -= (float) (sum * Exponentials.exp(a));
        }
    }
}
