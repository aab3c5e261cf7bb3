package hourglass.regression;

/// A = L Lᵀ for a symmetric positive definite matrix (Golub and Van Loan, Matrix computations, section 4.2), and the
/// solution of A x = b by it.
final class Cholesky {
    /// A pivot that rounding alone may have made, relative to the diagonal it came from.
    private static final double SMALLEST_PIVOT = 1e-14;

    private Cholesky() {}

    /// Overwrites the lower triangle of A, row-major n × n, with L. Returns false, A then being spoilt, if A is not
    /// positive definite to working precision.
    static boolean factor(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[i * n + j] = (a[i * n + j] - dot(a, i * n, j * n, j)) / a[j * n + j];
            }
            double diagonal = a[i * n + i];
            double pivot = diagonal - dot(a, i * n, i * n, i);
            if (!(pivot > SMALLEST_PIVOT * diagonal) || !Double.isFinite(pivot)) {
                return false;
            }
            a[i * n + i] = Math.sqrt(pivot);
        }
        return true;
    }

    /// Overwrites b with the solution x of L Lᵀ x = b.
    static void solve(double[] l, int n, double[] b) {
        for (int i = 0; i < n; i++) {
            double sum = b[i];
            for (int j = 0; j < i; j++) {
                sum -= l[i * n + j] * b[j];
            }
            b[i] = sum / l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[i] /= l[i * n + i];
            for (int j = 0; j < i; j++) {
                b[j] -= l[i * n + j] * b[i];
            }
        }
    }

    /// In four sums, because each addition would wait for the one before.
    private static double dot(double[] a, int from, int other, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            s0 += a[from + k] * a[other + k];
            s1 += a[from + k + 1] * a[other + k + 1];
            s2 += a[from + k + 2] * a[other + k + 2];
            s3 += a[from + k + 3] * a[other + k + 3];
        }
        for (; k < n; k++) {
            s0 += a[from + k] * a[other + k];
        }
        return s0 + s1 + (s2 + s3);
    }
}
