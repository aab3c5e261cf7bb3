package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files give rows or one clear problem, never anything else.
final class FuzzTest {
    private static final long SEED = 20_260_101;
    private static final byte[] NPY =
            Fixtures.npy("<f4", false, "(2, 3)", Fixtures.littleEndianFloats(1, 2, 3, 4, 5, 6));

    @TempDir
    Path folder;

    @Test
    void npy() throws IOException {
        damage("a.npy", NPY, 3000);
        damage("b.npy", Fixtures.npy("<i8", true, "(2, 2)", Fixtures.littleEndianLongs(1, 2, 3, 4)), 1500);
    }

    @Test
    void npz() throws IOException {
        damage("a.npz", Fixtures.zip(Map.of("X.npy", NPY, "y.npy", NPY)), 3000);
    }

    @Test
    void idx() throws IOException {
        byte[] idx = Fixtures.idx(new int[] {2, 2, 3}, new byte[12]);
        damage("a.idx", idx, 1500);
        damage("a.idx.gz", Fixtures.gzip(idx), 1500);
    }

    @Test
    void csv() throws IOException {
        damage("a.csv", text("a,b,\"c\"\n1,2.5,\"7\"\n3,-4e2,8\n5,6,0.25\n"), 3000);
        damage("a.tsv", text("a\tb\n1\t2.5\n3\t-4e2\n"), 1500);
        damage("a.csv.gz", Fixtures.gzip(text("a,b\n1,2.5\n3,-4e2\n")), 1500);
    }

    @Test
    void csvWithQuotedTexts() throws IOException {
        byte[] whole = text("a,b,\"c\"\n1,2.5,x\n3,-4e2,\"y\"\"\n\"\n5,6,z\n");
        damage("b.csv", whole, 3000);
    }

    @Test
    void jsonLines() throws IOException {
        damage("a.jsonl", text("{\"a\": 1, \"b\": 2.5}\n{\"b\": -4e2, \"a\": 3}\n"), 3000);
    }

    @Test
    void jsonOfManyKinds() throws IOException {
        damage(
                "b.json",
                text("[{\"a\": [1, 2], \"b\": \"x\\u00e9\\n\"}, {\"a\": [3, null], \"b\": {\"c\": [true]}}]"),
                3000);
    }

    @Test
    void parquet() throws IOException {
        Path whole = folder.resolve("whole.parquet");
        try (RowWriter writer = OutputFile.create(whole, List.of(OutputColumn.number("a"), OutputColumn.text("b")))) {
            FrameBuilder rows = Frame.builder(List.of("a", "b"));
            for (int i = 0; i < 50; i++) {
                rows.number(i).text("t" + i % 3).endRow();
            }
            writer.write(rows.build());
            writer.commit();
        }
        damage("a.parquet", Files.readAllBytes(whole), 100);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void damage(String name, byte[] whole, int times) throws IOException {
        damage(name, whole, times, ReadOptions.none());
    }

    private void damage(String name, byte[] whole, int times, ReadOptions options) throws IOException {
        Random random = new Random(SEED);
        assertThat(DataFile.read(Files.write(folder.resolve(name), whole), options)
                        .rows())
                .as("what is damaged must be sound before")
                .isPositive();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < times; i++) {
            byte[] bytes =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length + 8)) : whole.clone();
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                // Any byte, or one of the file's own: digits, separators and quotes get past the first look.
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : whole[random.nextInt(whole.length)];
            }
            Path file = Files.write(folder.resolve(name), bytes);
            try {
                assertThat(DataFile.read(file, options).rows()).isPositive();
                read += Arrays.equals(bytes, whole) ? 0 : 1;
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isNotEqualTo(Problem.Kind.INTERNAL);
                refused++;
            } catch (RuntimeException | Error e) {
                fail("seed " + SEED + ", number " + i + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThat(read)
                .as("%s: some damage must be harmless, or nothing was tested", name)
                .isPositive();
        assertThat(refused).as("%s: some damage must be noticed", name).isPositive();
    }
}
