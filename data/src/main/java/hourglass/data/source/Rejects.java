package hourglass.data.source;

import hourglass.data.file.Failures;
import hourglass.problem.Problem;
import hourglass.storage.FileProblems;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file of rows that did not fit, CSV: the line at which the row begins, the column concerned or nothing, and the
/// reason.
public final class Rejects implements AutoCloseable {
    private static final String HEADER = "line,column,reason\n";

    private final Path file;
    private final BufferedWriter writer;
    /// Begins each line: the file that the rows come from if there are several.
    private final String prefix;
    private final boolean owner;
    private long count;

    private Rejects(Path file, BufferedWriter writer, String prefix, boolean owner) {
        this.file = file;
        this.writer = writer;
        this.prefix = prefix;
        this.owner = owner;
    }

    /// Creates the file if there is to be one.
    ///
    /// @param several whether rows of several files will be set aside
    public static Optional<Rejects> create(Optional<Path> file, boolean several) {
        return file.map(path -> create(path, several));
    }

    private static Rejects create(Path file, boolean several) {
        try {
            BufferedWriter writer = Files.newBufferedWriter(file);
            writer.write(several ? "file," + HEADER : HEADER);
            return new Rejects(file, writer, "", true);
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "file of rejected rows cannot be written")
                    .at(file.toString())
                    .found(FileProblems.reason(e))
                    .exception(e);
        }
    }

    /// The part of one of several files; closing it closes nothing.
    public Rejects from(String source) {
        return new Rejects(file, writer, field(source) + ",", false);
    }

    /// Rows set aside so far.
    public long count() {
        return count;
    }

    /// Sets a row aside.
    public void add(long line, String column, String reason) {
        count++;
        try {
            writer.write(prefix + line + "," + field(column) + "," + field(reason) + "\n");
        } catch (IOException e) {
            throw Failures.writing(file.toString(), e);
        }
    }

    /// Makes what was set aside so far readable for others.
    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw Failures.writing(file.toString(), e);
        }
    }

    @Override
    public void close() {
        if (!owner) {
            flush();
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            throw Failures.writing(file.toString(), e);
        }
    }

    private static String field(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
