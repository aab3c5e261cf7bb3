package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of files each of which was changed a little.
class TensorBytesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.hourglass");
    }

    /// Every single flipped bit is noticed, or touches nothing but the name of a hash.
    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        TensorFile small = new TensorFile(Map.of("k", "v"), List.of(new Tensor("a", List.of(2L), new float[] {1, 2})));
        small.write(file);
        byte[] bytes = Files.readAllBytes(file);
        int accepted = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                TensorFile read = TensorFileTest.read(file, bytes);
                assertThat(new String(bytes, 8, 40, StandardCharsets.UTF_8)).doesNotContain("\"header_sha256\"");
                Map<String, String> metadata = new LinkedHashMap<>(read.metadata());
                metadata.keySet().retainAll(small.metadata().keySet());
                TensorFileTest.requireSame(new TensorFile(metadata, read.tensors()), small);
                accepted++;
            } catch (ProblemException noticed) {
                assertThat(noticed.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
            }
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(accepted).isBetween(1, 13 * 8);
    }

    /// Without hashes, nothing but the format protects: any bytes are read or refused cleanly.
    @Test
    void anyBytesAreReadOrRefusedCleanly() {
        byte[] whole = TensorFileTest.bytes(
                "{\"__metadata__\":{\"k\":\"v\"}," + TensorFileTest.entry("a", "[2,1]", 0, 8) + ","
                        + TensorFileTest.entry("b", "[]", 8, 12) + "}",
                1,
                2,
                3);
        String alphabet = "{}[]\",:0123456789-.eaF \u0000";
        int accepted = 0;
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = whole.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int index = random.nextInt(bytes.length);
                bytes[index] = (byte)
                        (random.nextBoolean()
                                ? alphabet.charAt(random.nextInt(alphabet.length()))
                                : bytes[index] ^ (1 << random.nextInt(8)));
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            }
            try {
                assertThat(TensorFileTest.read(file, bytes).tensors()).isNotNull();
                accepted++;
            } catch (ProblemException refused) {
                assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                assertThat(refused.problem().place()).startsWith(file.toString());
            }
        }
        assertThat(accepted).isBetween(20, 2_980);
    }
}
