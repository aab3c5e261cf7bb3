package hourglass.data.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import hourglass.data.cell.MissingTokens;
import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Rejects;
import hourglass.data.source.Selection;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a text table: fields separated by commas, semicolons, tabs, bars or blanks.
public final class TextTable implements RowReader {
    private static final int FIRST_SAMPLE = 1 << 20;
    private static final int LARGEST_SAMPLE = 1 << 26;

    private final InputFile file;
    private final boolean gzip;
    private final ReadOptions options;
    private final Dialect dialect;
    private final Optional<Rejects> rejects;
    private List<String> columns;
    private int[] selected;
    private long size;
    private @Nullable TextStream text;
    private @Nullable CsvReader<Boolean> parser;
    private @Nullable CloseableIterator<Boolean> records;
    private @Nullable RecordHandler handler;

    private TextTable(InputFile file, boolean gzip, ReadOptions options, Dialect dialect, Optional<Rejects> rejects) {
        this.file = file;
        this.gzip = gzip;
        this.options = options;
        this.dialect = dialect;
        this.rejects = rejects;
        this.columns = dialect.columns();
        this.selected = IntStream.range(0, columns.size()).toArray();
    }

    /// Opens a table, its dialect judged on its first mebibyte.
    ///
    /// @param file closed with the reader
    /// @param tabs whether the name of the file says that there are tabs
    /// @param rejects get the rows that do not fit; closed with the reader
    public static RowReader open(
            InputFile file, boolean gzip, boolean tabs, ReadOptions options, Optional<Rejects> rejects) {
        for (int size = FIRST_SAMPLE; ; size *= 8) {
            Start start = Start.of(file, gzip, size);
            if (start.cut() && size < LARGEST_SAMPLE && start.text().chars().noneMatch(c -> c == '\n' || c == '\r')) {
                continue;
            }
            Dialect dialect = DialectJudge.judge(start.text(), start.cut(), tabs, file.name(), options);
            return new TextTable(file, gzip, options, dialect, rejects);
        }
    }

    /// The start of a text.
    ///
    /// @param cut whether it goes on
    private record Start(String text, boolean cut) {
        static Start of(InputFile file, boolean gzip, int size) {
            // A file has no more characters than bytes.
            char[] start = new char[gzip ? size : (int) Math.min(size, file.size() + 2)];
            int length = 0;
            try (TextStream text = TextStream.open(file, gzip)) {
                while (length < start.length - 1) {
                    int count = text.read(start, length, start.length - length);
                    if (count < 0) {
                        return new Start(new String(start, 0, length), false);
                    }
                    length += count;
                }
                return new Start(new String(start, 0, length), true);
            } catch (IOException e) {
                throw Failures.reading(file.name(), e);
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalDouble progress() {
        return OptionalDouble.of(text == null || size == 0 ? 0 : Math.min(1, (double) text.bytesRead() / size));
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (text != null) {
            notes.addAll(text.notes());
        }
        notes.addAll(dialect.notes());
        if (handler != null && handler.emptied() > 0) {
            notes.add(Counted.of(handler.emptied(), "line holds", "lines hold")
                    + " nothing but delimiters and "
                    + (handler.emptied() == 1 ? "was" : "were") + " passed over: line "
                    + handler.emptiedLines());
        }
        return notes;
    }

    @Override
    public void select(List<String> names) {
        if (handler != null) {
            throw new IllegalStateException("columns are selected before the first row is read");
        }
        selected = Selection.of(file.name(), dialect.columns(), names);
        columns = List.copyOf(names);
    }

    @Override
    public Frame read(int most) {
        int rowsAtOnce = Selection.rowsAtOnce(most, columns.size());
        FrameBuilder builder = Frame.builder(columns);
        RecordHandler rows = begin();
        CloseableIterator<Boolean> iterator = records;
        rows.into(builder);
        try {
            while (iterator != null && builder.rows() < rowsAtOnce && iterator.hasNext()) {
                iterator.next();
            }
        } catch (CsvParseException e) {
            throw explain(e, rows);
        } catch (UncheckedIOException e) {
            throw Failures.reading(file.name(), Objects.requireNonNull(e.getCause()));
        }
        if (rows.ragged() > 0) {
            throw ragged(rows, iterator);
        }
        if (builder.rows() == 0) {
            rejects.ifPresent(Rejects::flush);
        }
        return builder.build();
    }

    private RecordHandler begin() {
        if (handler == null) {
            try {
                size = file.size();
                text = TextStream.open(file, gzip);
                handler = new RecordHandler(dialect, selected, MissingTokens.of(options), rejects);
                parser = dialect.delimiter()
                        .parser(dialect.spacedQuotes())
                        .build(handler, dialect.delimiter().over(text));
                parser.skipLines((int) dialect.linesBefore());
                records = parser.iterator();
            } catch (IOException e) {
                throw Failures.reading(file.name(), e);
            }
        }
        return handler;
    }

    /// Counts on to the end of the file, so that one error tells all.
    private ProblemException ragged(RecordHandler rows, @Nullable CloseableIterator<Boolean> iterator) {
        try {
            rows.into(Frame.builder(columns));
            for (int count = 0; iterator != null && iterator.hasNext(); count++) {
                iterator.next();
                if (count % 1000 == 0) {
                    rows.into(Frame.builder(columns));
                }
            }
        } catch (CsvParseException | UncheckedIOException ignored) {
            // The first error is told, the rest of the file was to be counted only.
        }
        Problem problem = Problem.badData("wrong number of fields"
                        + (rows.ragged() > 1 ? " (and " + (rows.ragged() - 1) + " more such errors)" : ""))
                .at(file.name() + ", line " + rows.firstRaggedLine())
                .expected(dialect.columns().size() + " fields")
                .found(String.valueOf(rows.firstRaggedFields()));
        return problem.remedy("`rejects` FILE to set such rows aside").exception();
    }

    private ProblemException explain(CsvParseException failure, RecordHandler rows) {
        String words = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            words += cause.getMessage();
        }
        String place = file.name() + ", line " + rows.lineInRecord();
        if (words.contains("after closing quote")) {
            return Problem.badData("characters stand after a closing quote")
                    .at(place)
                    .expected("a delimiter or the end of the line; a quote within quotes is written twice")
                    .exception(failure);
        }
        return Problem.badData("a quote is opened and never closed")
                .at(place)
                .remedy("close it, or take it away")
                .exception(failure);
    }

    @Override
    public long rejected() {
        return rejects.map(Rejects::count).orElse(0L);
    }

    @Override
    public void close() {
        try {
            if (parser != null) {
                parser.close();
            }
        } catch (IOException ignored) {
            // Everything wanted was read.
        } finally {
            rejects.ifPresent(Rejects::close);
            file.close();
        }
    }
}
