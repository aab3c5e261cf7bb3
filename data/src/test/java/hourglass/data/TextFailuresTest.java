package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables written as text that go wrong far behind their start, and streams that take no more.
class TextFailuresTest {
    private static final ReadOptions NONE = ReadOptions.none();
    private static final List<OutputColumn> COLUMNS = List.of(OutputColumn.number("a"), OutputColumn.text("b"));

    @TempDir
    Path folder;

    private static Problem problem(Runnable attempt) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /// More than the first mebibyte, on which a table is judged.
    private static String large() {
        StringBuilder text = new StringBuilder("a,b\n");
        Random random = new Random(7);
        while (text.length() < 1_300_000) {
            text.append(random.nextInt()).append(',').append(random.nextInt()).append('\n');
        }
        return text.toString();
    }

    @Test
    void aTruncatedArchiveIsSaidWhereItEnds() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(large().getBytes(StandardCharsets.US_ASCII));
        }
        Path file = file("a.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() - 1000));
        try (RowReader reader = DataFile.open(file, NONE)) {
            assertThat(reader.progress()).hasValue(0);
            assertThat(reader.read(10).rows()).isEqualTo(10);
            assertThat(reader.progress().orElseThrow()).isBetween(0.01, 0.99);
            assertThat(reader.rowCount()).isEmpty();
            Problem problem = problem(() -> reader.read(1_000_000));
            assertThat(problem.text())
                    .isEqualTo("error: file is truncated\n  at  " + file + "\n  try  copy the file again");
        }
    }

    @Test
    void anotherEncodingFarBelowIsSaidWithItsLine() throws IOException {
        String text = "ä,b\n" + large();
        byte[] bytes = (text + "1,\u00e9x\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xE9;
        bytes[bytes.length - 3] = 'x';
        Path file = file("a.csv", bytes);
        long line = text.lines().count() + 1;
        assertThat(Fixtures.problem(file, NONE))
                .contains("text is partly UTF-8 and partly not", "FILE, line " + line, "found byte 0xE9");
    }

    @Test
    void allRaggedRowsAreCountedAlsoBeforeADamagedQuote() throws IOException {
        String text = "a,b\n" + "1,2\n".repeat(1500) + "3\n" + "4,5\n".repeat(1500) + "6,7,8\n" + "9,10\n".repeat(1500);
        for (String end : List.of("", "\"x\n")) {
            Path file = file("a.csv", (text + end).getBytes(StandardCharsets.US_ASCII));
            try (RowReader reader = DataFile.open(file, NONE)) {
                assertThat(problem(() -> reader.read(1600)).text())
                        .contains("wrong number of fields (and 1 more such errors)", file + ", line 1502")
                        .contains("expected 2 fields, found 1");
            }
        }
    }

    @Test
    void aFirstLineLongerThanAMebibyteIsRead() throws IOException {
        String name = "x".repeat(1_200_000);
        Frame rows = DataFile.read(file("a.csv", (name + ",b\n1,2\n").getBytes(StandardCharsets.US_ASCII)));
        assertThat(rows.names().getFirst()).hasSize(1_200_000);
        assertThat(Fixtures.values(rows)).containsExactly(1, 2);
    }

    @Test
    void aFileThatVanishesIsMissing() throws IOException {
        Path file = file("a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII));
        Path json = file("a.json", "[{\"a\": 1}]".getBytes(StandardCharsets.US_ASCII));
        for (Path path : List.of(file, json)) {
            try (RowReader reader = DataFile.open(path, NONE)) {
                Files.delete(path);
                Problem problem = problem(() -> reader.read(10));
                assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
                assertThat(problem.text()).contains("file not found", path.toString());
            }
        }
    }

    /// A stream that takes so many bytes and no more.
    private static OutputStream full(int bytes) {
        return new OutputStream() {
            private int left = bytes;

            @Override
            public void write(int single) throws IOException {
                if (left-- <= 0) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                for (int i = 0; i < length; i++) {
                    write(from[offset + i]);
                }
            }
        };
    }

    @Test
    void aStreamThatTakesNoMoreIsSaid() {
        Frame rows = Frame.builder(List.of("a", "b"))
                .number(1)
                .text("x".repeat(200_000))
                .endRow()
                .build();
        String said = "error: writing failed\n  at  standard output\n  found No space left on device";
        try (RowWriter writer = OutputFile.create(full(1000), COLUMNS)) {
            assertThat(problem(() -> writer.write(rows)).text()).startsWith(said);
        }
        try (RowWriter writer = OutputFile.create(full(2), COLUMNS)) {
            assertThat(problem(writer::commit).text()).startsWith(said);
        }
        List<OutputColumn> wide = List.of(OutputColumn.number("a".repeat(200_000)));
        assertThat(problem(() -> OutputFile.create(full(2), wide)).text()).startsWith(said);
    }

    @Test
    void rowsMustFitTheColumns() {
        Frame rows = Frame.builder(List.of("a")).number(1).endRow().build();
        try (RowWriter writer = OutputFile.create(folder.resolve("a.csv"), COLUMNS)) {
            assertThatThrownBy(() -> writer.write(rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected rows of 2 columns");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void jsonHasNoNumberThatIsNotFinite() throws IOException {
        Path file = folder.resolve("a.jsonl");
        try (RowWriter writer = OutputFile.create(file, COLUMNS)) {
            writer.write(Frame.builder(List.of("a", "b"))
                    .number(Double.POSITIVE_INFINITY)
                    .text("x\t\"y\"")
                    .endRow()
                    .number(-0.0)
                    .missing("")
                    .endRow()
                    .build());
            writer.commit();
        }
        assertThat(file).hasContent("{\"a\": null, \"b\": \"x\\u0009\\\"y\\\"\"}\n{\"a\": -0.0, \"b\": null}\n");
    }
}
