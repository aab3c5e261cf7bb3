package hourglass.activation;

/// The identity τ(z) = z, with derivative 1.
public record Linear() implements Activation, Smooth {
    @Override
    @SuppressWarnings("ReferenceEquality") // the question is whether both are one array
    public void forward(float[] z, float[] y, int offset, int n) {
        if (z != y) {
            System.arraycopy(z, offset, y, offset, n);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        // the derivative is 1
    }

    @Override
    public double slope(double y) {
        return 1;
    }

    @Override
    public double curvature(double y) {
        return 0;
    }
}
