package hourglass.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.file.InputFile;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Characters of text files: line ends that mail made, and encodings that turn out on the way.
class TextStreamTest {
    @TempDir
    Path folder;

    private TextStream open(byte[] bytes) throws IOException {
        return TextStream.open(InputFile.of(Files.write(folder.resolve("a.txt"), bytes)), false);
    }

    private static String read(TextStream text, int atOnce) throws IOException {
        StringBuilder all = new StringBuilder();
        char[] chars = new char[atOnce + 3];
        for (int count = text.read(chars, 3, atOnce); count >= 0; count = text.read(chars, 3, atOnce)) {
            all.append(chars, 3, count);
        }
        return all.toString();
    }

    /// CR is written as r, LF as n.
    @ParameterizedTest
    @CsvSource({
        "arrnb, arnb",
        "arrnrrnb, arnrnb",
        "arrb, arrb",
        "arrrnb, arrrnb",
        "arr, arr",
        "arn, arn",
        "arrrr, arrrr",
        "arr b, arr b",
        "ar, ar",
        "n, n"
    })
    void aLineEndOfMailIsOne(String written, String read) throws IOException {
        byte[] bytes = signs(written).getBytes(StandardCharsets.US_ASCII);
        for (int atOnce : new int[] {2, 3, 4, 100}) {
            try (TextStream text = open(bytes)) {
                assertThat(read(text, atOnce)).as("%d at once", atOnce).isEqualTo(signs(read));
            }
        }
    }

    private static String signs(String letters) {
        return letters.replace('r', '\r').replace('n', '\n');
    }

    @Test
    void oneCharacterIsTooFew() throws IOException {
        try (TextStream text = open("ab".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> text.read(new char[1], 0, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(read(text, 2)).isEqualTo("ab");
            assertThat(text.bytesRead()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5000, 70_000})
    void aTextThatIsNoUtf8IsTakenForWindows(int lines) throws IOException {
        String text = "plain\n".repeat(lines) + "für 5 €\n";
        try (TextStream stream = open(text.getBytes(Charset.forName("windows-1252")))) {
            assertThat(read(stream, 1000)).isEqualTo(text);
            assertThat(stream.notes()).hasSize(1).first().asString().contains("Windows-1252");
        }
    }

    @Test
    void aTextOfTwoEncodingsIsRefused() throws IOException {
        byte[] bytes = ("é\n".repeat(5000) + "xx\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xE9;
        try (TextStream text = open(bytes)) {
            assertThatThrownBy(() -> read(text, 1000))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("text is partly UTF-8 and partly not")
                    .hasMessageContaining("line 5001")
                    .hasMessageContaining("found byte 0xE9");
        }
        for (int place : List.of(0, 9000)) {
            byte[] zero = "ab\n".repeat(4000).getBytes(StandardCharsets.US_ASCII);
            zero[place] = 0;
            assertThatThrownBy(() -> read(open(zero), 100))
                    .hasMessageContaining("text holds a NUL character")
                    .hasMessageContaining("line " + (place / 3 + 1));
        }
    }
}
