package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileProblemsTest {
    private static Problem reading(IOException failure) {
        ProblemException problem = FileProblems.cannotRead("a", failure);
        assertThat(problem).hasCause(failure);
        return problem.problem();
    }

    @Test
    void reasonsHaveNoNamesOfFilesOrExceptions() {
        assertThat(FileProblems.reason(new NoSuchFileException("a"))).isEqualTo("no such file or folder");
        assertThat(FileProblems.reason(new AccessDeniedException("a"))).isEqualTo("permission denied");
        assertThat(FileProblems.reason(new ClosedByInterruptException())).isEqualTo("interrupted");
        assertThat(FileProblems.reason(new FileSystemException("a", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(FileProblems.reason(new FileSystemException("a"))).isEqualTo("unknown input or output error");
        assertThat(FileProblems.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileProblems.reason(new IOException())).isEqualTo("unknown input or output error");
    }

    @Test
    void whatCannotBeReadIsMissingOrFailed() {
        Problem missing = reading(new NoSuchFileException("a"));
        assertThat(missing.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(missing.text()).isEqualTo("error: file does not exist\n  at  a");
        Problem denied = reading(new AccessDeniedException("a"));
        assertThat(denied.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(denied.text()).isEqualTo("error: file cannot be opened\n  at  a\n  found permission denied");
        Problem failed = reading(new IOException("Input/output error"));
        assertThat(failed.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        assertThat(failed.text()).isEqualTo("error: reading failed: Input/output error\n  at  a");
    }

    @Test
    void whatIsNoFileIsNamed() {
        String text = "error: input is not a file\n  at  a\n  expected a file, found ";
        ProblemException folder = FileProblems.notAFile(Path.of("a"), true);
        assertThat(folder).hasMessage(text + "a folder");
        assertThat(folder.problem().kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(FileProblems.notAFile(Path.of("a"), false)).hasMessage(text + "a device or pipe");
    }
}
