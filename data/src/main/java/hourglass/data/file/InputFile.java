package hourglass.data.file;

import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A regular file of the default file system that holds the bytes to read. Pipes, standard input and files of other
/// file systems are first copied to a private temporary file, deleted on close.
///
/// @param path where the bytes are
/// @param name as shown in errors
/// @param temporary whether the file is deleted on close
public record InputFile(Path path, String name, boolean temporary) implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /// The file at a path.
    ///
    /// @throws ProblemException if it does not exist (near misses in the folder are named), is a folder or
    ///     cannot be read
    public static InputFile of(Path path) {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw Problem.badData("this is a folder, not a file of rows")
                    .at(name)
                    .exception();
        }
        if (!Files.exists(path)) {
            throw missing(path);
        }
        if (!Files.isReadable(path)) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "file may not be read")
                    .at(name)
                    .found("permission denied")
                    .exception();
        }
        if (Files.isRegularFile(path) && path.getFileSystem().equals(FileSystems.getDefault())) {
            return new InputFile(path, name, false);
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return copyOf(stream, name);
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    /// A private temporary file with all bytes of a stream, which is not closed.
    public static InputFile copyOf(InputStream stream, String name) {
        Path copy;
        try {
            // createTempFile gives the file to its owner alone.
            copy = Files.createTempFile("hourglass-", ".input");
        } catch (IOException e) {
            throw Failures.noTemporary("of " + name, e);
        }
        InputFile file = new InputFile(copy, name, true);
        try (OutputStream output = Files.newOutputStream(copy)) {
            copy(stream, name, output);
        } catch (IOException e) {
            file.close();
            throw Failures.noTemporary("of " + name, e);
        } catch (ProblemException e) {
            file.close();
            throw e;
        }
        return file;
    }

    /// @throws IOException if writing fails
    private static void copy(InputStream stream, String name, OutputStream output) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int count = read(stream, name, bytes); count >= 0; count = read(stream, name, bytes)) {
            output.write(bytes, 0, count);
        }
    }

    private static int read(InputStream stream, String name, byte[] into) {
        try {
            return stream.read(into);
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    /// The bytes, decompressed if asked. Several gzip members one after the other count as one stream.
    public InputStream stream(boolean gzip) throws IOException {
        return stream(gzip, new CountedBytes());
    }

    /// The bytes, likewise.
    ///
    /// @param count is told of those read as they are stored
    public InputStream stream(boolean gzip, CountedBytes count) throws IOException {
        InputStream stream = count.of(Files.newInputStream(path));
        try {
            return new BufferedInputStream(gzip ? new GZIPInputStream(stream, BUFFER) : stream, BUFFER);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /// The first bytes, at most `limit` of them.
    public byte[] start(boolean gzip, int limit) {
        try (InputStream stream = stream(gzip)) {
            return stream.readNBytes(limit);
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    /// The same bytes for somebody else, who deletes nothing on close.
    public InputFile borrowed() {
        return new InputFile(path, name, false);
    }

    /// The number of bytes stored.
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw Failures.writing(path.toString(), e);
            }
        }
    }

    private static ProblemException missing(Path path) {
        Problem problem =
                Problem.of(Problem.Kind.MISSING_INPUT, "file not found").at(path.toString());
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return problem.found("no folder " + folder).exception();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.limit(10_000)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
            return NearMiss.of(String.valueOf(path.getFileName()), names)
                    .map(near -> problem.remedy("did you mean \"" + near + "\"?"))
                    .orElse(problem)
                    .exception();
        } catch (IOException ignored) {
            return problem.exception();
        }
    }
}
