package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small files that would take minutes or the whole stack where work grows with the square, or depth with the length.
/// The limits of time are far from what is needed and tell a hang.
class WideTextsTest {
    private static final Duration HANGS = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aHundredThousandColumnsOfOneName() throws IOException {
        Path file = file("a.csv", "when" + ",when".repeat(99_999) + "\n" + "1" + ",1".repeat(99_999) + "\n");
        Assertions.assertTimeoutPreemptively(
                HANGS,
                () -> assertThat(DataFile.read(file).names())
                        .startsWith("when", "when_1", "when_2")
                        .endsWith("when_99999"));
    }

    @Test
    void aHundredKilobytesOfSeparatorsTakeLittleMemory() throws IOException {
        Path file = file("a.csv", "name;A\n" + ";,".repeat(50_000) + ";\"");
        long taken = Fixtures.memory(
                () -> assertThat(Fixtures.problem(file, ReadOptions.none())).contains("a quote is opened"));
        assertThat(taken).isLessThan(64_000_000);
    }

    @Test
    void namesThatAreMadeAreNeverThoseThatAreThere() throws IOException {
        assertThat(DataFile.read(file("a.csv", "a,a_1,a,a,b\n1,2,3,4,5\n")).names())
                .containsExactly("a", "a_1", "a_2", "a_3", "b");
    }

    @Test
    void recordsWithFewOfManyKeysThatDifferInCaseAlone() throws IOException {
        StringBuilder text = new StringBuilder("{");
        for (int key = 0; key < 20_000; key++) {
            text.append(key == 0 ? "" : ",")
                    .append("\"k")
                    .append(key)
                    .append("\":1,\"K")
                    .append(key)
                    .append("\":2");
        }
        text.append("}\n").append("{}\n".repeat(200_000));
        Path file = file("a.jsonl", text.toString());
        Assertions.assertTimeoutPreemptively(HANGS, () -> {
            try (RowReader reader = DataFile.open(file, ReadOptions.none())) {
                assertThat(reader.columns()).hasSize(40_000).startsWith("k0", "K0", "k1");
            }
        });
    }

    @Test
    void keysSpelledInTwoWaysInOneRecordAreTwo() throws IOException {
        assertThat(DataFile.read(file("a.jsonl", "{\"a\": 1}\n{\"A\": 2, \"a\": 3}\n{\"A\": 4}\n"))
                        .names())
                .containsExactly("a", "A");
        assertThat(Fixtures.problem(file("b.jsonl", "{\"a\": 1}\n{\"A\": 2}\n"), ReadOptions.none()))
                .contains("a key is spelled in different ways");
        assertThat(Fixtures.problem(
                        file("c.jsonl", "{\"a\": 1, \"A\": 2}\n{\"AB\": 2}\n{\"ab\": 2}\n"), ReadOptions.none()))
                .contains("found \"AB\", \"ab\", never together");
    }

    @Test
    void longHeadersOfArraysTakeNoStack() throws IOException {
        for (String shape : new String[] {"(" + "1, ".repeat(20_000) + ")", "(2" + " ".repeat(60_000) + ",)"}) {
            byte[] data = Fixtures.littleEndianFloats(1, 2);
            Path file = Files.write(folder.resolve("a.npy"), Fixtures.npy("<f4", false, shape, data));
            try {
                assertThat(DataFile.read(file).rows()).isEqualTo(2);
            } catch (hourglass.problem.ProblemException refused) {
                assertThat(refused.problem().text()).contains("array is larger than can be read");
            }
        }
    }

    @Test
    void longNumbersInGroupsTakeNoStack() throws IOException {
        Path file = file("a.csv", "x;y\n1" + ",000".repeat(100_000) + ";2\n3;4\n5;6\n");
        assertThat(DataFile.read(file).rows()).isEqualTo(3);
    }
}
