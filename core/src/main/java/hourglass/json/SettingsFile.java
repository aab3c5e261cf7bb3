package hourglass.json;

import hourglass.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A text that people edit, such as a recipe or a schema, from a file or a pipe. UTF-8 with or without a byte order
/// mark, and UTF-16 with one, as editors and shells of Windows write it; nothing else is guessed.
public final class SettingsFile {
    /// The longest file that is read: as long as the header of a model.
    public static final int MAXIMUM_BYTES = 8 << 20;

    private SettingsFile() {}

    /// The text of a file.
    ///
    /// @param what the file should hold, for errors, such as `recipe`
    /// @throws ProblemException if it is missing, too long or in another encoding, or reading fails
    public static String text(Path file, String what) {
        byte[] bytes;
        try (InputStream stream = open(file, what)) {
            bytes = stream.readNBytes(MAXIMUM_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw missing("no such " + what, file).exception(e);
        } catch (AccessDeniedException e) {
            throw missing("the " + what + " may not be read", file)
                    .found("permission denied")
                    .exception(e);
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "reading the " + what + " failed")
                    .at(file.toString())
                    .exception(e);
        }
        if (bytes.length > MAXIMUM_BYTES) {
            throw Problem.badData("the " + what + " is too long")
                    .at(file.toString())
                    .expected("at most " + MAXIMUM_BYTES + " bytes")
                    .exception();
        }
        return text(bytes, file.toString());
    }

    private static InputStream open(Path file, String what) throws IOException {
        if (Files.isDirectory(file)) {
            throw missing("the " + what + " is a folder", file)
                    .expected("a file")
                    .exception();
        }
        return Files.newInputStream(file);
    }

    private static Problem missing(String summary, Path file) {
        return Problem.of(Problem.Kind.MISSING_INPUT, summary).at(file.toString());
    }

    private static String text(byte[] bytes, String origin) {
        int first = at(bytes, 0);
        int second = at(bytes, 1);
        if (first == 0xEF && second == 0xBB && at(bytes, 2) == 0xBF) {
            return Utf8.text(bytes, 3, StandardCharsets.UTF_8, origin);
        }
        boolean little = first == 0xFF && second == 0xFE;
        if (little || (first == 0xFE && second == 0xFF)) {
            Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            return Utf8.text(bytes, 2, charset, origin);
        }
        if (first == 0 || second == 0) {
            // JSON begins with two characters of ASCII, which have no zeros in UTF-8.
            throw Problem.badData("text is not UTF-8")
                    .at(origin)
                    .expected("UTF-8")
                    .found("a zero byte at the start, as in UTF-16 without a byte order mark")
                    .remedy("save it as UTF-8")
                    .exception();
        }
        return Utf8.text(bytes, origin);
    }

    /// A byte as a number from 0, −1 behind the end.
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }
}
