package hourglass.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    /// Far from the origin, where a product alone would cancel.
    static Matrix random(int rows, int columns, long seed) {
        Matrix matrix = Matrix.zeros(rows, columns);
        long key = Noise.key(seed, Noise.Purpose.SAMPLING, rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.array()[i] = (float) (1000 + Noise.gaussian(key, i));
        }
        return matrix;
    }

    private static double squared(Matrix a, int i, Matrix b, int j) {
        return IntStream.range(0, a.columns())
                .mapToDouble(c -> Math.pow((double) a.get(i, c) - b.get(j, c), 2))
                .sum();
    }

    private static int[] slowly(Matrix queries, int query, Matrix rows, int count, int without) {
        return IntStream.range(0, rows.rows())
                .filter(j -> j != without)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> (float) squared(queries, query, rows, j)))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "7,3,2,5", "129,130,5,10", "300,257,33,31", "40,12,3,50"})
    void asByDistancesOneByOne(int queryCount, int rowCount, int columns, int count) {
        Matrix queries = random(queryCount, columns, 1);
        Matrix rows = random(rowCount, columns, 2);
        Nearest nearest = new Nearest(rows, Kernels.plain());
        int[][] found = new int[queryCount][];
        float[][] distances = new float[queryCount][];
        nearest.of(queries, count, (query, others, squared) -> {
            found[query] = others;
            distances[query] = squared;
        });
        int[][] others = new int[rowCount][];
        nearest.amongThemselves(count, (row, near, squared) -> others[row] = near);
        for (int query = 0; query < queryCount; query++) {
            assertThat(found[query]).isEqualTo(slowly(queries, query, rows, count, -1));
            for (int at = 0; at < found[query].length; at++) {
                assertThat(distances[query][at]).isEqualTo((float) squared(queries, query, rows, found[query][at]));
            }
        }
        for (int row = 0; row < rowCount; row++) {
            assertThat(others[row]).isEqualTo(slowly(rows, row, rows, count, row));
        }
    }

    @Test
    void allDistancesOfAQuery() {
        Matrix queries = random(150, 4, 3);
        Matrix rows = random(70, 4, 4);
        float[][] all = new float[150][];
        new Nearest(rows, Kernels.plain()).distances(queries, (query, squared) -> all[query] = squared.clone());
        for (int query = 0; query < 150; query++) {
            for (int row = 0; row < 70; row++) {
                assertThat((double) all[query][row]).isCloseTo(squared(queries, query, rows, row), within(1e-3));
            }
        }
    }

    @Test
    void ofEqualsTheFirstIsFirst() {
        Matrix rows = Matrix.of(5, 1, 2, 1, 2, 1, 9);
        int[][] found = new int[5][];
        new Nearest(rows, Kernels.plain()).amongThemselves(3, (row, others, squared) -> found[row] = others);
        assertThat(found[0]).containsExactly(2, 1, 3);
        assertThat(found[1]).containsExactly(3, 0, 2);
    }

    @Test
    void noRowsAreRefused() {
        assertThatThrownBy(() -> new Nearest(Matrix.zeros(0, 3), Kernels.plain()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 row");
    }

    @Test
    void smallestAsBySorting() {
        for (int size : new int[] {1, 2, 31, 1000}) {
            float[] values = new float[size];
            long key = Noise.key(5, Noise.Purpose.SAMPLING, size, 0);
            for (int i = 0; i < size; i++) {
                values[i] = Noise.below(key, i, 50);
            }
            for (int count : new int[] {0, 1, 7, 2000}) {
                for (int without : new int[] {-1, 0, size - 1}) {
                    int[] sorted = IntStream.range(0, size)
                            .filter(i -> i != without)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> values[i]))
                            .limit(count)
                            .mapToInt(Integer::intValue)
                            .toArray();
                    assertThat(Smallest.of(values, count, without)).isEqualTo(sorted);
                }
            }
        }
    }
}
