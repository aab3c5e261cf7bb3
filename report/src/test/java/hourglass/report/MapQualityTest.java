package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapQualityTest {
    private static final Kernels KERNELS = Kernels.plain();

    private static Matrix random(int rows, int columns, long seed) {
        Matrix matrix = Matrix.zeros(rows, columns);
        long key = Noise.key(seed, Noise.Purpose.SAMPLING, rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.array()[i] = (float) Noise.gaussian(key, i);
        }
        return matrix;
    }

    /// Ranks of all others as neighbours of a row, the nearest 1.
    private static int[] ranks(Matrix points, int row) {
        int[] order = IntStream.range(0, points.rows())
                .filter(j -> j != row)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> IntStream.range(0, points.columns())
                        .mapToDouble(c -> Math.pow((double) points.get(row, c) - points.get(j, c), 2))
                        .sum()))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[points.rows()];
        for (int at = 0; at < order.length; at++) {
            ranks[order[at]] = at + 1;
        }
        return ranks;
    }

    /// By the formula, from all ranks in both spaces.
    private static double trustworthiness(Matrix truth, Matrix picture, int k) {
        int n = truth.rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int[] truly = ranks(truth, i);
            int[] shown = ranks(picture, i);
            for (int j = 0; j < n; j++) {
                sum += j != i && shown[j] <= k && truly[j] > k ? truly[j] - k : 0;
            }
        }
        return 1 - 2 * sum / (n * (double) k * (2.0 * n - 3 * k - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 60, 201})
    void asTheFormulaSays(int count) {
        Matrix rows = random(count, 5, 1);
        Matrix places = rows.columns(1, 3).copy();
        MapQuality quality = MapQuality.of(rows, places, List.of(), KERNELS);
        assertThat(quality.trustworthiness()).isCloseTo(trustworthiness(rows, places, 12), within(1e-9));
        assertThat(quality.continuity()).isCloseTo(trustworthiness(places, rows, 12), within(1e-9));
        assertThat(quality.trustworthiness()).isBetween(0.5, 0.95);
        assertThat(quality.agreement()).isEmpty();
    }

    /// Five rows on a line, the last of which the map puts first; k = 2, worked out on paper. Neighbours on the map:
    /// a: b e; b: a c; c: b d; d: c b; e: a b. True ranks beyond 2: of a, e 4; of d, b 3; of e, a 4 and b 3. Their
    /// excess
    /// is 2 + 1 + 2 + 1 = 6, and 1 − 2 · 6 / (5 · 2 · (10 − 6 − 1)) = 0.6.
    @Test
    void byHand() {
        Matrix rows = Matrix.of(5, 1, 0, 1, 2.1f, 3.3f, 4.4f);
        Matrix places = Matrix.of(5, 2, 0, 0, 1, 0, 2.1f, 0, 3.3f, 0, -1.2f, 0);
        MapQuality quality = MapQuality.of(rows, places, List.of("x", "x", "x", "y", "y"), KERNELS);
        assertThat(quality.trustworthiness()).isCloseTo(0.6, within(1e-9));
        assertThat(quality.continuity()).isCloseTo(trustworthiness(places, rows, 2), within(1e-9));
    }

    @Test
    void aMapThatKeepsAllIsPerfect() {
        Matrix rows = random(100, 2, 2);
        Matrix larger = rows.copy();
        for (int i = 0; i < 200; i++) {
            larger.array()[i] = 1 - 2 * larger.array()[i];
        }
        MapQuality quality = MapQuality.of(rows, larger, List.of(), KERNELS);
        assertThat(quality.trustworthiness()).isEqualTo(1);
        assertThat(quality.continuity()).isEqualTo(1);
    }

    @Test
    void labelsAreThoseOfMostNeighbours() {
        // Six of a kind together, with one of another kind among them, and three of a third kind apart.
        Matrix places = Matrix.of(7, 2, 0, 0, 1, 0, 0, 1, 1, 1, 0.5f, 0.5f, 2, 0, 0, 2);
        List<String> labels = List.of("a", "a", "a", "a", "b", "a", "a");
        assertThat(MapQuality.agreement(places, labels, KERNELS)).isCloseTo(6 / 7.0, within(1e-12));
    }

    @Test
    void equalVotesGoToTheNearest() {
        Matrix places = Matrix.of(3, 2, 0, 0, 1, 0, 3, 0);
        assertThat(MapQuality.agreement(places, List.of("a", "a", "b"), KERNELS))
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(MapQuality.agreement(places, List.of("b", "a", "b"), KERNELS))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void tooFewRowsToSayAnythingOf() {
        assertThat(MapQuality.of(Matrix.zeros(2, 3), Matrix.zeros(2, 2), List.of(), KERNELS)
                        .trustworthiness())
                .isEqualTo(1);
    }
}
