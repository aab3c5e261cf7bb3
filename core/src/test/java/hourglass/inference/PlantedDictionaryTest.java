package hourglass.inference;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.random.Noise;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Training;
import hourglass.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An overcomplete sparse autoencoder finds the dictionary its rows were made from: 32 atoms in 16 dimensions, three in
/// each row, with a code of 64 numbers. Without what keeps the code sparse it does not: any code of 16 numbers
/// reproduces the rows. Measured by the mean, over the true atoms, of the largest cosine to a row of the decoder
/// (Sharkey, Braun and Millidge 2022). Measured: 0.99 with top-k, 0.88 with the L1 penalty, 0.61 with neither.
class PlantedDictionaryTest {
    private static final int DIMENSIONS = 16;
    private static final int ATOMS = 32;
    private static final int ACTIVE = 3;
    private static final int CODE = 64;
    private static final int ROWS = 4000;
    private static final Matrix DICTIONARY = dictionary();
    private static final Matrix X = rows();

    @Test
    void theL1PenaltyFindsTheAtoms() {
        assertThat(similarity(List.of(new Penalize(new Penalty.L1(0.4f))), 1e-3))
                .isGreaterThan(0.85);
    }

    @Test
    void keepingTheLargestFindsTheAtoms() {
        assertThat(similarity(List.of(new TopK(ACTIVE)), 0)).isGreaterThan(0.97);
    }

    @Test
    void nothingThatKeepsTheCodeSparseDoesNot() {
        assertThat(similarity(List.of(), 0)).isLessThan(0.7);
    }

    /// Unit vectors in random directions.
    private static Matrix dictionary() {
        Matrix atoms = Matrix.zeros(ATOMS, DIMENSIONS);
        for (int atom = 0; atom < ATOMS; atom++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, atom, 0);
            double square = 0;
            for (int j = 0; j < DIMENSIONS; j++) {
                square += Math.pow(Noise.gaussian(key, j), 2);
            }
            for (int j = 0; j < DIMENSIONS; j++) {
                atoms.set(atom, j, (float) (Noise.gaussian(key, j) / Math.sqrt(square)));
            }
        }
        return atoms;
    }

    /// Sums of different atoms, each between half and one and a half of itself.
    private static Matrix rows() {
        Matrix rows = Matrix.zeros(ROWS, DIMENSIONS);
        for (int row = 0; row < ROWS; row++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, row, 1);
            int[] order = Noise.permutation(key, ATOMS);
            for (int active = 0; active < ACTIVE; active++) {
                double strength = 0.5 + Noise.uniform(key, ATOMS + active);
                for (int j = 0; j < DIMENSIONS; j++) {
                    rows.set(row, j, (float) (rows.get(row, j) + strength * DICTIONARY.get(order[active], j)));
                }
            }
        }
        return rows;
    }

    /// @param decay keeps the decoder from growing while the penalised code shrinks
    private static double similarity(List<Layer> sparsity, double decay) {
        List<Layer> encoder = new ArrayList<>(List.of(new Dense(CODE, new Relu())));
        encoder.addAll(sparsity);
        Architecture architecture =
                new Architecture(DIMENSIONS, encoder, List.of(new Dense(DIMENSIONS, new Linear())), new Gaussian());
        Training training = Training.plain(150, 100, new Optimizer.Adam(0.003))
                .withSchedule(new Schedule.Cosine(0.01))
                .withWeightDecay(decay);
        Examples none = Examples.of(Matrix.zeros(0, DIMENSIONS));
        try (TrainingRun run =
                TrainingRun.start(new Recipe(architecture, training), Examples.of(X), none, Kernels.plain(), 2)) {
            while (run.advance()) {}
            Parameters parameters = run.network().parameters();
            int decoder = architecture.layers().size() - 1;
            return similarity(parameters.matrix(parameters.tensors().get(parameters.weightOf(decoder))));
        }
    }

    private static double similarity(Matrix found) {
        double sum = 0;
        for (int atom = 0; atom < ATOMS; atom++) {
            double largest = 0;
            for (int unit = 0; unit < found.rows(); unit++) {
                double product = 0;
                double square = 0;
                for (int j = 0; j < DIMENSIONS; j++) {
                    product += (double) found.get(unit, j) * DICTIONARY.get(atom, j);
                    square += Math.pow(found.get(unit, j), 2);
                }
                largest = Math.max(largest, product / Math.sqrt(square + 1e-12));
            }
            sum += largest;
        }
        return sum / ATOMS;
    }
}
