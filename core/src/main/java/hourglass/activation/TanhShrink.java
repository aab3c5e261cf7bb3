package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z − tanh z, with derivative tanh² z.
public record TanhShrink() implements Activation {
    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.boundedExpm1(2.0 * z[offset + j]);
            y[offset + j] = (float) (z[offset + j] - e / (e + 2));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.boundedExpm1(2.0 * z[offset + j]);
            double tanh = e / (e + 2);
            g[offset + j] *= (float) (tanh * tanh);
        }
    }
}
