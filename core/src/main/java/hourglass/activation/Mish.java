package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z tanh(log(1 + eᶻ)) (Misra 2019), computed with e = eᶻ as z t, t = e (e + 2) / (e (e + 2) + 2); derivative
/// t + z (1 − t²) σ(z).
public record Mish() implements Activation {
    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.exp(z[offset + j]);
            double numerator = e * (e + 2);
            y[offset + j] = (float) (z[offset + j] * (numerator / (numerator + 2)));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            double e = Exponentials.exp(z[offset + j]);
            double numerator = e * (e + 2);
            double t = numerator / (numerator + 2);
            // (1 − t²) σ(z) = 4 e (1 + e) / (e (e + 2) + 2)²
            double slope = 4 * e * (1 + e) / ((numerator + 2) * (numerator + 2));
            g[offset + j] *= (float) (t + z[offset + j] * slope);
        }
    }
}
