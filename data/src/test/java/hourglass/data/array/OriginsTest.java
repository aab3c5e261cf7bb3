package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken off the numbers of a column, at the borders where it changes.
final class OriginsTest {
    /// Rows of a table, from memory.
    private static final class Table implements Numbers {
        private final double[][] rows;
        private int read;

        Table(double[]... rows) {
            this.rows = rows;
        }

        @Override
        public void next(double[] into, int offset, int count) throws IOException {
            if (read == rows.length) {
                throw new EOFException();
            }
            System.arraycopy(rows[read], 0, into, offset, count);
            read++;
        }

        @Override
        public void close() {}
    }

    private static Layout layout(long rows, long columns) {
        return Layout.of("a", NumberType.FLOAT64, ByteOrder.LITTLE_ENDIAN, false, List.of(rows, columns), 0);
    }

    private static double[] of(double[]... rows) throws IOException {
        return Origins.of(new Table(rows), layout(rows.length, rows[0].length));
    }

    @ParameterizedTest
    @CsvSource({
        // Sixteen times as far from zero as they are spread.
        "15.5, 16.5, 16",
        "15.25, 16.25, 0",
        "-16.5, -15.5, -16",
        "-3, 5, 0",
        // Whole numbers that single precision has exactly need none, up to 2^24.
        "100, 101, 0",
        "100.5, 101, 101",
        "100, 100.5, 100",
        "16777215, 16777215, 0",
        "16777216, 16777216, 16777216",
        "16777214, 16777216, 0",
        "16777216, 16777218, 16777217",
        "1000.1, 1001, 1001",
        "1000, 1000.1, 1000",
        // Near zero the least of them, so that rounding takes nothing.
        "0.96875, 1.03125, 1",
        "0.9, 0.90625, 0.9",
        "-0.90625, -0.9, -0.90625",
        // A constant is its own origin.
        "3.5, 3.5, 3.5",
        "0, 0, 0",
        "1.7976931348623157e308, 1.7976931348623157e308, 1.7976931348623157e308",
    })
    void theOriginFollowsFromTheLeastAndTheMost(double least, double most, double expected) throws IOException {
        double[] none = {};
        double[] one = {expected};
        assertThat(of(new double[] {most}, new double[] {least})).isEqualTo(expected == 0 ? none : one);
    }

    @Test
    void columnsAreJudgedOneByOneAndWithoutWhatIsNotFinite() throws IOException {
        double nan = Double.NaN;
        double[] first = {nan, 5000.5, 1, nan};
        double[] second = {7000.5, Double.POSITIVE_INFINITY, 2, nan};
        double[] third = {7001.5, 5001.5, 3, Double.NEGATIVE_INFINITY};
        assertThat(of(first, second, third)).containsExactly(7001, 5001, 0, 0);
    }

    @Test
    void aThousandRowsAreLookedAt() throws IOException {
        double[][] rows = new double[1001][1];
        for (double[] row : rows) {
            row[0] = 0.5;
        }
        rows[1000][0] = 1e9;
        Table table = new Table(rows);
        assertThat(Origins.of(table, layout(1001, 1))).containsExactly(0.5);
        assertThat(table.read).isEqualTo(1000);
        rows[999][0] = 1e9;
        assertThat(of(rows)).isEmpty();
    }

    @Test
    void rowsOfManyColumnsAreFewer() throws IOException {
        double[][] rows = new double[600][2000];
        Table table = new Table(rows);
        assertThat(Origins.of(table, layout(600, 2000))).isEmpty();
        assertThat(table.read).isEqualTo(524);
    }

    @Test
    void ofMoreThanAMillionColumnsNoneIsLookedAt() throws IOException {
        int most = 1 << 20;
        double[] row = new double[most];
        row[most - 1] = 0.5;
        assertThat(of(row, row)[most - 1]).isEqualTo(0.5);
        Table table = new Table();
        assertThat(Origins.of(table, layout(2, most + 1))).isEmpty();
    }

    @Test
    void whatCameBeforeAnEarlyEndCounts() throws IOException {
        assertThat(Origins.of(new Table(new double[] {0.5}), layout(3, 1))).containsExactly(0.5);
    }
}
