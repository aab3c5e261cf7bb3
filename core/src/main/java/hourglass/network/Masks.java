package hourglass.network;

import hourglass.matrix.Matrix;

/// Gradients of numbers that stay or become zero.
final class Masks {
    private Masks() {}

    /// Overwrites `in` by `out` where the output is not zero, and by zeros elsewhere.
    static void keep(Matrix output, Matrix out, Matrix in) {
        for (int row = 0; row < in.rows(); row++) {
            int at = output.rowOffset(row);
            int from = out.rowOffset(row);
            int to = in.rowOffset(row);
            for (int j = 0; j < in.columns(); j++) {
                in.array()[to + j] = output.array()[at + j] != 0 ? out.array()[from + j] : 0f;
            }
        }
    }
}
