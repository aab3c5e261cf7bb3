package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.file.PendingFile;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bytes of an `.npy` file that is written, and what is there when it cannot be.
final class NpyRowsTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("a.npy");
    }

    private static Frame rows(int first, int count) {
        float[] numbers = new float[3 * count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 3 * first + i;
        }
        return Frame.of(NAMES, Matrix.of(count, 3, numbers));
    }

    private void requireEmptyFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        try (RowWriter writer = NpyRows.to(PendingFile.create(path), 3)) {
            // More than fits in 64 KiB, and not a whole number of rows in there.
            writer.write(rows(0, 1));
            writer.write(rows(1, 7000));
            writer.write(Frame.builder(NAMES)
                    .number(0.5)
                    .missing("")
                    .number(-2)
                    .endRow()
                    .build());
            assertThat(path).doesNotExist();
            writer.commit();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] start = new byte[10];
        bytes.get(start);
        assertThat(start).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        byte[] header = new byte[118];
        bytes.get(header);
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (7002, 3), }";
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .isEqualTo(text + " ".repeat(117 - text.length()) + "\n");
        for (int i = 0; i < 3 * 7001; i++) {
            assertThat(bytes.getFloat()).isEqualTo(i);
        }
        assertThat(bytes.getFloat()).isEqualTo(0.5f);
        assertThat(bytes.getFloat()).isNaN();
        assertThat(bytes.getFloat()).isEqualTo(-2);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void withoutRowsThereIsStillAHeader() throws IOException {
        try (RowWriter writer = NpyRows.to(PendingFile.create(path), 3)) {
            writer.commit();
        }
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
                .hasSize(128)
                .contains("'shape': (0, 3), }");
    }

    @Test
    void whatIsNotCommittedIsNotThere() throws IOException {
        try (RowWriter writer = NpyRows.to(PendingFile.create(path), 3)) {
            writer.write(rows(0, 2));
        }
        requireEmptyFolder();
    }

    @Test
    void otherRowsAreRefused() {
        try (RowWriter writer = NpyRows.to(PendingFile.create(path), 2)) {
            assertThatThrownBy(() -> writer.write(rows(0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected rows of 2 columns, got ");
            Frame texts = Frame.builder(List.of("a", "b"))
                    .number(1)
                    .text("one")
                    .endRow()
                    .build();
            assertThatThrownBy(() -> writer.write(texts))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected numbers only, got one");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsReported() throws IOException {
        PendingFile closed = PendingFile.create(path);
        closed.channel().close();
        String failure = "error: writing failed\n  at  " + path + "\n  found ";
        assertThatThrownBy(() -> NpyRows.to(closed, 3))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(failure);
        requireEmptyFolder();
        PendingFile file = PendingFile.create(path);
        try (RowWriter writer = NpyRows.to(file, 3)) {
            file.channel().close();
            writer.write(rows(0, 1));
            assertThatThrownBy(() -> writer.write(rows(1, 6000)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(failure);
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith(failure);
        }
        requireEmptyFolder();
    }
}
