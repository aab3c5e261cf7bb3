package hourglass.matrix;

/// Checks the shapes of a product once, in the same words for all kernels.
final class Shapes {
    private Shapes() {}

    static void check(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
        int m = transposeA ? a.columns() : a.rows();
        int k = transposeA ? a.rows() : a.columns();
        int n = transposeB ? b.rows() : b.columns();
        int kOfB = transposeB ? b.columns() : b.rows();
        if (k != kOfB || c.rows() != m || c.columns() != n) {
            throw new IllegalArgumentException("a product needs (m x k) · (k x n) = (m x n), got "
                    + shape(a, transposeA) + " · " + shape(b, transposeB) + " = " + c.shape());
        }
    }

    private static String shape(Matrix matrix, boolean transpose) {
        return "(" + matrix.shape() + ")" + (transpose ? "ᵀ" : "");
    }
}
