package hourglass.report;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.random.Noise;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/// The best linear code: mean and leading principal components of some rows (Pearson 1901), what a linear autoencoder
/// with squared error can at best come to.
///
/// Up to 128 columns exactly, from the covariance matrix; beyond, by block power iteration (Halko, Martinsson, Tropp
/// 2011, algorithm 4.4), whose captured variance is exact to about four digits.
///
/// @param mean of the rows it was fitted to
/// @param components as columns (columns × k), orthonormal
public record PrincipalComponents(double[] mean, Matrix components) {
    private static final int EXACT_COLUMNS = 128;
    private static final int OVERSAMPLING = 12;
    private static final int ITERATIONS = 10;
    private static final int CHUNK_ROWS = 512;

    /// Fits k components, at most as many as there are columns.
    public static PrincipalComponents fit(Matrix rows, int k, Kernels kernels) {
        double[] mean = ColumnStatistics.means(rows);
        int size = Math.min(k, rows.columns());
        int block = rows.columns() <= EXACT_COLUMNS ? rows.columns() : Math.min(rows.columns(), size + OVERSAMPLING);
        Matrix basis = identity(rows.columns());
        if (block < rows.columns()) {
            basis = Matrix.zeros(rows.columns(), block);
            long key = Noise.key(0, Noise.Purpose.SAMPLING, rows.columns(), block);
            for (int i = 0; i < rows.columns() * block; i++) {
                basis.array()[i] = (float) Noise.gaussian(key, i);
            }
            for (int i = 0; i < ITERATIONS; i++) {
                basis = orthonormal(covarianceTimes(rows, mean, basis, kernels));
            }
        }
        return new PrincipalComponents(mean, leading(rows, mean, basis, size, kernels));
    }

    /// The projection of rows onto mean and components, in the original columns.
    public Matrix reconstruct(Matrix rows, Kernels kernels) {
        return decode(encode(rows, kernels), kernels);
    }

    /// The scores of rows: how far they are from the mean along each component.
    ///
    /// @return (rows × k)
    public Matrix encode(Matrix rows, Kernels kernels) {
        Matrix scores = Matrix.zeros(rows.rows(), components.columns());
        for (int from = 0; from < rows.rows(); from += CHUNK_ROWS) {
            int to = Math.min(rows.rows(), from + CHUNK_ROWS);
            kernels.multiply(
                    centred(rows.rows(from, to), mean), false, components, false, false, scores.rows(from, to));
        }
        return scores;
    }

    /// Rows from their scores, in the original columns.
    ///
    /// @param scores (rows × k)
    public Matrix decode(Matrix scores, Kernels kernels) {
        Matrix result = Matrix.zeros(scores.rows(), components.rows());
        kernels.multiply(scores, false, components, true, false, result);
        for (int row = 0; row < result.rows(); row++) {
            for (int j = 0; j < result.columns(); j++) {
                result.set(row, j, (float) (result.get(row, j) + mean[j]));
            }
        }
        return result;
    }

    /// The leading eigenvectors within the span of an orthonormal basis (Rayleigh and Ritz).
    private static Matrix leading(Matrix rows, double[] mean, Matrix basis, int k, Kernels kernels) {
        Matrix image = covarianceTimes(rows, mean, basis, kernels);
        int size = basis.columns();
        DMatrixRMaj small = new DMatrixRMaj(size, size);
        CommonOps_DDRM.multTransA(toDouble(basis), toDouble(image), small);
        CommonOps_DDRM.scale(1.0 / rows.rows(), small);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double both = 0.5 * (small.get(i, j) + small.get(j, i));
                small.set(i, j, both);
                small.set(j, i, both);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(small)) {
            throw new IllegalStateException("the eigenvalue decomposition of a symmetric matrix failed");
        }
        List<Integer> order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                .toList();
        DMatrixRMaj rotation = new DMatrixRMaj(size, k);
        for (int j = 0; j < k; j++) {
            DMatrixRMaj vector = eigen.getEigenVector(order.get(j));
            for (int i = 0; i < size; i++) {
                rotation.set(i, j, vector.get(i, 0));
            }
        }
        DMatrixRMaj result = new DMatrixRMaj(basis.rows(), k);
        CommonOps_DDRM.mult(toDouble(basis), rotation, result);
        return toFloat(result);
    }

    /// Σ (x − mean) (x − mean)ᵀ V over the rows x.
    private static Matrix covarianceTimes(Matrix rows, double[] mean, Matrix basis, Kernels kernels) {
        double[] sum = new double[basis.rows() * basis.columns()];
        Matrix part = Matrix.zeros(basis.rows(), basis.columns());
        for (int from = 0; from < rows.rows(); from += CHUNK_ROWS) {
            Matrix chunk = centred(rows.rows(from, Math.min(rows.rows(), from + CHUNK_ROWS)), mean);
            Matrix code = Matrix.zeros(chunk.rows(), basis.columns());
            kernels.multiply(chunk, false, basis, false, false, code);
            kernels.multiply(chunk, true, code, false, false, part);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part.array()[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            part.array()[i] = (float) sum[i];
        }
        return part;
    }

    private static Matrix centred(Matrix rows, double[] mean) {
        Matrix centred = Matrix.zeros(rows.rows(), rows.columns());
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                centred.array()[centred.rowOffset(row) + j] = (float) (rows.array()[rows.rowOffset(row) + j] - mean[j]);
            }
        }
        return centred;
    }

    private static Matrix orthonormal(Matrix matrix) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.rows(), matrix.columns());
        qr.decompose(toDouble(matrix));
        return toFloat(qr.getQ(null, true));
    }

    private static Matrix identity(int size) {
        Matrix identity = Matrix.zeros(size, size);
        for (int i = 0; i < size; i++) {
            identity.set(i, i, 1f);
        }
        return identity;
    }

    private static DMatrixRMaj toDouble(Matrix matrix) {
        DMatrixRMaj result = new DMatrixRMaj(matrix.rows(), matrix.columns());
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                result.set(i, j, matrix.get(i, j));
            }
        }
        return result;
    }

    private static Matrix toFloat(DMatrixRMaj matrix) {
        Matrix result = Matrix.zeros(matrix.getNumRows(), matrix.getNumCols());
        for (int i = 0; i < result.rows(); i++) {
            for (int j = 0; j < result.columns(); j++) {
                result.set(i, j, (float) matrix.get(i, j));
            }
        }
        return result;
    }
}
