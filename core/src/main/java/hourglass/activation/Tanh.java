package hourglass.activation;

import hourglass.matrix.Exponentials;

/// tanh z = (e²ᶻ − 1) / (e²ᶻ + 1), with derivative 1 − tanh² z.
public record Tanh() implements Activation, Smooth {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.boundedExpm1(2.0 * z[offset + j]);
            y[offset + j] = (float) (e / (e + 2));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float a = y[offset + j];
            g[offset + j] *= 1 - a * a;
        }
    }

    @Override
    public double slope(double y) {
        return 1 - y * y;
    }

    @Override
    public double curvature(double y) {
        return -2 * y * (1 - y * y);
    }
}
