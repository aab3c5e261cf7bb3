package hourglass.storage;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Input and output failures in the words of a user.
public final class FileProblems {
    private FileProblems() {}

    static ProblemException cannotRead(String file, IOException failure) {
        Problem problem = switch (failure) {
            case NoSuchFileException ignored -> Problem.of(Problem.Kind.MISSING_INPUT, "file does not exist");
            case AccessDeniedException ignored ->
                Problem.of(Problem.Kind.MISSING_INPUT, "file cannot be opened").found("permission denied");
            default -> Problem.of(Problem.Kind.INPUT_OUTPUT, "reading failed: " + reason(failure));
        };
        return problem.at(file).exception(failure);
    }

    static ProblemException notAFile(Path file, boolean folder) {
        return Problem.of(Problem.Kind.MISSING_INPUT, "input is not a file")
                .at(file.toString())
                .expected("a file")
                .found(folder ? "a folder" : "a device or pipe")
                .exception();
    }

    static ProblemException truncated(String place, long expected, long found) {
        return Problem.badData("model file is truncated")
                .at(place)
                .expected(expected + " bytes")
                .found(Long.toString(found))
                .remedy("copy the file again")
                .exception();
    }

    /// What stopped it, without the file's name and without the name of an exception where there is a better word.
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException ignored -> "no such file or folder";
            case AccessDeniedException ignored -> "permission denied";
            case ClosedByInterruptException ignored -> "interrupted";
            case FileSystemException named -> known(named.getReason());
            default -> known(failure.getMessage());
        };
    }

    private static String known(@Nullable String message) {
        return message == null ? "unknown input or output error" : message;
    }
}
