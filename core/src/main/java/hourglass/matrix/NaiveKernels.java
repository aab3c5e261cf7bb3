package hourglass.matrix;

/// The definition: cᵢⱼ = Σₖ aᵢₖ bₖⱼ, summed in the order of k by fused multiply-add in single precision, starting from
/// the old cᵢⱼ when accumulating and from zero otherwise.
final class NaiveKernels implements Kernels {
    @Override
    public String description() {
        return "naive";
    }

    @Override
    public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
        Kernels.checkShapes(a, transposeA, b, transposeB, c);
        int depth = transposeA ? a.rows() : a.columns();
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = accumulate ? c.get(i, j) : 0f;
                for (int k = 0; k < depth; k++) {
                    float left = transposeA ? a.get(k, i) : a.get(i, k);
                    float right = transposeB ? b.get(j, k) : b.get(k, j);
                    sum = Math.fma(left, right, sum);
                }
                c.set(i, j, sum);
            }
        }
    }

    @Override
    public Kernels fork() {
        return this;
    }
}
