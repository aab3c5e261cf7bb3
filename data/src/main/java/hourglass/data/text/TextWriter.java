package hourglass.data.text;

import hourglass.data.file.Failures;
import hourglass.data.file.PendingFile;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.OutputColumn.Kind;
import hourglass.data.row.RowWriter;
import hourglass.table.Frame;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes rows as text. Each number has the fewest digits that give the same `double`, or `float`, when read again.
public final class TextWriter implements RowWriter {
    private final Syntax syntax;
    private final Optional<PendingFile> file;
    private final String name;
    private final Writer writer;
    private final List<String> keys;
    private final List<OutputColumn> columns;
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

    private TextWriter(
            Syntax syntax, Optional<PendingFile> file, String name, OutputStream stream, List<OutputColumn> columns)
            throws IOException {
        this.syntax = syntax;
        this.file = file;
        this.name = name;
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        this.columns = List.copyOf(columns);
        boolean json = syntax == Syntax.JSON_LINES;
        this.keys = columns.stream()
                .map(OutputColumn::name)
                .map(json ? TextWriter::string : this::field)
                .toList();
        if (!json) {
            writer.write(String.join(syntax.separator, keys) + "\n");
        }
    }

    /// Writes to a file.
    ///
    /// @param file closed with the writer, or at once if there is an error
    public static RowWriter to(PendingFile file, boolean gzip, Syntax syntax, List<OutputColumn> columns) {
        try {
            OutputStream stream = file.stream();
            OutputStream target = gzip ? new GZIPOutputStream(stream, 1 << 16) : stream;
            return new TextWriter(syntax, Optional.of(file), file.name(), target, columns);
        } catch (IOException e) {
            file.close();
            throw Failures.writing(file.name(), e);
        }
    }

    /// Writes CSV to a stream, which is flushed but not closed.
    public static RowWriter to(OutputStream stream, List<OutputColumn> columns) {
        try {
            return new TextWriter(Syntax.CSV, Optional.empty(), "standard output", stream, columns);
        } catch (IOException e) {
            throw Failures.writing("standard output", e);
        }
    }

    @Override
    public void write(Frame rows) {
        if (rows.columns() != keys.size()) {
            throw new IllegalArgumentException("expected rows of " + keys.size() + " columns, got " + rows);
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
                    appendCell(line, rows, row, column);
                }
                writer.append(line.append(json ? "}\n" : "\n"));
            }
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    private void appendCell(StringBuilder line, Frame rows, int row, int column) {
        boolean json = syntax == Syntax.JSON_LINES;
        if (rows.isNumber(row, column)) {
            double value = rows.number(row, column);
            boolean single = columns.get(column).kind() == Kind.SINGLE;
            if (json && !Double.isFinite(value)) {
                line.append("null");
            } else {
                line.append(single ? singleText((float) value) : doubleText(value));
            }
        } else if (rows.isMissing(row, column)) {
            // A line without anything would be passed over when read again.
            line.append(json ? "null" : keys.size() == 1 ? "\"\"" : "");
        } else {
            String text = rows.text(row, column);
            line.append(json ? string(text) : field(text));
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

    private static String singleText(float value) {
        boolean whole = value == (int) value && Math.abs(value) < 1e7f && Float.floatToRawIntBits(value) != 0x80000000;
        return whole ? String.valueOf((int) value) : String.valueOf(value);
    }

    private static String doubleText(double value) {
        return value == 0 && 1 / value < 0 ? "-0.0" : Frame.numberText(value);
    }

    private String field(String text) {
        boolean plain = !text.contains(syntax.separator)
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0
                && text.equals(text.strip());
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
