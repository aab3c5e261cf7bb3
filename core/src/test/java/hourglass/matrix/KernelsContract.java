package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every [Kernels] must do. Extend it for a new one.
public abstract class KernelsContract {
    private static final int CASES = 300;
    private static final int LARGEST = 200;
    private static final float UNTOUCHED = 12345.678f;

    /// For implementations.
    protected KernelsContract() {}

    /// The kernels under test.
    protected abstract Kernels kernels();

    /// Largest relative difference to the naive kernels, measured against Σ|aᵢₖ||bₖⱼ|; 0 demands the same bits.
    protected abstract double tolerance();

    @Test
    void agreesWithTheNaiveKernelsOnRandomOddSizesAndViews() {
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(7_000 + number);
            boolean transposeA = (number & 1) != 0;
            boolean transposeB = (number & 2) != 0;
            boolean accumulate = (number & 4) != 0;
            int m = 1 + random.nextInt(LARGEST);
            int k = 1 + random.nextInt(LARGEST);
            int n = 1 + random.nextInt(LARGEST);
            String name = "case " + number + ": " + m + " x " + k + " x " + n + ", transposed " + transposeA + " "
                    + transposeB + ", accumulate " + accumulate;
            check(random, m, k, n, transposeA, transposeB, accumulate, name);
        }
    }

    /// Longer than one panel of any sensible blocking.
    @ParameterizedTest
    @CsvSource({"3,300,1100", "1,1,1025", "130,515,5", "5,129,513", "2,1000,1", "1,1,1"})
    void agreesOnSizesBeyondOneBlock(int m, int k, int n) {
        for (int flags = 0; flags < 8; flags++) {
            boolean transposeA = (flags & 1) != 0;
            boolean transposeB = (flags & 2) != 0;
            boolean accumulate = (flags & 4) != 0;
            check(new Random(99 + flags), m, k, n, transposeA, transposeB, accumulate, "flags " + flags);
        }
    }

    private void check(
            Random random,
            int m,
            int k,
            int n,
            boolean transposeA,
            boolean transposeB,
            boolean accumulate,
            String name) {
        Matrix a = view(random, transposeA ? k : m, transposeA ? m : k);
        Matrix b = view(random, transposeB ? n : k, transposeB ? k : n);
        Matrix c = view(random, m, n);
        if (!accumulate) {
            poison(c);
        }
        float[] aBefore = a.array().clone();
        float[] bBefore = b.array().clone();
        Matrix expected = new Matrix(c.array().clone(), c.offset(), m, n, c.stride());
        double[][] magnitude = magnitudes(a, transposeA, b, transposeB, accumulate ? c.copy() : Matrix.zeros(m, n));

        Kernels.naive().multiply(a, transposeA, b, transposeB, accumulate, expected);
        kernels().multiply(a, transposeA, b, transposeB, accumulate, c);

        assertThat(a.array()).as(name + ", A").isEqualTo(aBefore);
        assertThat(b.array()).as(name + ", B").isEqualTo(bBefore);
        if (tolerance() == 0) {
            assertThat(bits(c.array())).as(name).isEqualTo(bits(expected.array()));
            return;
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double allowed = tolerance() * magnitude[i][j];
                assertThat(Math.abs((double) c.get(i, j) - expected.get(i, j)))
                        .as("%s at (%d, %d)", name, i, j)
                        .isLessThanOrEqualTo(allowed);
                c.set(i, j, UNTOUCHED);
                expected.set(i, j, UNTOUCHED);
            }
        }
        assertThat(bits(c.array())).as(name + ", outside C").isEqualTo(bits(expected.array()));
    }

    @Test
    void aDepthOfZeroGivesZerosOrLeavesCAlone() {
        Matrix c = Matrix.of(2, 3, 1, 2, 3, 4, 5, Float.NaN);
        kernels().multiply(Matrix.zeros(2, 0), false, Matrix.zeros(0, 3), false, true, c);
        assertThat(c.array()).containsExactly(1, 2, 3, 4, 5, Float.NaN);
        kernels().multiply(Matrix.zeros(2, 0), false, Matrix.zeros(0, 3), false, false, c);
        assertThat(c.array()).containsOnly(0f);
    }

    @Test
    void nothingIsDoneForNoRowsOrNoColumns() {
        kernels().multiply(Matrix.zeros(0, 4), false, Matrix.zeros(4, 3), false, false, Matrix.zeros(0, 3));
        kernels().multiply(Matrix.zeros(2, 4), false, Matrix.zeros(4, 0), false, true, Matrix.zeros(2, 0));
    }

    @Test
    void notANumberInAFactorReachesExactlyTheElementsItTakesPartIn() {
        Matrix a = Matrix.of(3, 2, 1, 2, Float.NaN, 4, 5, 6);
        Matrix b = Matrix.of(2, 2, 1, 2, 3, 4);
        Matrix c = Matrix.zeros(3, 2);
        kernels().multiply(a, false, b, false, false, c);
        assertThat(c.array()).containsExactly(7, 10, Float.NaN, Float.NaN, 23, 34);
    }

    @Test
    void aForkComputesTheSame() {
        Random random = new Random(5);
        Matrix a = view(random, 37, 41);
        Matrix b = view(random, 41, 43);
        Matrix one = Matrix.zeros(37, 43);
        Matrix other = Matrix.zeros(37, 43);
        kernels().multiply(a, false, b, false, false, one);
        kernels().fork().multiply(a, false, b, false, false, other);
        assertThat(bits(one.array())).isEqualTo(bits(other.array()));
    }

    @Test
    void shapesThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
        Matrix c = Matrix.of(2, 2, 1, 2, 3, 4);
        Matrix a = Matrix.zeros(2, 3);
        assertThatThrownBy(() -> kernels().multiply(a, false, Matrix.zeros(2, 2), false, false, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a product needs (m x k) · (k x n) = (m x n), got (2 x 3) · (2 x 2) = 2 x 2");
        assertThatThrownBy(() -> kernels().multiply(a, true, Matrix.zeros(2, 2), true, false, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2 x 3)ᵀ · (2 x 2)ᵀ = 2 x 2");
        assertThatThrownBy(() -> kernels().multiply(a, false, Matrix.zeros(3, 3), false, false, c))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(c.array()).containsExactly(1, 2, 3, 4);
    }

    private static double[][] magnitudes(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
        double[][] sums = new double[c.rows()][c.columns()];
        int depth = transposeA ? a.rows() : a.columns();
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                sums[i][j] = Math.abs(c.get(i, j));
                for (int k = 0; k < depth; k++) {
                    double left = transposeA ? a.get(k, i) : a.get(i, k);
                    double right = transposeB ? b.get(j, k) : b.get(k, j);
                    sums[i][j] += Math.abs(left * right);
                }
            }
        }
        return sums;
    }

    /// A matrix of random numbers somewhere inside an array that is full of another number.
    private static Matrix view(Random random, int rows, int columns) {
        int offset = random.nextInt(20);
        int stride = columns + random.nextInt(8);
        float[] array = new float[offset + rows * stride + random.nextInt(9)];
        java.util.Arrays.fill(array, UNTOUCHED);
        Matrix matrix = new Matrix(array, offset, rows, columns, stride);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    /// What C held must not matter when it is overwritten.
    private static void poison(Matrix c) {
        float[] poisons = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f};
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                c.set(i, j, poisons[(i + j) % poisons.length]);
            }
        }
    }

    private static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return bits;
    }
}
