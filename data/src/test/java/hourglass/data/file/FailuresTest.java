package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import hourglass.problem.Problem.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Failures of files in a user's words, what is left of memory, and names as they are shown.
class FailuresTest {
    static Stream<Arguments> readings() {
        return Stream.of(
                Arguments.of(
                        new ZipException("invalid block type"),
                        Kind.BAD_DATA,
                        "compressed file is damaged",
                        "invalid block type"),
                Arguments.of(new EOFException(), Kind.BAD_DATA, "file is truncated", ""),
                Arguments.of(new NoSuchFileException("x"), Kind.MISSING_INPUT, "file not found", ""),
                Arguments.of(
                        new AccessDeniedException("x"),
                        Kind.MISSING_INPUT,
                        "file may not be read",
                        "permission denied"),
                Arguments.of(
                        new IOException("java.io.IOException: Input/output error"),
                        Kind.INPUT_OUTPUT,
                        "reading failed",
                        "Input/output error"));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void reading(IOException failure, Kind kind, String summary, String found) {
        Problem problem = Failures.reading("a.csv", failure).problem();
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.summary()).isEqualTo(summary);
        assertThat(problem.place()).isEqualTo("a.csv");
        assertThat(problem.found()).isEqualTo(found.isEmpty() ? null : found);
    }

    @Test
    void writing() {
        IOException full = new FileSystemException("a.csv", null, "No space left on device");
        assertThat(Failures.writing("a.csv", full).problem().text())
                .contains("writing failed", "a.csv", "found No space left on device", "free some space");
        Problem copy = Failures.noTemporary("of the rows", full).problem();
        assertThat(copy.kind()).isEqualTo(Kind.INPUT_OUTPUT);
        assertThat(copy.text())
                .contains(
                        "a temporary copy of the rows cannot be written",
                        System.getProperty("java.io.tmpdir"),
                        "found No space left on device",
                        "point java.io.tmpdir to a folder that has room");
    }

    @Test
    void memoryIsNeverMoreThanThereIs() {
        long most = Runtime.getRuntime().maxMemory();
        assertThat(FreeMemory.bytes(1)).isBetween(1L, most);
        assertThat(FreeMemory.bytes(4.0 * most)).isBetween(1L, most);
    }

    @Test
    void names() {
        assertThat(Names.numbered("column", 3)).containsExactly("column0", "column1", "column2");
        assertThat(Names.numbered("pixel", Integer.MAX_VALUE))
                .element(2_000_000_000)
                .isEqualTo("pixel2000000000");
        assertThat(Names.shown(Names.numbered("c", 7))).isEqualTo("\"c0\", \"c1\", \"c2\", \"c3\", \"c4\" and 2 more");
        assertThat(Names.argument("a_b,c.d:e@f%g+h-9")).isEqualTo("a_b,c.d:e@f%g+h-9");
        assertThat(Names.argument("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}
