package hourglass.cli;

import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A checkpoint that may have been copied or moved, alone or with its folder: where what belongs to it is now. Nothing
/// is
/// written to where it came from, which may be in use by another run.
///
/// @param last where things were when it was written
/// @param first where they were when training began
/// @param checkpoint where it is now
record Relocation(Source.Places last, Source.Places first, Path checkpoint) {
    private static final String SUFFIX = ".checkpoint";
    private static final String PREVIOUS = ".previous";

    /// The model that a checkpoint leads to: the name is the checkpoint's own.
    static Path modelBeside(Path checkpoint, Source began) {
        String name = String.valueOf(checkpoint.getFileName());
        if (name.endsWith(PREVIOUS)) {
            name = name.substring(0, name.length() - PREVIOUS.length());
        }
        Path model = name.length() > SUFFIX.length() && name.endsWith(SUFFIX)
                ? Path.of(name.substring(0, name.length() - SUFFIX.length()))
                : Path.of(began.output()).getFileName();
        Path beside = checkpoint.resolveSibling(model).toAbsolutePath().normalize();
        Path before = Path.of(began.output());
        // The same place by another way, such as a link to its folder, is no other place.
        return beside.endsWith(before.getFileName()) && isSame(folder(beside), folder(before)) ? before : beside;
    }

    /// Where rows are read from, and lines set aside are written to.
    ///
    /// @param alongFirst whether to look beside the checkpoint before looking where they were
    Source.Places rows(boolean alongFirst) {
        return new Source.Places(
                now(first.file(), last.file(), alongFirst),
                last.target().map(it -> now(first.target().orElse(it), it, alongFirst)),
                last.rejects().map(it -> rejects(first.rejects().orElse(it), it)),
                last.output());
    }

    private String now(String atFirst, String atLast, boolean alongFirst) {
        Optional<String> along = Optional.of(along(first.output(), atFirst))
                .filter(Relocation::exists)
                .or(() -> Optional.of(along(last.output(), atLast)).filter(Relocation::exists));
        return alongFirst || !exists(atLast) ? along.orElse(atLast) : atLast;
    }

    /// A file to write: beside the checkpoint where the folder it was in did not come along.
    private String rejects(String atFirst, String atLast) {
        if (isSame(folder(checkpoint), folder(Path.of(last.output())))) {
            return atLast;
        }
        Path along = Path.of(along(first.output(), atFirst));
        return (Files.isDirectory(folder(along)) ? along : folder(checkpoint).resolve(along.getFileName())).toString();
    }

    /// The place of a file as it was seen from the output, seen from the checkpoint.
    private String along(String output, String file) {
        Path from = folder(Path.of(output));
        Path path = Path.of(file);
        // On different drives nothing lies relative to the other.
        return path.getRoot() == null || !path.getRoot().equals(from.getRoot())
                ? file
                : folder(checkpoint).resolve(from.relativize(path)).normalize().toString();
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException gone) {
            return false;
        }
    }

    /// A file, a folder, or a pattern that something fits.
    private static boolean exists(String path) {
        if (Files.exists(Path.of(path))) {
            return true;
        }
        try {
            return path.matches(".*[*?].*") && !Input.files(Path.of(path)).isEmpty();
        } catch (ProblemException nothing) {
            return false;
        }
    }
}
