package hourglass.activation;

/// 0 for z ≤ −1, (z + 1)² / 4 for −1 < z < 1, z for z ≥ 1: a softplus that reaches zero. Derivative √min(y, 1).
public record SparsePlus() implements Activation {
    @Override
    public void forward(float[] z, float[] y, int offset, int n) {
        for (int j = 0; j < n; j++) {
            float input = z[offset + j];
            float inside = Math.min(Math.max(input, -1f), 1f) + 1;
            // the parabola touches the line y = z from above at 1
            y[offset + j] = Math.max(0.25f * inside * inside, input);
        }
    }

    @Override
    public void backward(float[] z, float[] y, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            g[offset + j] *= (float) Math.sqrt(Math.min(y[offset + j], 1f));
        }
    }
}
