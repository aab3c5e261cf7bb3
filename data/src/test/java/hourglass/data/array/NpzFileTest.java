package hourglass.data.array;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Fixtures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which member of an `.npz` file is read, which others beside it, and what is said of those that cannot be.
final class NpzFileTest {
    private static final byte[] TABLE = bytes(false, "(2, 3)", 1, 2, 3, 4, 5, 6);
    private static final byte[] COLUMN = bytes(false, "(2,)", 7, 8);
    private static final byte[] TEXTS = Fixtures.npy("<U1", false, "(2,)", new byte[8]);

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("a.npz");
    }

    private static byte[] bytes(boolean columnMajor, String shape, int... numbers) {
        byte[] data = new byte[numbers.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) numbers[i];
        }
        return Fixtures.npy("|u1", columnMajor, shape, data);
    }

    /// Names and bytes of members in turn.
    private static byte[] zip(Object... members) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            all.put((String) members[i], (byte[]) members[i + 1]);
        }
        return Fixtures.zip(all);
    }

    private RowReader open(byte[] zip, ReadOptions options) throws IOException {
        return NpzFile.open(InputFile.of(Files.write(path, zip)), options);
    }

    private double[] read(ReadOptions options, Object... members) throws IOException {
        try (RowReader reader = open(zip(members), options)) {
            return Fixtures.values(reader.read(10));
        }
    }

    private String refusal(byte[] zip, ReadOptions options) throws IOException {
        try (RowReader reader = open(zip, options)) {
            throw new AssertionError("read " + reader.columns());
        } catch (ProblemException refused) {
            return refused.problem().text();
        }
    }

    private String refusal(Object... members) throws IOException {
        return refusal(zip(members), ReadOptions.none());
    }

    @Test
    void theOnlyArrayIsReadWhateverItsDimensions() throws IOException {
        assertThat(read(ReadOptions.none(), "notes.txt", new byte[3], "one.npy", COLUMN))
                .containsExactly(7, 8);
    }

    @Test
    void theArrayNamedXComesFirst() throws IOException {
        assertThat(read(ReadOptions.none(), "A.npy", TABLE, "X.npy", COLUMN)).containsExactly(7, 8);
    }

    @Test
    void theOnlyTableIsRead() throws IOException {
        assertThat(read(ReadOptions.none(), "y.npy", COLUMN, "texts.npy", TEXTS, "data.npy", TABLE))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void theNamedArrayIsRead() throws IOException {
        ReadOptions named = ReadOptions.none().withArray("y");
        assertThat(read(named, "X.npy", TABLE, "y.npy", COLUMN)).containsExactly(7, 8);
        assertThat(refusal(zip("X.npy", TABLE, "Y.npy", COLUMN), named))
                .startsWith("error: unknown array \"y\"")
                .contains("\n  at  " + path + "\n")
                .contains("one of \"X\", \"Y\"");
    }

    @Test
    void severalArraysAreNamed() throws IOException {
        String several = "error: this .npz file has several arrays\n  at  " + path + "\n  found ";
        assertThat(refusal("y.npy", COLUMN, "b.npy", TABLE, "c.npy", TABLE))
                .isEqualTo(several + "\"y\", \"b\", \"c\"\n  try  `array` b");
        assertThat(refusal("y.npy", COLUMN, "z.npy", COLUMN)).isEqualTo(several + "\"y\", \"z\"\n  try  `array` y");
    }

    @Test
    void withoutArraysThereIsNothingToRead() throws IOException {
        assertThat(refusal("notes.txt", new byte[3]))
                .isEqualTo("error: there is no array in this .npz file\n  at  " + path
                        + "\n  expected a member whose name ends in .npy");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        assertThat(refusal("no zip at all".getBytes(StandardCharsets.US_ASCII), ReadOptions.none()))
                .startsWith("error: compressed file is damaged\n  at  " + path);
    }

    @Test
    void twoMembersOfOneNameAreRefused() throws IOException {
        byte[] zip = zip("a.npy", TABLE, "b.npy", TABLE);
        byte[] name = "b.npy".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + name.length <= zip.length; i++) {
            if (Arrays.equals(zip, i, i + name.length, name, 0, name.length)) {
                zip[i] = 'a';
            }
        }
        assertThat(refusal(zip, ReadOptions.none()))
                .isEqualTo("error: two members have the same name\n  at  " + path + "\n  found \"a.npy\" twice");
    }

    @Test
    void aMemberCutShortIsNamed() throws IOException {
        byte[] cut = Arrays.copyOf(TABLE, TABLE.length - 1);
        assertThat(refusal("X.npy", cut))
                .isEqualTo("error: array file is truncated\n  at  " + path + ", array \"X\"\n  expected " + TABLE.length
                        + " bytes, found " + cut.length + " bytes\n  try  copy the file again");
        assertThat(refusal("X.npy", Arrays.copyOf(TABLE, TABLE.length + 1)))
                .startsWith("error: array file has bytes after its end\n  at  " + path + ", array \"X\"");
    }

    @Test
    void columnOrderIsTurnedInMemory() throws IOException {
        assertThat(read(ReadOptions.none(), "X.npy", bytes(true, "(2, 3)", 1, 2, 3, 4, 5, 6)))
                .containsExactly(1, 3, 5, 2, 4, 6);
    }

    /// One number for each row, in any type; neither tables, nor more rows or fewer, nor what cannot be read.
    @Test
    void columnsBesideHaveOneNumberForEachRow() throws IOException {
        byte[] zip = zip(
                "X.npy", TABLE,
                "y.npy", COLUMN,
                "flat.npy", bytes(true, "(2, 1)", 9, 10),
                "long.npy", bytes(false, "(3,)", 1, 2, 3),
                "wide.npy", TABLE,
                "texts.npy", TEXTS);
        try (RowReader reader = open(zip, ReadOptions.none())) {
            reader.select(List.of("y", "column2", "flat"));
            assertThat(Fixtures.values(reader.read(10))).containsExactly(7, 3, 9, 8, 6, 10);
        }
        for (String other : List.of("long", "wide", "texts", "X")) {
            try (RowReader reader = open(zip, ReadOptions.none())) {
                reader.select(List.of(other));
                throw new AssertionError("selected " + other);
            } catch (ProblemException refused) {
                assertThat(refused.problem().text()).startsWith("error: unknown column \"" + other + "\"");
            }
        }
    }

    @Test
    void theFileIsClosedWithTheReader() throws IOException {
        InputFile copy = InputFile.copyOf(new ByteArrayInputStream(zip("X.npy", TABLE)), "standard input");
        try (RowReader reader = NpzFile.open(copy, ReadOptions.none())) {
            assertThat(reader.read(1).rows()).isEqualTo(1);
            assertThat(copy.path()).exists();
        }
        assertThat(copy.path()).doesNotExist();
    }

    @Test
    void aDamagedColumnBesideIsNoticedWhenItIsRead() throws IOException {
        byte[] zip = zip("X.npy", TABLE, "y.npy", Arrays.copyOf(COLUMN, COLUMN.length - 1));
        try (RowReader reader = open(zip, ReadOptions.none())) {
            assertThat(Fixtures.values(reader.read(1))).containsExactly(1, 2, 3);
        }
        try (RowReader reader = open(zip, ReadOptions.none())) {
            reader.select(List.of("y"));
            reader.read(1);
            throw new AssertionError("read");
        } catch (ProblemException refused) {
            assertThat(refused.problem().text())
                    .startsWith("error: array file is truncated\n  at  " + path + ", array \"y\"");
        }
    }
}
