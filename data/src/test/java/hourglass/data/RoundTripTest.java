package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTripTest {
    private static final int ROWS = 5000;

    @TempDir
    Path folder;

    private static final List<OutputColumn> ALL = List.of(
            OutputColumn.number("a"),
            OutputColumn.single("b \"c\", d"),
            OutputColumn.text("ü"),
            OutputColumn.moment("d"));
    private static final List<OutputColumn> NUMBERS = List.of(OutputColumn.single("a"), OutputColumn.single("b"));

    private static FrameBuilder builder(List<OutputColumn> columns) {
        return Frame.builder(columns.stream().map(OutputColumn::name).toList());
    }

    /// Any bits that are a finite number, any text, moments, and nothing here and there.
    private static Frame rows(int from, int to) {
        Random random = new Random(from);
        FrameBuilder rows = builder(ALL);
        for (int row = from; row < to; row++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (row % 7 == 3) {
                rows.missing("");
            } else {
                rows.number(row == 0 ? -0.0 : row == 1 ? Double.MIN_VALUE : Double.isFinite(value) ? value : 0.1);
            }
            float single = Float.intBitsToFloat(random.nextInt());
            rows.number(Float.isFinite(single) ? single : Float.MAX_VALUE);
            if (row % 5 == 4) {
                rows.missing("");
            } else {
                rows.text(row % 3 == 0 ? "plain" : " a \"b\", c\n;\tü\\ " + row);
            }
            rows.moment((random.nextLong() >> 20) / 1000 * 1000).endRow();
        }
        return rows.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.csv.gz", "a.jsonl", "a.ndjson.gz", "a.parquet"})
    void tablesComeBackBitForBit(String name) {
        Path path = folder.resolve(name);
        Frame first = rows(0, 10);
        Frame second = rows(10, ROWS);
        try (RowWriter writer = OutputFile.create(path, ALL)) {
            writer.write(first);
            writer.write(second);
            writer.commit();
        }
        Frame data = DataFile.read(path);
        assertThat(data.names()).containsExactly("a", "b \"c\", d", "ü", "d");
        assertThat(data.rows()).isEqualTo(ROWS);
        for (int row = 0; row < ROWS; row++) {
            Frame part = row < 10 ? first : second;
            int partRow = row < 10 ? row : row - 10;
            assertThat(Double.doubleToLongBits(data.number(row, 0)))
                    .isEqualTo(Double.doubleToLongBits(part.number(partRow, 0)));
            assertThat((float) data.number(row, 1)).isEqualTo((float) part.number(partRow, 1));
            assertThat(data.isMissing(row, 2)).isEqualTo(part.isMissing(partRow, 2));
            assertThat(data.text(row, 2)).isEqualTo(part.text(partRow, 2));
            assertThat(data.moment(row, 3)).isEqualTo(part.moment(partRow, 3));
        }
        assertNothingElse(name);
    }

    private static Frame numbers() {
        Random random = new Random(5);
        FrameBuilder rows = builder(NUMBERS);
        for (int row = 0; row < ROWS; row++) {
            float value = Float.intBitsToFloat(random.nextInt());
            rows.number(value).number(row).endRow();
        }
        return rows.build();
    }

    @Test
    void arraysComeBackBitForBit() throws IOException {
        Path path = folder.resolve("a.npy");
        Frame rows = numbers();
        try (RowWriter writer = OutputFile.create(path, NUMBERS)) {
            writer.write(rows);
            writer.commit();
        }
        assertThat(Fixtures.values(DataFile.read(path))).containsExactly(Fixtures.values(rows));
        // numpy wants the numbers to start at a multiple of 64.
        assertThat(Files.size(path)).isEqualTo(128 + 4L * ROWS * NUMBERS.size());
        assertNothingElse("a.npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl.gz", "a.parquet", "a.npy"})
    void withoutACommitThereIsNothing(String name) throws IOException {
        Path path = Files.writeString(folder.resolve(name), "before");
        try (RowWriter writer = OutputFile.create(path, NUMBERS)) {
            writer.write(numbers());
        }
        assertThat(path).hasContent("before");
        assertNothingElse(name);
    }

    @Test
    void aStreamGetsTable() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<OutputColumn> columns =
                List.of(OutputColumn.single("a"), OutputColumn.number("b"), OutputColumn.text("kind"));
        try (RowWriter writer = OutputFile.create(stream, columns)) {
            FrameBuilder rows = builder(columns);
            rows.number(0.1f).number(0.1).text("x").endRow();
            rows.number(1e10f).missing("").text("y,z").endRow();
            rows.number(Float.POSITIVE_INFINITY).number(1e10).moment(0).endRow();
            writer.write(rows.build());
            writer.commit();
        }
        assertThat(stream.toString(StandardCharsets.UTF_8))
                .isEqualTo("a,b,kind\n0.1,0.1,x\n1.0E10,,\"y,z\"\nInfinity,10000000000,1970-01-01\n");
    }

    @Test
    void aColumnWithNothingKeepsItsRows() {
        Path path = folder.resolve("a.csv");
        try (RowWriter writer = OutputFile.create(path, List.of(OutputColumn.number("a")))) {
            writer.write(Frame.builder(List.of("a"))
                    .number(1)
                    .endRow()
                    .missing("")
                    .endRow()
                    .number(3)
                    .endRow()
                    .build());
            writer.commit();
        }
        assertThat(DataFile.read(path).rows()).isEqualTo(3);
    }

    @Test
    void whatCannotBeCreatedIsSaid() {
        Path missing = folder.resolve("no").resolve("a.csv");
        assertThatThrownBy(() -> OutputFile.create(missing, NUMBERS))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> OutputFile.create(folder.resolve("a.npy"), ALL))
                .hasMessageContaining("no place for texts");
        assertThatThrownBy(() -> OutputFile.create(
                        folder.resolve("a.parquet"), List.of(OutputColumn.text("a"), OutputColumn.text("A"))))
                .hasMessageContaining("differ in case only");
        assertThatThrownBy(() -> OutputFile.create(folder.resolve("a.doc"), NUMBERS))
                .hasMessageContaining(".parquet");
        assertNothingElse("");
    }

    private void assertNothingElse(String name) {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName() + "").filter(file -> !file.equals(name)))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
