package hourglass.network;

/// Rows of a tensor that are kept at Euclidean length 1, the atoms of [Weights.Dictionary]: what a step does besides.
///
/// @param tensor one that [Parameters.Tensor#hasUnitRows]
public record UnitRows(Parameters.Tensor tensor) {
    /// A row so short has no direction.
    private static final double SMALLEST_SQUARE = 1e-30;

    /// g − (g·w) w for each row: a gradient without the part that changes the length.
    ///
    /// @param from in the block, where a row begins
    /// @param to in the block, where a row ends
    public void project(float[] gradients, float[] weights, int from, int to) {
        int n = tensor.columns();
        for (int row = from; row < to; row += n) {
            double product = product(gradients, weights, row, n);
            if (product != 0) {
                subtract(gradients, weights, row, n, (float) product);
            }
        }
    }

    /// w / ‖w‖ for each row. A row of zeros becomes the first unit vector.
    public void restore(float[] weights, int from, int to) {
        int n = tensor.columns();
        for (int row = from; row < to; row += n) {
            double square = product(weights, weights, row, n);
            if (square > SMALLEST_SQUARE) {
                scale(weights, row, n, (float) (1 / Math.sqrt(square)));
            } else if (square <= SMALLEST_SQUARE) {
                scale(weights, row, n, 0f);
                weights[row] = 1f;
            }
        }
    }

    /// In double, four sums side by side.
    private static double product(float[] a, float[] b, int offset, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = offset;
        int end = offset + n;
        for (; i + 3 < end; i += 4) {
            s0 = Math.fma((double) a[i], b[i], s0);
            s1 = Math.fma((double) a[i + 1], b[i + 1], s1);
            s2 = Math.fma((double) a[i + 2], b[i + 2], s2);
            s3 = Math.fma((double) a[i + 3], b[i + 3], s3);
        }
        for (; i < end; i++) {
            s0 = Math.fma((double) a[i], b[i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void subtract(float[] g, float[] w, int offset, int n, float product) {
        for (int i = 0; i < n; i++) {
            g[offset + i] -= product * w[offset + i];
        }
    }

    private static void scale(float[] w, int offset, int n, float factor) {
        for (int i = 0; i < n; i++) {
            w[offset + i] *= factor;
        }
    }
}
