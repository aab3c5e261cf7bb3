package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.map.Anchors;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.RowMap;
import hourglass.problem.ProblemException;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class MapMakerTest {
    private static final Kernels KERNELS = Kernels.plain();

    /// Three clusters in twelve dimensions, row by row in turn.
    private static Matrix clusters(int rows) {
        Matrix matrix = Matrix.zeros(rows, 12);
        for (int row = 0; row < rows; row++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, row, 0);
            for (int j = 0; j < 12; j++) {
                matrix.set(row, j, (float) (Noise.gaussian(key, j) + (j == row % 3 ? 20 : 0)));
            }
        }
        return matrix;
    }

    private static RowMap map(Matrix rows) {
        return MapMaker.neighbours(MapSpace.COLUMNS, rows, KERNELS, step -> {});
    }

    private static Matrix positions(RowMap map) {
        return map.anchors().map(Anchors::positions).orElseThrow();
    }

    @Test
    void clustersStayTogetherAndNeighboursNear() {
        Matrix rows = clusters(240);
        Matrix places = positions(map(rows));
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            labels.add("cluster " + row % 3);
        }
        MapQuality quality = MapQuality.of(rows, places, labels, KERNELS);
        assertThat(quality.agreement()).hasValue(1);
        Matrix plane = PrincipalComponents.fit(rows, 2, KERNELS).encode(rows, KERNELS);
        assertThat(quality.trustworthiness())
                .isGreaterThan(MapQuality.of(rows, plane, labels, KERNELS).trustworthiness() + 0.03);
    }

    @Test
    void theSameBitsWhateverTheThreads() throws Exception {
        Matrix rows = clusters(300);
        List<Integer> steps = new ArrayList<>();
        RowMap shared = MapMaker.neighbours(MapSpace.COLUMNS, rows, KERNELS, steps::add);
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            RowMap alone = one.submit(() -> map(rows)).get();
            assertThat(positions(alone).array()).isEqualTo(positions(shared).array());
            assertThat(alone.projection().array()).isEqualTo(shared.projection().array());
        }
        assertThat(steps).hasSize(MapMaker.STEPS).endsWith(MapMaker.STEPS);
    }

    @Test
    void theGradientIsThatOfTheDivergence() {
        Matrix rows = clusters(70);
        NeighbourGraph graph = NeighbourGraph.of(rows, 5, KERNELS);
        Matrix places = rows.columns(0, 2).copy();
        for (int i = 0; i < places.array().length; i++) {
            places.array()[i] /= 8;
        }
        Matrix gradient = Layout.gradient(graph, places);
        double step = 1e-4;
        for (int row = 0; row < 70; row += 3) {
            for (int j = 0; j < 2; j++) {
                double difference =
                        (divergence(graph, places, row, j, step) - divergence(graph, places, row, j, -step)) / 2 / step;
                assertThat((double) gradient.get(row, j)).isCloseTo(difference, within(1e-6));
            }
        }
    }

    /// Σ p log(p / q) with one number moved, all in double.
    private static double divergence(NeighbourGraph graph, Matrix places, int moved, int coordinate, double by) {
        int n = places.rows();
        double[][] y = new double[n][2];
        for (int i = 0; i < n; i++) {
            y[i][0] = places.get(i, 0);
            y[i][1] = places.get(i, 1);
        }
        y[moved][coordinate] += by;
        double normalizer = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                normalizer += i == j ? 0 : nearness(y, i, j);
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int at = 0; at < graph.rows()[i].length; at++) {
                double p = graph.weights()[i][at];
                sum += p * Math.log(p * normalizer / nearness(y, i, graph.rows()[i][at]));
            }
        }
        return sum;
    }

    private static double nearness(double[][] y, int i, int j) {
        return 1 / (1 + Math.pow(y[i][0] - y[j][0], 2) + Math.pow(y[i][1] - y[j][1], 2));
    }

    @Test
    void attractionIsMutualAndSumsToOne() {
        NeighbourGraph graph = NeighbourGraph.of(clusters(90), 4, KERNELS);
        double sum = 0;
        for (int i = 0; i < 90; i++) {
            for (int at = 0; at < graph.rows()[i].length; at++) {
                int j = graph.rows()[i][at];
                sum += graph.weights()[i][at];
                int back = Arrays.binarySearch(graph.rows()[j], i);
                assertThat(graph.weights()[j][back]).isEqualTo(graph.weights()[i][at]);
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @Test
    void ofManyRowsSomeAreDrawnOnce() {
        assertThat(MapMaker.chosen(50)).hasSize(50).startsWith(0, 1, 2);
        assertThat(MapMaker.chosen(25_000))
                .hasSize(MapMaker.MOST_ROWS)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void rowsThatAreAllEqualOrFewAreNoTrouble() {
        for (float it : positions(map(Matrix.zeros(40, 3))).array()) {
            assertThat(it).isFinite();
        }
        for (float it : positions(map(clusters(4))).array()) {
            assertThat(it).isFinite();
        }
        assertThatThrownBy(() -> map(clusters(3)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too few rows");
        assertThatThrownBy(() -> MapMaker.plane(MapSpace.CODE, Matrix.zeros(5, 1), KERNELS))
                .isInstanceOf(ProblemException.class);
    }
}
