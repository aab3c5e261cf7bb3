package hourglass.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Softmax;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Parameters;
import hourglass.objective.ClassIndices;
import hourglass.objective.Mixed;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The passes that share their products, beside whole passes over rows whose hidden columns are missing.
final class HidingTest {
    private static final int ROWS = 700;
    private static final List<List<Integer>> GROUPS = List.of(List.of(0, 3), List.of(1, 4), List.of(2));

    private static final Mixed OBJECTIVE = new Mixed(
            List.of(new StudentT(), new ClassIndices(5), new StudentT(), new VonMises(), new ClassIndices(2)));

    private static final int[] FIRST_ETA = {0, 1, 6, 7, 9, 11};

    private static final Encode ENCODE = new Encode(List.of(
            new Encoding.Real(-4, 4),
            new Encoding.OneHot(5),
            new Encoding.Real(-4, 4),
            new Encoding.Circle(),
            new Encoding.OneHot(2)));

    static Stream<List<Layer>> layers() {
        Corrupt corrupt = new Corrupt(new Corruption.Missing(0, 1));
        Dense last = new Dense(11, new Linear());
        return Stream.of(
                List.of(corrupt, ENCODE, new Dense(24, new Elu()), new Dense(3, new Linear()), last),
                List.of(ENCODE, new Dense(24, new Elu()), last),
                List.of(ENCODE, new Dense(6, new Softmax()), new Dense(7, new Elu()), last),
                // Whole passes only:
                List.of(ENCODE, new LayerNormalization(), new Dense(24, new Elu()), last));
    }

    private static Network network(List<Layer> layers) {
        Architecture architecture =
                new Architecture(5, layers.subList(0, layers.size() - 1), List.of(layers.getLast()), OBJECTIVE);
        Parameters parameters = Parameters.initial(architecture, 8);
        long key = Noise.key(2, Noise.Purpose.OBSERVATION, 0, 0);
        for (int i = 0; i < parameters.block().length; i++) {
            parameters.block()[i] += (float) (0.3 * Noise.gaussian(key, i));
        }
        return new Network(architecture, parameters, Kernels.plain());
    }

    private static Matrix rows() {
        long key = Noise.key(3, Noise.Purpose.OBSERVATION, 0, 0);
        Matrix rows = Matrix.zeros(ROWS, 5);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < 5; j++) {
                int at = 10 * row + j;
                float value = (float) (2 * Noise.gaussian(key, at));
                float cell = j == 1 ? Noise.below(key, at, 5) : j == 4 ? Noise.below(key, at, 2) : value;
                rows.set(row, j, Noise.uniform(key, at + 5) < 0.1 ? Float.NaN : cell);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void agreesWithWholePasses(List<Layer> layers) {
        Network network = network(layers);
        Matrix rows = rows();
        Hiding hiding = new Hiding(network, GROUPS, FIRST_ETA);
        boolean[][] isSeen = new boolean[ROWS][GROUPS.size()];
        List<Matrix> whole = new ArrayList<>();
        for (List<Integer> hidden : GROUPS) {
            Matrix without = rows.copy();
            hidden.forEach(j -> without.columns(j, j + 1).fill(Float.NaN));
            Matrix eta = Matrix.zeros(ROWS, 11);
            network.forEachEta(
                    without,
                    (some, first) -> eta.rows(first, first + some.rows()).copyFrom(some));
            whole.add(eta);
        }
        hiding.forEachEta(rows, (group, eta, first) -> {
            for (int row = 0; row < eta.rows(); row++) {
                int k = 0;
                isSeen[first + row][group] = true;
                for (int column : hiding.columns(group)) {
                    for (int parameter = FIRST_ETA[column]; parameter < FIRST_ETA[column + 1]; parameter++) {
                        float expected = whole.get(group).get(first + row, parameter);
                        assertThat(eta.get(row, k++)).isCloseTo(expected, within(2e-5f * (1 + Math.abs(expected))));
                    }
                }
                assertThat(k).isEqualTo(eta.columns());
            }
        });
        assertThat(isSeen).isDeepEqualTo(everywhere());
        assertThat(Arrays.equals(whole.get(0).array(), whole.get(1).array())).isFalse();
    }

    private static boolean[][] everywhere() {
        boolean[][] all = new boolean[ROWS][GROUPS.size()];
        for (boolean[] row : all) {
            Arrays.fill(row, true);
        }
        return all;
    }
}
