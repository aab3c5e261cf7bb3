package hourglass.activation;

import hourglass.matrix.Exponentials;

/// z for z > 0, α (e^(z/α) − 1) otherwise (Barron 2017, "Continuously differentiable exponential linear units");
/// derivative 1 or 1 + y/α, without a jump for any α.
///
/// @param alpha α > 0, minus the value towards which the function falls
public record Celu(float alpha) implements Activation {
    public Celu {
        if (!(alpha > 0) || Float.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha of celu must be above 0 and finite, got " + alpha);
        }
    }

    /// With α = 1, the same as elu.
    public Celu() {
        this(1f);
    }

    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        double scale = 1.0 / alpha;
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            float below = (float) (alpha * Exponentials.boundedExpm1(Math.min(input, 0f) * scale));
            y[offset + j] = Math.max(input, 0f) + below;
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        float scale = 1 / alpha;
        for (int j = 0; j < n; j++) {
            g[offset + j] *= 1 + Math.min(y[offset + j], 0f) * scale;
        }
    }
}
