package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The definition, against products worked out by hand.
class NaiveKernelsTest extends KernelsContract {
    private static final Matrix A = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);
    private static final Matrix A_TRANSPOSED = Matrix.of(3, 2, 1, 4, 2, 5, 3, 6);
    private static final Matrix B = Matrix.of(3, 2, 7, 8, 9, 10, 11, 12);
    private static final Matrix B_TRANSPOSED = Matrix.of(2, 3, 7, 9, 11, 8, 10, 12);

    @Override
    protected Kernels kernels() {
        return Kernels.naive();
    }

    @Override
    protected double tolerance() {
        return 0;
    }

    @Test
    void allFourTranspositionsByHand() {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                Matrix c = Matrix.zeros(2, 2);
                Matrix left = transposeA ? A_TRANSPOSED : A;
                Matrix right = transposeB ? B_TRANSPOSED : B;
                kernels().multiply(left, transposeA, right, transposeB, false, c);
                assertThat(c.array()).containsExactly(58, 64, 139, 154);
                kernels().multiply(left, transposeA, right, transposeB, true, c);
                assertThat(c.array()).containsExactly(116, 128, 278, 308);
            }
        }
    }

    @Test
    void sumsByFusedMultiplyAddInTheOrderOfK() {
        float a = 1 + 0x1p-12f;
        // a² needs 25 bits; the fused form keeps the last of them through the subtraction.
        Matrix c = Matrix.of(1, 1, -1 - 0x1p-11f);
        kernels().multiply(Matrix.of(1, 1, a), false, Matrix.of(1, 1, a), false, true, c);
        assertThat(c.get(0, 0)).isEqualTo(0x1p-24f);
        Matrix ordered = Matrix.zeros(1, 1);
        kernels().multiply(Matrix.of(1, 3, 1e8f, 1, -1e8f), false, Matrix.of(3, 1, 1, 1, 1), false, false, ordered);
        assertThat(ordered.get(0, 0)).isZero();
    }
}
