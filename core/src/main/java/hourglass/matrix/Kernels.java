package hourglass.matrix;

/// The matrix product, the one operation whose speed decides the speed of everything else.
///
/// The naive kernels are the definition; every other implementation is tested against them on random odd sizes.
/// An instance may own scratch memory and serves one thread at a time: each thread asks for its own with [#fork()].
public interface Kernels {
    /// A few words for a person, such as `plain Java`.
    String description();

    /// Overwrites C by op(A) · op(B), or adds it to C, where op(M) is M or its transpose.
    ///
    /// Shapes: op(A) is m × k, op(B) is k × n, C is m × n. A and B are not modified. C must not overlap A or B.
    ///
    /// @param accumulate whether the product is added to C; otherwise C is overwritten, whatever it held
    /// @throws IllegalArgumentException if the shapes do not fit
    void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c);

    /// The same kernels with scratch memory of their own, for another thread.
    Kernels fork();

    /// What every implementation checks first.
    ///
    /// @throws IllegalArgumentException if the shapes of a product do not fit
    static void checkShapes(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
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

    /// Three nested loops: slow, obvious, the definition of the product.
    static Kernels naive() {
        return new NaiveKernels();
    }

    /// The fastest kernels that work on this machine, found by `java.util.ServiceLoader`; plain Java if there are none,
    /// and the log (`System.Logger`, `hourglass.matrix`) says once why.
    static KernelsChoice fastest() {
        return KernelsChoice.ofProcess();
    }

    /// Plain Java, blocked and laid out so that the compiler vectorises it.
    static Kernels plain() {
        return new BlockedKernels();
    }
}
