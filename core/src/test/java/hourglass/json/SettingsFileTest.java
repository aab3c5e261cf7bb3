package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of settings in the encodings that editors give them, and what is said of others.
class SettingsFileTest {
    private static final String TEXT = "{\"name\": \"größe \uD83D\uDE00\"}\n";

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.json"), bytes);
    }

    private Problem problem(Path file) {
        return catchThrowableOfType(ProblemException.class, () -> SettingsFile.text(file, "recipe"))
                .problem();
    }

    private Problem problem(byte[] bytes) throws IOException {
        return problem(file(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void marksOfTheByteOrderTellTheEncoding(String charset) throws IOException {
        Path file = file(("\uFEFF" + TEXT).getBytes(Charset.forName(charset)));
        assertThat(SettingsFile.text(file, "recipe")).isEqualTo(TEXT);
    }

    @Test
    void withoutAMarkItIsUtf8() throws IOException {
        assertThat(SettingsFile.text(file(TEXT.getBytes(StandardCharsets.UTF_8)), "recipe"))
                .isEqualTo(TEXT);
        assertThat(SettingsFile.text(file(new byte[0]), "recipe")).isEmpty();
        assertThat(SettingsFile.text(file(new byte[] {'1'}), "recipe")).isEqualTo("1");
    }

    @Test
    void otherEncodingsAreRefusedWithThePlace() throws IOException {
        Problem latin = problem("{\"ö\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(latin.kind()).isEqualTo(Problem.Kind.BAD_DATA);
        assertThat(latin.text()).contains("text is not UTF-8", "a.json, byte 2", "byte 0xF6", "save it as UTF-8");
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThat(problem(TEXT.getBytes(charset)).text())
                    .contains("not UTF-8", "UTF-16 without a byte order mark");
        }
        byte[] half = Arrays.copyOf(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE), 7);
        assertThat(problem(half).text()).contains("text is not UTF-16LE", "byte 6");
    }

    @Test
    void longOnesAreNotReadWhole() throws IOException {
        byte[] longest = new byte[SettingsFile.MAXIMUM_BYTES];
        Arrays.fill(longest, (byte) ' ');
        assertThat(SettingsFile.text(file(longest), "recipe")).hasSize(SettingsFile.MAXIMUM_BYTES);
        Problem problem = problem(Arrays.copyOf(longest, longest.length + 1));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
        assertThat(problem.text()).contains("the recipe is too long", "at most 8388608 bytes");
        Path endless = Path.of("/dev/zero");
        if (Files.exists(endless)) {
            assertThat(problem(endless).summary()).isEqualTo("the recipe is too long");
        }
    }

    @Test
    void whatIsNoFileIsMissing() {
        Problem none = problem(folder.resolve("none"));
        assertThat(none.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(none.text()).startsWith("error: no such recipe\n  at  " + folder.resolve("none"));
        Problem isFolder = problem(folder);
        assertThat(isFolder.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(isFolder.text()).contains("the recipe is a folder");
    }
}
