package hourglass.activation;

/// (z + √(z² + b)) / 2, a softplus without exponentials (Barron 2021, "Squareplus", eq. 1); derivative y² / (y² + b/4).
///
/// @param b > 0, how smooth it is at zero, where its value is ½ √b
public record Squareplus(float b) implements Activation, Smooth {
    public Squareplus {
        if (!(b > 0) || Float.isInfinite(b)) {
            throw new IllegalArgumentException("b of squareplus must be above 0 and finite, got " + b);
        }
    }

    /// With b = 4, the default of Keras.
    public Squareplus() {
        this(4f);
    }

    /// In double, because z + √(z² + b) is a small difference for negative z.
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        double smoothness = b;
        for (int j = 0; j < n; j++) {
            double input = z[offset + j];
            y[offset + j] = (float) (0.5 * (input + Math.sqrt(input * input + smoothness)));
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        double quarter = 0.25 * b;
        for (int j = 0; j < n; j++) {
            double square = (double) y[offset + j] * y[offset + j];
            g[offset + j] *= (float) (square / (square + quarter));
        }
    }

    @Override
    public double slope(double y) {
        return y * y / (y * y + 0.25 * b);
    }

    @Override
    public double curvature(double y) {
        double sum = y * y + 0.25 * b;
        return 0.5 * b * y * y * y / (sum * sum * sum);
    }
}
