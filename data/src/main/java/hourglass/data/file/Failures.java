package hourglass.data.file;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.FileProblems;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/// Turns what the file system and the decompressors throw into problems.
public final class Failures {
    private Failures() {}

    /// What went wrong while reading.
    ///
    /// @param file as shown in errors
    public static ProblemException reading(String file, IOException failure) {
        Problem problem = switch (failure) {
            case ZipException zip ->
                Problem.badData("compressed file is damaged").found(ForeignWords.of(zip));
            case EOFException ignored -> Problem.badData("file is truncated").remedy("copy the file again");
            case NoSuchFileException ignored -> Problem.of(Problem.Kind.MISSING_INPUT, "file not found");
            case AccessDeniedException ignored ->
                Problem.of(Problem.Kind.MISSING_INPUT, "file may not be read").found("permission denied");
            default -> Problem.of(Problem.Kind.INPUT_OUTPUT, "reading failed").found(ForeignWords.of(failure));
        };
        return problem.at(file).exception(failure);
    }

    /// What went wrong while writing.
    ///
    /// @param file as shown in errors
    public static ProblemException writing(String file, IOException failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "writing failed")
                .at(file)
                .found(FileProblems.reason(failure))
                .remedy("free some space, or write to another disk")
                .exception(failure);
    }

    /// What went wrong with a temporary file.
    ///
    /// @param what it is to hold
    public static ProblemException noTemporary(String what, IOException failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "a temporary copy " + what + " cannot be written")
                .at(String.valueOf(System.getProperty("java.io.tmpdir")))
                .found(FileProblems.reason(failure))
                .remedy("point java.io.tmpdir to a folder that has room and may be written to")
                .exception(failure);
    }
}
