package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z Φ(z) with the distribution function Φ of the standard normal (Hendrycks and Gimpel 2016, "Gaussian error linear
/// units", section 2); derivative Φ(z) + z φ(z).
///
/// @param approximate whether Φ(z) is replaced by ½ (1 + tanh(√(2/π) (z + 0.044715 z³))), which differs from it by
///     less than 5e-4 and takes about half the arithmetic
public record Gelu(boolean approximate) implements Activation {
    private static final double CUBIC = 0.044715;
    /// 2 √(2/π): ½ (1 + tanh u) = σ(2 u).
    private static final double SCALE = 1.5957691216057308;

    /// The exact form, as `keras.activations.gelu` has it.
    public Gelu() {
        this(false);
    }

    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        if (approximate) {
            for (int j = 0; j < n; j++) {
                double input = z[offset + j];
                y[offset + j] = (float) (input * Exponentials.sigmoid(SCALE * input * (1 + CUBIC * input * input)));
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            double input = z[offset + j];
            y[offset + j] = (float) (input * NormalDistribution.below(input));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        if (approximate) {
            for (int j = 0; j < n; j++) {
                // Beyond ±20 the derivative is 0 or 1 to the last bit; the bound keeps z² × 0 from being infinity × 0.
                double input = Math.min(Math.max(z[offset + j], -20.0), 20.0);
                double s = Exponentials.sigmoid(SCALE * input * (1 + CUBIC * input * input));
                double slope = SCALE * (1 + 3 * CUBIC * input * input);
                g[offset + j] *= (float) (s * (1 + input * (1 - s) * slope));
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            double input = Math.min(Math.max(z[offset + j], -20.0), 20.0);
            g[offset + j] *= (float) (NormalDistribution.below(input) + input * NormalDistribution.density(input));
        }
    }
}
