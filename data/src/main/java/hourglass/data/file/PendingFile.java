package hourglass.data.file;

import hourglass.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// A file being written under a temporary name in the folder of the file it will become. [#commit()] forces it to the
/// disk and moves it into place; closed without, it leaves nothing.
///
/// Where something stands at the path that is no regular file, such as a pipe or `/dev/null`, it is written to
/// directly.
public final class PendingFile implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final String name;
    private boolean committed;

    private PendingFile(Path target, Path written, String name) {
        this.target = target;
        this.written = written;
        this.name = name;
    }

    /// Creates the temporary file, empty.
    ///
    /// @throws ProblemException if the folder does not exist or may not be written to
    public static PendingFile create(Path path) {
        String name = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw cannotCreate(name).found("a folder of that name").exception();
            }
            // Moving onto a symbolic link would replace the link instead of the file it points to.
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new PendingFile(target, target, name);
            }
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw cannotCreate(name).found("no folder " + folder).exception();
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw cannotCreate(name).found("the file is write-protected").exception();
            }
            String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
            Path written = folder.resolve("." + target.getFileName() + "." + random + ".part");
            Files.newByteChannel(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
            return new PendingFile(target, written, name);
        } catch (IOException e) {
            throw cannotCreate(name).found(String.valueOf(e.getMessage())).exception(e);
        }
    }

    /// The file to write to until [#commit()].
    public Path path() {
        return written;
    }

    /// The file as shown in errors.
    public String name() {
        return name;
    }

    /// Forces what was written to the disk and moves it into place.
    public void commit() {
        if (written.equals(target)) {
            committed = true;
            return;
        }
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            try {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException ignored) {
                Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
        forceFolder();
    }

    private void forceFolder() {
        Path folder = target.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException ignored) {
            // Windows opens no folders; the file itself is on the disk.
        }
    }

    @Override
    public void close() {
        if (!committed && !written.equals(target)) {
            try {
                Files.deleteIfExists(written);
            } catch (IOException e) {
                throw Failures.writing(written.toString(), e);
            }
        }
    }

    private static Problem cannotCreate(String name) {
        return Problem.of(Problem.Kind.CANNOT_CREATE, "file cannot be created").at(name);
    }
}
