package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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
        damage("a.csv", "a,b,\"c\"\n1,2.5,x\n3,-4e2,\"y\"\"\n\"\n5,6,z\n".getBytes(StandardCharsets.UTF_8), 150);
    }

    private void damage(String name, byte[] whole, int times) throws IOException {
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < times; i++) {
            byte[] bytes =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length + 8)) : whole.clone();
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve(name), bytes);
            try {
                assertThat(DataFile.read(file).rows().rows()).isPositive();
                read++;
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isNotEqualTo(Problem.Kind.INTERNAL);
            } catch (RuntimeException | Error e) {
                fail("seed " + SEED + ", number " + i + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
        if (!name.equals("a.csv")) {
            assertThat(read)
                    .as("some damage must be harmless, or nothing was tested")
                    .isPositive();
        }
    }
}
