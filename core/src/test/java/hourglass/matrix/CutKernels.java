package hourglass.matrix;

/// Kernels whose bits depend on how the work is cut, as those of native libraries do and the plain ones do not: a row
/// of
/// a product has other last bits when the product has another number of rows or the row another place in it. Results
/// that are the same bits with these do not depend on cuts of the caller.
public record CutKernels() implements Kernels {
    /// The last bits of a float.
    private static final float STEP = 0x1p-22f;

    @Override
    public String description() {
        return "depending on cuts";
    }

    @Override
    public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
        Matrix product = Matrix.zeros(c.rows(), c.columns());
        Kernels.plain().multiply(a, transposeA, b, transposeB, false, product);
        for (int i = 0; i < c.rows(); i++) {
            float factor = 1 + (31 * i + 17 * c.rows()) % 7 * STEP;
            for (int j = 0; j < c.columns(); j++) {
                float value = product.get(i, j) * factor;
                c.set(i, j, accumulate ? c.get(i, j) + value : value);
            }
        }
    }

    @Override
    public Kernels fork() {
        return this;
    }
}
