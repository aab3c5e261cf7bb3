package hourglass.data.source;

import hourglass.data.file.Failures;
import hourglass.problem.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of rows that did not fit: CSV with the place of the row, the column and the reason.
final class Rejects {
    private final Path file;
    private final BufferedWriter writer;
    private long count;

    private Rejects(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    static Rejects create(Path file) {
        try {
            BufferedWriter writer = Files.newBufferedWriter(file);
            writer.write("place,column,reason\n");
            return new Rejects(file, writer);
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "file of rejected rows cannot be written")
                    .at(file.toString())
                    .exception(e);
        }
    }

    long count() {
        return count;
    }

    void add(RowSource.Refusal refusal) {
        count++;
        try {
            writer.write(field(refusal.place()) + "," + field(refusal.column()) + "," + field(refusal.reason()) + "\n");
        } catch (IOException e) {
            throw Failures.writing(file.toString(), e);
        }
    }

    void finish() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw Failures.writing(file.toString(), e);
        }
    }

    void close() {
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
