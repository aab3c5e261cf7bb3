package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rows corrupted apart from training: how many numbers each kind of noise hits, and by what.
class CorruptionTest {
    private static final int ROWS = 200;
    private static final int COLUMNS = 50;

    /// Number j of each row lies between j and j + ½, and is nowhere 0 or 1; a view into a larger array.
    private static Matrix rows() {
        Matrix rows = Matrix.zeros(ROWS + 1, COLUMNS + 3).rows(1, ROWS + 1).columns(2, COLUMNS + 2);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                rows.set(row, j, j + 0.01f + 0.002f * row);
            }
        }
        return rows;
    }

    private static double[] changes(Matrix before, Matrix after) {
        return IntStream.range(0, ROWS * COLUMNS)
                .mapToDouble(i -> (double) after.get(i / COLUMNS, i % COLUMNS) - before.get(i / COLUMNS, i % COLUMNS))
                .toArray();
    }

    private static double share(Matrix rows, float value) {
        return IntStream.range(0, ROWS * COLUMNS)
                        .filter(i -> rows.get(i / COLUMNS, i % COLUMNS) == value)
                        .count()
                / (double) (ROWS * COLUMNS);
    }

    /// Standard errors of 10,000 draws: 0.003 of the mean, 0.002 of the deviation, 0.004 of shares.
    @Test
    void noiseIsAsLargeAsItSays() {
        Matrix rows = rows();
        double[] changes = changes(rows, new Corruption.Gaussian(0.3f).corrupted(rows, 1));
        double mean = IntStream.range(0, changes.length)
                .mapToDouble(i -> changes[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, changes.length)
                .mapToDouble(i -> changes[i] * changes[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.015));
        assertThat(Math.sqrt(square)).isCloseTo(0.3, within(0.01));
        assertThat(share(new Corruption.Masking(0.25f).corrupted(rows, 1), 0)).isCloseTo(0.25, within(0.02));
        Matrix spots = new Corruption.SaltAndPepper(0.2f).corrupted(rows, 1);
        assertThat(share(spots, 0)).isCloseTo(0.1, within(0.015));
        assertThat(share(spots, 1)).isCloseTo(0.1, within(0.015));
    }

    @Test
    void swappedNumbersStayInTheirColumns() {
        Matrix rows = rows();
        Matrix swapped = new Corruption.Swap(0.5f).corrupted(rows, 1);
        long moved = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                assertThat((double) swapped.get(row, j)).isBetween(j + 0.009, j + 0.5);
                moved += swapped.get(row, j) == rows.get(row, j) ? 0 : 1;
            }
        }
        assertThat(moved / (double) (ROWS * COLUMNS)).isCloseTo(0.5 * (ROWS - 1) / ROWS, within(0.02));
    }

    @Test
    void itIsAFunctionOfTheSeedAndLeavesRowsAsTheyAre() {
        for (Corruption corruption :
                List.of(new Corruption.Gaussian(0.3f), new Corruption.Masking(0.3f), new Corruption.Swap(0.3f))) {
            Matrix rows = rows();
            Matrix first = corruption.corrupted(rows, 1);
            assertThat(rows.copy().array()).isEqualTo(rows().copy().array());
            assertThat(corruption.corrupted(rows, 1).array()).isEqualTo(first.array());
            assertThat(corruption.corrupted(rows, 2).array()).isNotEqualTo(first.array());
        }
    }
}
