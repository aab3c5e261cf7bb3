package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Fixtures;
import hourglass.data.row.ReadOptions;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Rows of numbers from memory: what is opened, picked, counted and closed.
final class ArrayRowsTest {
    private final List<String> events = new ArrayList<>();

    /// Numbers 10 (row + 1) + column + `first`.
    private final class Counting implements Numbers {
        private final String name;
        private final double first;
        private int row = 1;

        Counting(String name, double first) {
            this.name = name;
            this.first = first;
            events.add("open " + name);
        }

        @Override
        public void next(double[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = first + 10 * row + i;
            }
            row++;
        }

        @Override
        public void close() throws IOException {
            events.add("close " + name);
            if (name.startsWith("bad")) {
                throw new IOException(name);
            }
        }
    }

    private ArrayRows rows(NumberType type, String name, double first, ReadOptions options) {
        Layout layout = Layout.of("a", type, ByteOrder.LITTLE_ENDIAN, false, List.of(5L, 1L, 3L), 0);
        Map<String, ArrayRows.Opening> beside = new LinkedHashMap<>();
        beside.put("y", () -> new Counting("y", 0.25));
        beside.put("z", () -> new Counting("bad z", 0.5));
        return new ArrayRows(
                "a.npy", layout, () -> new Counting(name, first), beside, options, () -> events.add("close file"));
    }

    private ArrayRows rows() {
        return rows(NumberType.FLOAT32, "x", 0, ReadOptions.none());
    }

    @Test
    void rowsAreCountedAcrossReads() {
        ArrayRows rows = rows();
        assertThat(rows.columns()).containsExactly("pixel0", "pixel1", "pixel2");
        assertThat(rows.shape()).containsExactly(1, 3);
        assertThat(rows.valueType()).isEqualTo(ValueType.REAL);
        assertThat(rows.rowCount()).hasValue(5);
        assertThat(rows.notes()).isEmpty();
        assertThat(rows.rejected()).isZero();
        assertThat(events).isEmpty();
        Frame first = rows.read(3);
        assertThat(Fixtures.values(first)).containsExactly(10, 11, 12, 20, 21, 22, 30, 31, 32);
        assertThat(first.place(0)).isEqualTo("row 1");
        assertThat(first.shape()).containsExactly(1, 3);
        Frame second = rows.read(3);
        assertThat(Fixtures.values(second)).containsExactly(40, 41, 42, 50, 51, 52);
        assertThat(second.place(0)).isEqualTo("row 4");
        assertThat(rows.read(3).rows()).isZero();
        rows.close();
        assertThat(events).containsExactly("open x", "close x", "close file");
    }

    @Test
    void columnsBesideAreOpenedWhenOneIsWanted() {
        ArrayRows without = rows();
        without.select(List.of("pixel2"));
        assertThat(Fixtures.values(without.read(2))).containsExactly(12, 22);
        assertThat(events).containsExactly("open x");
        events.clear();
        ArrayRows with = rows();
        with.select(List.of("z", "pixel1", "y"));
        assertThat(with.columns()).containsExactly("z", "pixel1", "y");
        assertThat(with.shape()).containsExactly(3);
        assertThat(Fixtures.values(with.read(2))).containsExactly(10.5, 11, 10.25, 20.5, 21, 20.25);
        assertThat(events).containsExactly("open x", "open y", "open bad z");
        events.clear();
        ArrayRows first = rows();
        first.select(List.of("y"));
        assertThat(Fixtures.values(first.read(1))).containsExactly(10.25);
    }

    @Test
    void allColumnsInOrderKeepTheShape() {
        ArrayRows rows = rows();
        rows.select(List.of("pixel0", "pixel1", "pixel2"));
        assertThat(rows.shape()).containsExactly(1, 3);
        assertThat(Fixtures.values(rows.read(1))).containsExactly(10, 11, 12);
        assertThatThrownBy(() -> rows.select(List.of("pixel0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("columns are selected before the first row is read");
    }

    /// Thousands of millions, which single precision has in steps of 64.
    @Test
    void wideNumbersKeepTheirDigitsInWhatIsChosen() {
        ArrayRows all = rows(NumberType.INT64, "x", 1e9, ReadOptions.none());
        Frame whole = all.read(1);
        assertThat(Fixtures.values(whole)).containsExactly(1e9 + 10, 1e9 + 11, 1e9 + 12);
        assertThat(whole.origins()).containsExactly(1e9 + 30, 1e9 + 31, 1e9 + 32);
        assertThat(events).containsExactly("open x", "close x", "open x");
        ArrayRows chosen = rows(NumberType.INT64, "x", 1e9, ReadOptions.none());
        chosen.select(List.of("pixel2", "y", "pixel0"));
        Frame some = chosen.read(1);
        assertThat(Fixtures.values(some)).containsExactly(1e9 + 12, 10.25, 1e9 + 10);
        assertThat(some.origins()).containsExactly(1e9 + 32, 0, 1e9 + 30);
        ArrayRows near = rows(NumberType.INT64, "x", 0, ReadOptions.none());
        near.select(List.of("pixel1"));
        Frame plain = near.read(1);
        assertThat(Fixtures.values(plain)).containsExactly(11);
        assertThat(plain.origins()).isEmpty();
    }

    @Test
    void numbersThatStandForNothingAreMissing() {
        ReadOptions missing = ReadOptions.none().withMissing(List.of("11", "20"));
        Frame read = rows(NumberType.FLOAT32, "x", 0, missing).read(2);
        assertThat(Fixtures.values(read)).containsExactly(10, Double.NaN, 12, Double.NaN, 21, 22);
    }

    @Test
    void whatCannotBeOpenedIsReported() {
        Layout layout = Layout.of("a", NumberType.UINT8, ByteOrder.LITTLE_ENDIAN, false, List.of(2L), 0);
        ArrayRows rows = new ArrayRows(
                "a.npy",
                layout,
                () -> {
                    throw new IOException("unplugged");
                },
                Map.of(),
                ReadOptions.none(),
                () -> {});
        assertThatThrownBy(() -> rows.read(1))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: reading failed\n  at  a.npy\n  found unplugged");
    }

    @Test
    void everythingIsClosedAndTheFirstFailureReported() {
        ArrayRows rows = rows(NumberType.FLOAT32, "bad x", 0, ReadOptions.none());
        rows.select(List.of("y"));
        rows.read(1);
        assertThatThrownBy(rows::close).isInstanceOfSatisfying(ProblemException.class, failed -> {
            assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
            assertThat(failed.problem().text()).isEqualTo("error: file cannot be closed\n  at  a.npy");
            assertThat(failed).hasRootCauseMessage("bad x");
        });
        assertThat(events)
                .containsExactly(
                        "open bad x", "open y", "open bad z", "close bad x", "close y", "close bad z", "close file");
    }
}
