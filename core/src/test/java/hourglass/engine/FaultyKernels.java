package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;

/// Kernels with a planted fault, to see that the proofs can fail: products with a transposed left factor, those of the
/// gradients, come out too large by a factor, or do not add.
record FaultyKernels(float factor, boolean accumulates) implements Kernels {
    @Override
    public String description() {
        return "faulty";
    }

    @Override
    public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
        Kernels.naive().multiply(a, transposeA, b, transposeB, accumulate && accumulates, c);
        if (transposeA) {
            for (int i = 0; i < c.rows(); i++) {
                for (int j = 0; j < c.columns(); j++) {
                    c.set(i, j, c.get(i, j) * factor);
                }
            }
        }
    }

    @Override
    public Kernels fork() {
        return this;
    }
}
