package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.report.PrincipalComponents;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A linear autoencoder with squared error finds the subspace of the leading principal components (Bourlard and Kamp
/// 1988; Baldi and Hornik 1989, without other minima): on the digits, pixels / 16, centred. The errors are NumPy's in
/// double precision, mean squared error per feature over all 1797 rows. Reached: errors equal to 1e-8 of themselves,
/// angles of 4e-7, 3e-6 and 2e-4 rad for k = 2, 8, 16.
class LinearAutoencoderTest {
    private static final Kernels KERNELS = Kernels.plain();
    private static final Matrix DIGITS = centredDigits();

    private static Matrix centredDigits() {
        Matrix rows = Commands.digits().rows().toMatrix();
        double[] mean = ColumnStatistics.means(rows);
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.columns(); j++) {
                rows.set(i, j, (float) ((rows.get(i, j) - mean[j]) / 16));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"2, 0.05242582890922441", "8, 0.02391325293670511", "16, 0.011043683060142738"})
    void principalComponentsReachTheErrorThatNumPyFinds(int k, double expected) {
        PrincipalComponents fitted = PrincipalComponents.fit(DIGITS, k, KERNELS);
        assertThat(error(fitted.reconstruct(DIGITS, KERNELS))).isCloseTo(expected, within(1e-5 * expected));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.05242582890922441", "8, 0.02391325293670511", "16, 0.011043683060142738"})
    void trainedToConvergenceItSpansThePrincipalSubspace(int k, double expected) {
        Network autoencoder = train(k);
        double error = error(autoencoder.means(DIGITS));
        Matrix principal = PrincipalComponents.fit(DIGITS, k, KERNELS).components();
        double angle = largestPrincipalAngle(autoencoder, principal);
        assertThat(error).isCloseTo(expected, within(1e-5 * expected));
        assertThat(angle).isLessThan(1e-3);
    }

    private static Network train(int k) {
        Architecture architecture = new Architecture(
                64, List.of(new Dense(k, new Linear())), List.of(new Dense(64, new Linear())), new Gaussian());
        Training training =
                Training.plain(1500, 1797, new Optimizer.Adam(0.02)).withSchedule(new Schedule.Cosine(0.001));
        Examples none = Examples.of(Matrix.zeros(0, 64));
        try (TrainingRun run =
                TrainingRun.start(new Recipe(architecture, training), Examples.of(DIGITS), none, KERNELS, 2)) {
            while (run.advance()) {}
            return run.network();
        }
    }

    private static double error(Matrix reconstruction) {
        double sum = 0;
        for (int i = 0; i < DIGITS.rows(); i++) {
            for (int j = 0; j < DIGITS.columns(); j++) {
                double difference = (double) reconstruction.get(i, j) - DIGITS.get(i, j);
                sum += difference * difference;
            }
        }
        return sum / DIGITS.rows() / DIGITS.columns();
    }

    /// sin θ = ‖(I − P) Q‖₂ for the principal projection P and an orthonormal basis Q of what the decoder spans (Björck
    /// and Golub 1973); the arc cosine of a number near 1 would lose half the digits.
    private static double largestPrincipalAngle(Network autoencoder, Matrix principal) {
        Parameters parameters = autoencoder.parameters();
        Matrix decoder = parameters.matrix(parameters.tensors().get(parameters.weightOf(1)));
        DMatrixRMaj q = orthonormal(transposed(decoder));
        DMatrixRMaj p = orthonormal(transposed(transposedMatrix(principal)));
        DMatrixRMaj inner = new DMatrixRMaj(p.getNumCols(), q.getNumCols());
        CommonOps_DDRM.multTransA(p, q, inner);
        DMatrixRMaj projected = new DMatrixRMaj(p.getNumRows(), q.getNumCols());
        CommonOps_DDRM.mult(p, inner, projected);
        CommonOps_DDRM.subtract(q, projected, projected);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(false, false, true);
        assertThat(svd.decompose(projected)).isTrue();
        double largest = 0;
        for (double value : svd.getSingularValues()) {
            largest = Math.max(largest, value);
        }
        return Math.asin(Math.min(1, largest));
    }

    private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.getNumRows(), matrix.getNumCols());
        assertThat(qr.decompose(matrix)).isTrue();
        return qr.getQ(null, true);
    }

    private static DMatrixRMaj transposed(Matrix matrix) {
        DMatrixRMaj result = new DMatrixRMaj(matrix.columns(), matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                result.set(j, i, matrix.get(i, j));
            }
        }
        return result;
    }

    private static Matrix transposedMatrix(Matrix matrix) {
        Matrix result = Matrix.zeros(matrix.columns(), matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                result.set(j, i, matrix.get(i, j));
            }
        }
        return result;
    }
}
