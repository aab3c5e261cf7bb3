package hourglass.storage;

import hourglass.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file for what does not fit in memory, readable by its owner alone.
///
/// Where the platform allows, it has no name from the start, so that its space is free again however the process ends.
/// Elsewhere it is removed when it is closed, or by whoever saves into the folder after the process died.
public final class ScratchFile implements AutoCloseable {
    private final Path folder;
    private final Path path;
    private final FileChannel channel;
    private long size;

    private ScratchFile(Path folder, Path path, FileChannel channel) {
        this.folder = folder;
        this.path = path;
        this.channel = channel;
    }

    /// Creates one.
    ///
    /// @param folder on the disk that has room
    /// @throws hourglass.problem.ProblemException if the folder permits no file
    public static ScratchFile in(Path folder) {
        Temporaries.removeOrphans(folder);
        Path path = folder.resolve(Temporaries.newName());
        try {
            FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    onlyForOwner(folder));
            hold(channel, path);
            deleteQuietly(path);
            return new ScratchFile(folder, path, channel);
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.CANNOT_CREATE,
                            "a file for what does not fit in memory cannot be created: " + FileProblems.reason(e))
                    .at(folder.toString())
                    .exception(e);
        }
    }

    private static void hold(FileChannel channel, Path path) throws IOException {
        try {
            Temporaries.hold(channel, path, null);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileAttribute<?>[] onlyForOwner(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Bytes that are free on the disk of a folder; none where the platform does not tell.
    public static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /// To read and map.
    public FileChannel channel() {
        return channel;
    }

    /// Bytes that were written.
    public long size() {
        return size;
    }

    /// Appends all bytes that are left in a buffer.
    ///
    /// @throws hourglass.problem.ProblemException if the disk is full or fails
    public void append(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            throw Problem.of(
                            Problem.Kind.INPUT_OUTPUT,
                            "writing what does not fit in memory failed: " + FileProblems.reason(e))
                    .at(folder.toString())
                    .remedy("check the space on the disk, or write the output to another one")
                    .exception(e);
        }
    }

    /// Fills a buffer with the bytes at a place.
    ///
    /// @throws hourglass.problem.ProblemException if the disk fails
    public void read(ByteBuffer bytes, long position) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                int count = channel.read(bytes, at);
                if (count < 0) {
                    throw new IOException("the file ends too early");
                }
                at += count;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// The problem when it cannot be read.
    public RuntimeException failed(IOException e) {
        return Problem.of(
                        Problem.Kind.INPUT_OUTPUT,
                        "reading what does not fit in memory failed: " + FileProblems.reason(e))
                .at(folder.toString())
                .exception(e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException harmless) {
            // Nobody needs what it holds any more.
        }
        deleteQuietly(path);
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            // Where files in use keep their names, it is tried again when it is closed.
        }
    }
}
