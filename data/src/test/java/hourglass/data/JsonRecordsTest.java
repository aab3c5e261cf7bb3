package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records of JSON: escapes, columns chosen, names made for lists, and limits.
class JsonRecordsTest {
    private static final ReadOptions NONE = ReadOptions.none();

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.json"), text);
    }

    @Test
    void everyEscapeIsItsCharacter() throws IOException {
        Frame rows = DataFile.read(file("{\"a\\tb\": \"\\b\\f\\n\\r\\t\\/\\\\\\\"\\u20AC.\"}"));
        assertThat(rows.names()).containsExactly("a\tb");
        assertThat(rows.text(0, 0)).isEqualTo("\b\f\n\r\t/\\\"€.");
    }

    @Test
    void listsGetNamesThatAreFree() throws IOException {
        Frame rows = DataFile.read(file("[{\"l\": [1, 2], \"l0\": 3, \"l0_1\": 4}]"));
        assertThat(rows.names()).containsExactly("l0_2", "l1", "l0", "l0_1");
        assertThat(Fixtures.values(rows)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void columnsAreChosenBeforeReading() throws IOException {
        try (RowReader reader = DataFile.open(file("{\"a\": 1, \"l\": [2, 3]}\n{\"l\": [4, 5], \"a\": 6}\n"), NONE)) {
            assertThat(reader.rowCount()).hasValue(2);
            assertThat(reader.rejected()).isZero();
            reader.select(List.of("l1", "a"));
            assertThat(Fixtures.values(reader.read(1))).containsExactly(3, 1);
            assertThatThrownBy(() -> reader.select(List.of("a"))).isInstanceOf(IllegalStateException.class);
            assertThat(Fixtures.values(reader.read(9))).containsExactly(5, 6);
        }
    }

    @Test
    void aTruncatedArchiveIsSaid() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 20_000; i++) {
                gzip.write(("{\"a\": " + Math.sin(i) + "}\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        Path file =
                Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 1000));
        assertThat(Fixtures.problem(file, NONE)).contains("error: file is truncated", "FILE");
    }
}
