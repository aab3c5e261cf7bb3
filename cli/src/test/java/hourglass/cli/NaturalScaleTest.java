package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lecture's chain min ‖X − W₂ᵀ W₁ᵀ X‖² = min over rank(A) ≤ m of ‖X − A‖² with A = Σᵢ τᵢ uᵢ vᵢᵀ (Eckart and Young
/// 1936) speaks of X as it is: not centred, without biases, two free matrices, τ(z) = z. On the digits, pixels from 0
/// to 16, the largest singular vector is near the mean digit, which PCA would have taken away. Every number of A is
/// compared, not its error alone.
class NaturalScaleTest {
    private static final Matrix DIGITS = Commands.digits().rows().toMatrix();
    private static final SingularValueDecomposition_F64<DMatrixRMaj> SVD = decomposed();

    private static SingularValueDecomposition_F64<DMatrixRMaj> decomposed() {
        DMatrixRMaj x = new DMatrixRMaj(DIGITS.rows(), DIGITS.columns());
        for (int row = 0; row < DIGITS.rows(); row++) {
            for (int j = 0; j < DIGITS.columns(); j++) {
                x.set(row, j, DIGITS.get(row, j));
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(true, true, true);
        assertThat(svd.decompose(x)).isTrue();
        return svd;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10})
    void trainedToConvergenceItIsTheTruncatedDecomposition(int rank) {
        double[][] expected = truncated(rank);
        Matrix found = train(rank).means(DIGITS);
        double difference = 0;
        double foundError = 0;
        double expectedError = 0;
        for (int row = 0; row < DIGITS.rows(); row++) {
            for (int j = 0; j < DIGITS.columns(); j++) {
                double value = DIGITS.get(row, j);
                difference = Math.max(difference, Math.abs(found.get(row, j) - expected[row][j]));
                foundError += Math.pow(found.get(row, j) - value, 2);
                expectedError += Math.pow(expected[row][j] - value, 2);
            }
        }
        assertThat(foundError).isCloseTo(expectedError, within(1e-5 * expectedError));
        assertThat(difference).isLessThan(0.05);
    }

    /// The rest is Σ τᵢ² over i > m: what the expected values of the other test stand on.
    @Test
    void whatTheTruncationLeavesIsTheSumOfTheOtherSquares() {
        double[][] kept = truncated(4);
        double error = 0;
        for (int row = 0; row < DIGITS.rows(); row++) {
            for (int j = 0; j < DIGITS.columns(); j++) {
                error += Math.pow(kept[row][j] - DIGITS.get(row, j), 2);
            }
        }
        double rest = 0;
        for (int i : largestFirst()) {
            rest += Math.pow(SVD.getSingularValues()[i], 2);
        }
        for (int i = 0; i < 4; i++) {
            rest -= Math.pow(SVD.getSingularValues()[largestFirst()[i]], 2);
        }
        assertThat(error).isCloseTo(rest, within(1e-9 * rest));
    }

    /// A = Σ τᵢ uᵢ vᵢᵀ over the largest values.
    private static double[][] truncated(int rank) {
        DMatrixRMaj u = SVD.getU(null, false);
        DMatrixRMaj v = SVD.getV(null, false);
        int[] order = largestFirst();
        double[][] sum = new double[DIGITS.rows()][DIGITS.columns()];
        for (int k = 0; k < rank; k++) {
            double value = SVD.getSingularValues()[order[k]];
            for (int row = 0; row < sum.length; row++) {
                for (int j = 0; j < sum[row].length; j++) {
                    sum[row][j] += value * u.get(row, order[k]) * v.get(j, order[k]);
                }
            }
        }
        return sum;
    }

    private static int[] largestFirst() {
        double[] values = SVD.getSingularValues();
        Integer[] order = new Integer[SVD.numberOfSingularValues()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    private static Network train(int rank) {
        Weights own = new Weights.Own(new Initializer.GlorotUniform());
        Architecture architecture = new Architecture(
                64,
                List.of(new Dense(rank, new Linear(), own, false)),
                List.of(new Dense(64, new Linear(), own, false)),
                new Gaussian());
        Training training =
                Training.plain(2500, 1797, new Optimizer.Adam(0.02)).withSchedule(new Schedule.Cosine(0.001));
        Examples none = Examples.of(Matrix.zeros(0, 64));
        try (TrainingRun run =
                TrainingRun.start(new Recipe(architecture, training), Examples.of(DIGITS), none, Kernels.plain(), 2)) {
            while (run.advance()) {}
            return run.network();
        }
    }
}
