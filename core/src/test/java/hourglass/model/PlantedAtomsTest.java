package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import hourglass.network.BatchTopK;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a sparse code is by default, a dictionary, finds the atoms of rows made from them, three of 48 each: whatever
/// point is added to all rows, whatever factor they are multiplied by, and rounded. By the mean, over the atoms, of the
/// largest cosine to one of the dictionary (Sharkey, Braun and Millidge 2022).
class PlantedAtomsTest {
    private static final int DIMENSIONS = 32;
    private static final int ATOMS = 48;
    private static final int ACTIVE = 3;
    private static final int ROWS = 3000;
    private static final List<String> NAMES =
            IntStream.range(0, DIMENSIONS).mapToObj(j -> "x" + j).toList();
    private static final float[][] DICTIONARY = dictionary();

    /// @param digits behind the point
    record Case(Layer sparsity, double shift, double factor, int digits, double cosine) {}

    static Stream<Case> cases() {
        Layer l1 = new Penalize(new Penalty.L1(0.3f));
        return Stream.of(
                new Case(new TopK(ACTIVE), 0, 1, 6, 0.99),
                new Case(new TopK(ACTIVE), 30, 1024, 0, 0.99),
                new Case(l1, 0, 1, 6, 0.97),
                new Case(l1, 30, 0.001, 4, 0.97),
                new Case(new BatchTopK(ACTIVE), 30, 1, 2, 0.99),
                new Case(new JumpRelu(0.3f), 30, 1, 2, 0.99));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAtomsAreFound(Case it) {
        Wishes wishes = Wishes.none().withCode(128).withSparsity(it.sparsity()).withEpochs(60);
        Model model = Model.train(Table.of(NAMES, rows(it)), wishes);
        Parameters parameters = model.network().parameters();
        Matrix atoms = parameters.weight(model.network().architecture().layers().size() - 1);
        assertThat(similarity(atoms)).isGreaterThan(it.cosine());
    }

    private static float[][] dictionary() {
        float[][] atoms = new float[ATOMS][DIMENSIONS];
        for (int atom = 0; atom < ATOMS; atom++) {
            long key = Noise.key(11, Noise.Purpose.SAMPLING, atom, 0);
            double square = 0;
            for (int j = 0; j < DIMENSIONS; j++) {
                square += Math.pow(Noise.gaussian(key, j), 2);
            }
            for (int j = 0; j < DIMENSIONS; j++) {
                atoms[atom][j] = (float) (Noise.gaussian(key, j) / Math.sqrt(square));
            }
        }
        return atoms;
    }

    private static Matrix rows(Case it) {
        Matrix rows = Matrix.zeros(ROWS, DIMENSIONS);
        double unit = Math.pow(10, it.digits());
        for (int row = 0; row < ROWS; row++) {
            long key = Noise.key(11, Noise.Purpose.SAMPLING, row, 1);
            int[] order = Noise.permutation(key, ATOMS);
            for (int j = 0; j < DIMENSIONS; j++) {
                double sum = it.shift() * Noise.gaussian(12, j);
                for (int active = 0; active < ACTIVE; active++) {
                    double strength = 1 + 2 * Noise.uniform(key, ATOMS + active);
                    sum += strength * DICTIONARY[order[active]][j];
                }
                rows.set(row, j, (float) (Math.round(it.factor() * sum * unit) / unit));
            }
        }
        return rows;
    }

    private static double similarity(Matrix found) {
        return Arrays.stream(DICTIONARY)
                .mapToDouble(atom -> {
                    double largest = 0;
                    for (int unit = 0; unit < found.rows(); unit++) {
                        double product = 0;
                        for (int j = 0; j < DIMENSIONS; j++) {
                            product += (double) found.get(unit, j) * atom[j];
                        }
                        largest = Math.max(largest, product);
                    }
                    return largest;
                })
                .average()
                .orElseThrow();
    }
}
