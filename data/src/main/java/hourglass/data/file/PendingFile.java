package hourglass.data.file;

import hourglass.problem.Problem;
import hourglass.storage.AtomicFile;
import hourglass.storage.FileProblems;
import hourglass.storage.Temporaries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file being written under a temporary name in the folder of the file it will become. [#commit()] forces it to the
/// disk and moves it into place; closed without, it leaves nothing. What a process leaves that is killed, the next one
/// removes that writes into the folder, see [Temporaries].
///
/// Where something stands at the path that is no regular file, such as a pipe or `/dev/null`, it is written to
/// directly.
public final class PendingFile implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final FileChannel channel;
    private final String name;
    private boolean committed;

    private PendingFile(Path target, Path written, FileChannel channel, String name) {
        this.target = target;
        this.written = written;
        this.channel = channel;
        this.name = name;
    }

    /// Creates the temporary file, empty, after the folder was rid of what killed processes left.
    ///
    /// @throws ProblemException if the folder does not exist or may not be written to
    public static PendingFile create(Path path) {
        return create(path, true);
    }

    /// Creates the temporary file, empty. Of thousands in a folder, looking at all others for each would take long.
    ///
    /// @throws ProblemException if the folder does not exist or may not be written to
    public static PendingFile oneOfMany(Path path) {
        return create(path, false);
    }

    private static PendingFile create(Path path, boolean removesOrphans) {
        String name = path.toString();
        try {
            Optional<BasicFileAttributes> there = attributes(path);
            if (there.filter(BasicFileAttributes::isDirectory).isPresent()) {
                throw cannotCreate(name).found("a folder of that name").exception();
            }
            if (there.filter(BasicFileAttributes::isOther).isPresent()) {
                return new PendingFile(path, path, FileChannel.open(path, StandardOpenOption.WRITE), name);
            }
            // Moving onto a symbolic link would replace the link instead of the file it points to.
            Path target = AtomicFile.resolveLinks(path).toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw cannotCreate(name).found("no folder " + folder).exception();
            }
            boolean replaces = there.isPresent();
            if (replaces && !Files.isWritable(target)) {
                throw cannotCreate(name).found("the file is write-protected").exception();
            }
            if (removesOrphans) {
                Temporaries.removeOrphans(folder);
            }
            Temporaries.Created created = Temporaries.create(folder, replaces ? Optional.of(target) : Optional.empty());
            PendingFile file = new PendingFile(target, created.path(), created.channel(), name);
            file.hold();
            return file;
        } catch (IOException e) {
            throw cannotCreate(name).found(FileProblems.reason(e)).exception(e);
        }
    }

    /// Of what stands there; whether that cannot be told is not taken for nothing.
    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    private void hold() throws IOException {
        try {
            Temporaries.hold(channel, written, null);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Where somebody else can write to until [#commit()], who opens and closes it.
    public Path path() {
        return written;
    }

    /// To write to until [#commit()]; closed by this.
    public FileChannel channel() {
        return channel;
    }

    /// To write to likewise. Closing it does nothing.
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    /// The file as shown in errors.
    public String name() {
        return name;
    }

    /// Everything is written: forces it to the disk, and keeps nothing open.
    public void finish() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (!isDirect()) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    /// Forces what was written to the disk and moves it into place.
    public void commit() {
        finish();
        if (isDirect()) {
            committed = true;
            return;
        }
        try {
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

    private boolean isDirect() {
        return written.equals(target);
    }

    private void forceFolder() {
        @Nullable Path folder = target.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException ignored) {
            // Windows opens no folders; the file itself is on the disk.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // What was not committed is thrown away.
        }
        if (committed || isDirect()) {
            return;
        }
        try {
            Files.deleteIfExists(written);
        } catch (IOException ignored) {
            // It is never read, and the failure that led here matters more; who writes here next removes it.
        }
    }

    private static Problem cannotCreate(String name) {
        return Problem.of(Problem.Kind.CANNOT_CREATE, "file cannot be created").at(name);
    }
}
