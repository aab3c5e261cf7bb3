package hourglass.storage;

import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Saves files so that neither a crash nor a full disk nor a loss of power leaves half a file, and what was there
/// before stays until the new file is complete and verified.
///
/// Saving writes a temporary file `.hourglass-PROCESS-START-RANDOM.tmp` into the same folder, forces it to the disk,
/// reads it back and compares the hashes, renames it in one atomic step, and forces the folder where the platform
/// allows.
/// A process that dies midway may leave the temporary file behind: it is never read, harms nothing, and the next saving
/// into the folder removes it where the file system has locks.
///
/// A file keeps its permissions as far as the process's mask allows; a new one gets the default. Saving to a symbolic
/// link replaces what the link points to.
///
/// Failures: [hourglass.problem.Problem.Kind#CANNOT_CREATE] when the place does not permit a file,
/// [hourglass.problem.Problem.Kind#INPUT_OUTPUT] when
/// writing fails midway.
public final class AtomicFile {
    private static final int MAXIMUM_LINKS = 40;

    private AtomicFile() {}

    /// Writes the content of a file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything to the channel, whose `write` always takes all bytes it is given.
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /// Replaces a file or creates it.
    public static void replace(Path file, Content content) {
        new Saving(file).save(content, Optional.empty());
    }

    /// Replaces a file or creates it, and keeps the version so far as `NAME.previous`. At every moment at least one of
    /// the two names holds a complete version; [#readOrPrevious] finds it.
    ///
    /// @param check called with the file so far; when it throws a [ProblemException], the file is damaged and does not
    ///     take the place of a previous version that may be good
    public static void replaceKeepingPrevious(Path file, Content content, Consumer<Path> check) {
        new Saving(file).save(content, Optional.of(check));
    }

    /// The name under which [#replaceKeepingPrevious] keeps the version before: beside the file, or beside what a
    /// symbolic link points to.
    public static Path previous(Path file) {
        try {
            return previousBeside(resolveLinks(file));
        } catch (IOException failure) {
            throw FileProblems.cannotRead(file.toString(), failure);
        }
    }

    static Path previousBeside(Path target) {
        return target.resolveSibling(target.getFileName() + ".previous");
    }

    /// Reads a file or, where it is missing or damaged, its previous version, and tells which. When neither can be
    /// read, the problem is that of the file itself.
    ///
    /// @param reader throws [ProblemException] when a file is missing or damaged
    public static <T> Recovered<T> readOrPrevious(Path file, Function<Path, T> reader) {
        try {
            return new Recovered<>(reader.apply(file), file, Optional.empty());
        } catch (ProblemException fault) {
            Path previous = previous(file);
            try {
                return new Recovered<>(reader.apply(previous), previous, Optional.of(fault));
            } catch (ProblemException alsoUnreadable) {
                fault.addSuppressed(alsoUnreadable);
                throw fault;
            }
        }
    }

    /// Opens a regular file. Folders are refused, and so are pipes, which would block.
    static FileChannel openForReading(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw FileProblems.notAFile(file, attributes.isDirectory());
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /// The file that a chain of symbolic links ends in, whether it exists or not.
    ///
    /// @throws IOException if it has no end
    public static Path resolveLinks(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAXIMUM_LINKS) {
                throw new IOException("too many symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
