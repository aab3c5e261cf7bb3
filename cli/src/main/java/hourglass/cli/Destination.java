package hourglass.cli;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.AtomicFile;
import hourglass.storage.FileProblems;
import hourglass.storage.Temporaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where something is to be written, looked at before anything is read or computed for it: what stands in the way is
/// said
/// at once, and what is read is never replaced.
final class Destination {
    private Destination() {}

    /// A file that is saved whole.
    ///
    /// @param inputs what is read: files, folders, patterns
    static void check(Path file, List<Path> inputs) {
        requireNoInput(file, inputs);
        if (isDevice(file)) {
            throw cannotCreate(file, "a device or pipe of that name exists", null);
        }
        requireFile(file);
    }

    /// A file of rows: a device or a pipe will do.
    static void checkRows(Path file, List<Path> inputs) {
        requireNoInput(file, inputs);
        if (!isDevice(file)) {
            requireFile(file);
        } else if (!Files.isWritable(file)) {
            throw cannotCreate(file, "the device or pipe of that name is write-protected", null);
        }
    }

    /// A folder for files, which is made if there is none.
    static void checkFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            requireRoom(folder);
        } else {
            requireFile(folder);
        }
    }

    /// What stands beside a file under its name and an ending.
    static void checkBeside(Path file, String ending) {
        try {
            requirePossible(file.resolveSibling(file.getFileName() + ending));
        } catch (IOException failure) {
            throw cannotCreate(file, "with " + ending + " after it: " + FileProblems.reason(failure), failure);
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static void requireNoInput(Path file, List<Path> inputs) {
        for (Path input : inputs) {
            if (!Input.isStandardInput(input) && files(input).stream().anyMatch(it -> isSame(file, it))) {
                throw Problem.usage("the output is one of the inputs")
                        .at(file.toString())
                        .remedy("another name for the output")
                        .exception();
            }
        }
    }

    private static List<Path> files(Path input) {
        try {
            return Files.isRegularFile(input) ? List.of(input) : Input.files(input);
        } catch (ProblemException missing) {
            // Whoever reads it says so.
            return List.of(input);
        }
    }

    private static boolean isSame(Path file, Path input) {
        if (file.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize())) {
            return true;
        }
        try {
            return Files.isRegularFile(file) && Files.isSameFile(file, input);
        } catch (IOException oneIsMissing) {
            return false;
        }
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the output is a folder")
                    .at(file.toString())
                    .remedy("the name of a file in it")
                    .exception();
        }
        try {
            Path target = AtomicFile.resolveLinks(file).toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw cannotCreate(file, "its folder does not exist", null)
                        .problem()
                        .remedy("create the folder " + folder)
                        .exception();
            }
            requirePossible(target);
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw cannotCreate(file, "the file that exists is write-protected", null);
            }
            requireRoom(folder);
        } catch (IOException failure) {
            throw cannotCreate(file, FileProblems.reason(failure), failure);
        }
    }

    /// A name that is too long is found by asking for the file.
    private static void requirePossible(Path target) throws IOException {
        try {
            Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException free) {
            // Then it can be made.
        }
    }

    private static void requireRoom(Path folder) {
        if (!permitsFiles(folder)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "cannot write into the folder of the output")
                    .at(folder.toString())
                    .remedy("-o with another folder")
                    .exception();
        }
    }

    /// Asked by trying: permissions alone do not tell for read-only or special file systems.
    private static boolean permitsFiles(Path folder) {
        try {
            Temporaries.Created tried = Temporaries.create(folder, Optional.empty());
            tried.channel().close();
            Files.delete(tried.path());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProblemException cannotCreate(Path file, String reason, @Nullable IOException failure) {
        Problem problem = Problem.of(Problem.Kind.CANNOT_CREATE, "file cannot be created: " + reason)
                .at(file.toString());
        return failure == null ? problem.exception() : problem.exception(failure);
    }
}
