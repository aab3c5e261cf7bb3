package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exact path on real data is held against NumPy's figures in the command line's tests, where the digits are.
class PrincipalComponentsTest {
    private static final Kernels KERNELS = Kernels.plain();

    /// Points on the line (1, 2) · t: one component explains all.
    @Test
    void aLineByHand() {
        Matrix rows = Matrix.of(3, 2, 0, 1, 1, 3, 2, 5);
        PrincipalComponents line = PrincipalComponents.fit(rows, 1, KERNELS);
        assertThat(line.mean()).containsExactly(1, 3);
        Matrix direction = line.components();
        assertThat(Math.abs(direction.get(0, 0))).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
        assertThat(direction.get(1, 0) / direction.get(0, 0)).isCloseTo(2, within(1e-5f));
        assertThat(error(line.reconstruct(rows, KERNELS), rows)).isLessThan(1e-10);
    }

    @Test
    void moreComponentsThanColumnsAreCut() {
        Matrix rows = rows(20, 3);
        PrincipalComponents all = PrincipalComponents.fit(rows, 9, KERNELS);
        assertThat(all.components().columns()).isEqualTo(3);
        assertThat(error(all.reconstruct(rows, KERNELS), rows)).isLessThan(1e-8);
    }

    /// 128 columns are decomposed exactly, more by block power iteration; both against a full decomposition.
    @ParameterizedTest
    @CsvSource({"40, 128, 5", "700, 128, 16", "60, 129, 3", "600, 150, 10", "1100, 200, 32"})
    void capturesWhatAFullDecompositionDoes(int count, int columns, int k) {
        Matrix rows = rows(count, columns);
        PrincipalComponents fitted = PrincipalComponents.fit(rows, k, KERNELS);
        Matrix basis = fitted.components();
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int j = 0; j < columns; j++) {
                    product += (double) basis.get(j, a) * basis.get(j, b);
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-4));
            }
        }
        double[] eigenvalues = eigenvalues(rows);
        double expected = Arrays.stream(eigenvalues).skip(k).sum() * count;
        double actual = error(fitted.reconstruct(rows, KERNELS), rows);
        double total = Arrays.stream(eigenvalues).sum() * count;
        assertThat(total - actual).isCloseTo(total - expected, within(3e-4 * (total - expected)));
        assertThat(actual).isGreaterThan(expected - 1e-5 * total);
    }

    /// Rows with a slowly falling spectrum and a mean far from zero.
    private static Matrix rows(int count, int columns) {
        Random random = new Random(columns);
        Matrix rows = Matrix.zeros(count, columns);
        double[][] mix = new double[columns][columns];
        for (double[] row : mix) {
            Arrays.setAll(row, j -> random.nextGaussian() / (1 + 0.3 * j));
        }
        for (int i = 0; i < count; i++) {
            double[] causes = random.doubles(columns, -1, 1).toArray();
            for (int j = 0; j < columns; j++) {
                double sum = 3 + j % 5;
                for (int c = 0; c < columns; c++) {
                    sum += mix[j][c] * causes[c];
                }
                rows.set(i, j, (float) sum);
            }
        }
        return rows;
    }

    private static double[] eigenvalues(Matrix rows) {
        DMatrixRMaj centred = new DMatrixRMaj(rows.rows(), rows.columns());
        for (int j = 0; j < rows.columns(); j++) {
            double mean = 0;
            for (int i = 0; i < rows.rows(); i++) {
                mean += rows.get(i, j) / (double) rows.rows();
            }
            for (int i = 0; i < rows.rows(); i++) {
                centred.set(i, j, rows.get(i, j) - mean);
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(rows.columns(), rows.columns());
        CommonOps_DDRM.multInner(centred, covariance);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rows.columns(), false, true);
        assertThat(eigen.decompose(covariance)).isTrue();
        double[] values = new double[rows.columns()];
        Arrays.setAll(values, i -> -eigen.getEigenvalue(i).getReal() / rows.rows());
        Arrays.sort(values);
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    static double error(Matrix actual, Matrix expected) {
        double sum = 0;
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                double difference = (double) actual.get(i, j) - expected.get(i, j);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
