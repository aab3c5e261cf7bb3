package hourglass.data.table;

import hourglass.data.file.Failures;
import hourglass.data.file.PendingFile;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes rows as text. Each number has the fewest digits that give the same `float` when read again.
public final class TextRows implements RowWriter {
    private final Syntax syntax;
    private final Optional<PendingFile> file;
    private final String name;
    private final Writer writer;
    private final List<String> keys;
    private final boolean labelled;
    private boolean closed;

    /// How a row looks.
    public enum Syntax {
        /// Fields between commas.
        CSV(","),
        /// Fields between tabs.
        TSV("\t"),
        /// One JSON object per line; a number that is not finite becomes null.
        JSON_LINES(", ");

        private final String separator;

        Syntax(String separator) {
            this.separator = separator;
        }
    }

    private TextRows(
            Syntax syntax,
            Optional<PendingFile> file,
            String name,
            OutputStream stream,
            List<String> columns,
            boolean labelled)
            throws IOException {
        this.syntax = syntax;
        this.file = file;
        this.name = name;
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        this.labelled = labelled;
        boolean json = syntax == Syntax.JSON_LINES;
        this.keys = columns.stream().map(json ? TextRows::string : this::field).toList();
        if (!json) {
            writer.write(String.join(syntax.separator, keys) + "\n");
        }
    }

    /// Writes to a file.
    ///
    /// @param file closed with the writer, or at once if there is an error
    /// @param columns of the rows, then that of the label if there is one
    public static RowWriter to(PendingFile file, boolean gzip, Syntax syntax, List<String> columns, boolean labelled) {
        try {
            OutputStream stream = Files.newOutputStream(file.path());
            OutputStream target = gzip ? new GZIPOutputStream(stream, 1 << 16) : stream;
            return new TextRows(syntax, Optional.of(file), file.name(), target, columns, labelled);
        } catch (IOException e) {
            file.close();
            throw Failures.writing(file.name(), e);
        }
    }

    /// Writes CSV to a stream, which is flushed but not closed.
    public static RowWriter to(OutputStream stream, List<String> columns, boolean labelled) {
        try {
            return new TextRows(Syntax.CSV, Optional.empty(), "standard output", stream, columns, labelled);
        } catch (IOException e) {
            throw Failures.writing("standard output", e);
        }
    }

    @Override
    public void write(Matrix rows, List<String> labels) {
        if (rows.columns() + (labelled ? 1 : 0) != keys.size() || labels.size() != (labelled ? rows.rows() : 0)) {
            throw new IllegalArgumentException("expected rows of " + keys.size() + " columns, labels included, got "
                    + rows.shape() + " and " + labels.size() + " labels");
        }
        boolean json = syntax == Syntax.JSON_LINES;
        StringBuilder line = new StringBuilder();
        try {
            for (int row = 0; row < rows.rows(); row++) {
                line.setLength(0);
                for (int column = 0; column < keys.size(); column++) {
                    line.append(column == 0 ? "" : syntax.separator);
                    if (json) {
                        line.append(column == 0 ? "{" : "")
                                .append(keys.get(column))
                                .append(": ");
                    }
                    if (column < rows.columns()) {
                        appendNumber(line, rows.get(row, column));
                    } else {
                        line.append(json ? string(labels.get(row)) : field(labels.get(row)));
                    }
                }
                writer.append(line.append(json ? "}\n" : "\n"));
            }
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    @Override
    public void commit() {
        try {
            if (file.isPresent()) {
                closed = true;
                writer.close();
                file.get().commit();
            } else {
                writer.flush();
            }
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    @Override
    public void close() {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (!closed) {
                closed = true;
                writer.close();
            }
        } catch (IOException ignored) {
            // What was not committed is thrown away.
        } finally {
            file.get().close();
        }
    }

    private void appendNumber(StringBuilder line, float value) {
        if (syntax == Syntax.JSON_LINES && !Float.isFinite(value)) {
            line.append("null");
        } else if (value == (int) value && Math.abs(value) < 1e7f && Float.floatToRawIntBits(value) != 0x80000000) {
            line.append((int) value);
        } else {
            line.append(value);
        }
    }

    private String field(String text) {
        boolean plain = !text.contains(syntax.separator)
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }
}
