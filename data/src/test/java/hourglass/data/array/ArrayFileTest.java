package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Fixtures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrayFileTest {
    private static final byte[] NPY = Fixtures.npy("|u1", false, "(2, 3)", new byte[] {1, 2, 3, 4, 5, 6});
    private static final byte[] IDX = Fixtures.idx(new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, 6});

    @TempDir
    private Path folder;

    private InputFile file(byte[] bytes) throws IOException {
        return InputFile.of(Files.write(folder.resolve("a"), bytes));
    }

    private static double[] values(RowReader opened) {
        try (RowReader reader = opened) {
            return Fixtures.values(reader.read(10));
        }
    }

    @Test
    void numbersAreReadInEveryOrderAndPacking() throws IOException {
        assertThat(values(ArrayFile.npy(file(NPY), ReadOptions.none()))).containsExactly(1, 2, 3, 4, 5, 6);
        byte[] turned = Fixtures.npy("|u1", true, "(2, 3)", new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(values(ArrayFile.npy(file(turned), ReadOptions.none()))).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(values(ArrayFile.idx(file(IDX), false, ReadOptions.none()))).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(values(ArrayFile.idx(file(Fixtures.gzip(IDX)), true, ReadOptions.none())))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void bytesMissingOrLeftAreCountedInTheUnpackedFile() throws IOException {
        byte[] cut = Arrays.copyOf(IDX, IDX.length - 1);
        byte[] more = Arrays.copyOf(IDX, IDX.length + 1);
        for (boolean gzip : List.of(false, true)) {
            InputFile truncated = file(gzip ? Fixtures.gzip(cut) : cut);
            assertThatThrownBy(() -> ArrayFile.idx(truncated, gzip, ReadOptions.none()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("error: array file is truncated\n  at  " + truncated.name()
                            + "\n  expected 18 bytes, found 17 bytes\n  try  copy the file again");
            InputFile longer = file(gzip ? Fixtures.gzip(more) : more);
            assertThatThrownBy(() -> ArrayFile.idx(longer, gzip, ReadOptions.none()))
                    .hasMessageContaining("expected 18 bytes, found 19 bytes");
        }
    }

    @Test
    void oneArrayLeavesNothingToChoose() throws IOException {
        InputFile file = file(NPY);
        assertThatThrownBy(() -> ArrayFile.npy(file, ReadOptions.none().withArray("x")))
                .hasMessage("error: only an .npz file has arrays to choose from\n  at  " + file.name());
    }

    @Test
    void aFileThatIsNotPackedIsReported() throws IOException {
        InputFile file = file(IDX);
        assertThatThrownBy(() -> ArrayFile.idx(file, true, ReadOptions.none()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("compressed file is damaged")
                .hasMessageContaining(file.name());
    }

    /// What unpacks to a thousand times its size is left where it exceeds what its header says.
    @Test
    void countingStopsALittlePastTheLimit() throws IOException {
        int piece = 1 << 16;
        InputStream stream = new ByteArrayInputStream(new byte[10 * piece]);
        assertThat(ArrayFile.lengthUpTo(stream, piece)).isEqualTo(2L * piece);
        assertThat(ArrayFile.lengthUpTo(new ByteArrayInputStream(new byte[3]), 0))
                .isEqualTo(3);
        assertThat(ArrayFile.lengthUpTo(new ByteArrayInputStream(new byte[0]), 5))
                .isZero();
        assertThat(ArrayFile.lengthUpTo(new ByteArrayInputStream(new byte[3 * piece]), 9L * piece))
                .isEqualTo(3L * piece);
    }
}
