package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTripTest {
    private static final List<String> COLUMNS = List.of("a", "b \"c\", d", "ü");
    private static final int ROWS = 5000;

    @TempDir
    Path folder;

    /// Any bits that are a finite number, in a view wider than its columns.
    private static Matrix rows() {
        Random random = new Random(5);
        Matrix rows = Matrix.zeros(ROWS, COLUMNS.size() + 2).columns(1, 1 + COLUMNS.size());
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < rows.columns(); column++) {
                float value = Float.intBitsToFloat(random.nextInt());
                rows.set(row, column, Float.isFinite(value) ? value : column);
            }
        }
        rows.set(0, 0, Float.MAX_VALUE);
        rows.set(0, 1, Float.MIN_VALUE);
        rows.set(0, 2, -0f);
        return rows;
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            labels.add(row % 3 == 0 ? "plain" : "a \"b\", c\n;\tü\\ " + row);
        }
        return labels;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.tsv", "a.csv.gz", "a.jsonl", "a.ndjson.gz", "a.parquet"})
    void tablesComeBackBitForBit(String name) {
        Path path = folder.resolve(name);
        Matrix rows = rows();
        List<String> labels = labels();
        try (RowWriter writer = OutputFile.create(path, COLUMNS, Optional.of("label"))) {
            writer.write(rows.rows(0, 10), labels.subList(0, 10));
            writer.write(rows.rows(10, ROWS), labels.subList(10, ROWS));
            writer.commit();
        }
        Table data = DataFile.read(path, ReadOptions.none().withLabel("label"));
        assertThat(data.columns()).isEqualTo(COLUMNS);
        assertThat(data.labels()).isEqualTo(labels);
        assertThat(data.rows().copy().array()).containsExactly(rows.copy().array());
        assertThat(folder).isDirectoryContaining("glob:**" + name);
        assertNothingElse(name);
    }

    @Test
    void arraysComeBackBitForBit() throws IOException {
        Path path = folder.resolve("a.npy");
        Matrix rows = rows();
        try (RowWriter writer = OutputFile.create(path, COLUMNS, Optional.empty())) {
            writer.write(rows, List.of());
            writer.commit();
        }
        assertThat(DataFile.read(path).rows().copy().array())
                .containsExactly(rows.copy().array());
        // numpy wants the numbers to start at a multiple of 64.
        assertThat(Files.size(path)).isEqualTo(128 + 4L * ROWS * COLUMNS.size());
        assertNothingElse("a.npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl.gz", "a.parquet", "a.npy"})
    void withoutACommitThereIsNothing(String name) throws IOException {
        Path path = Files.writeString(folder.resolve(name), "before");
        try (RowWriter writer = OutputFile.create(path, COLUMNS, Optional.empty())) {
            writer.write(rows(), List.of());
        }
        assertThat(path).hasContent("before");
        assertNothingElse(name);
    }

    @Test
    void aStreamGetsTable() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (RowWriter writer = OutputFile.create(stream, List.of("a", "b"), Optional.of("kind"))) {
            writer.write(Matrix.of(2, 2, 1, 0.1f, -2.5f, 1e10f), List.of("x", "y,z"));
            writer.commit();
        }
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo("a,b,kind\n1,0.1,x\n-2.5,1.0E10,\"y,z\"\n");
    }

    @Test
    void whatCannotBeCreatedIsSaid() {
        Path missing = folder.resolve("no").resolve("a.csv");
        assertThatThrownBy(() -> OutputFile.create(missing, COLUMNS, Optional.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> OutputFile.create(folder.resolve("a.npy"), COLUMNS, Optional.of("label")))
                .hasMessageContaining("no place for labels");
        assertThatThrownBy(() -> OutputFile.create(folder.resolve("a.doc"), COLUMNS, Optional.empty()))
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
