package hourglass.data.table;

import hourglass.data.cell.Cells;
import hourglass.data.cell.MissingTokens;
import hourglass.data.cell.NumberText;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.data.table.SqlType.Kind;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.table.ValueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a query.
final class QueryRows implements RowReader {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final long LAST_MOMENT = 4000L * 366 * 86_400_000;
    private static final char[] NULL = {'N', 'U', 'L', 'L'};

    private final Source source;
    private final MissingTokens tokens;
    private List<String> columns;
    private int[] chosen;
    private @Nullable Begun begun;
    private long delivered;

    /// What is there once reading has begun.
    private record Begun(ResultSet result, Cells cells) {}

    /// A column of a result.
    ///
    /// @param lists names the column of lists that this was one of if they differ in length; otherwise empty
    record Column(String name, Kind kind, String lists) {}

    /// Where rows come from.
    interface Source extends AutoCloseable {
        /// As shown in errors.
        String name();

        List<Column> columns();

        default ValueType valueType() {
            return ValueType.REAL;
        }

        default OptionalLong rowCount() {
            return OptionalLong.empty();
        }

        /// Starts a query for some columns.
        ResultSet start(int[] chosen) throws SQLException;

        /// The place in the result of a chosen column, from 1.
        int place(int[] chosen, int i);

        /// A moment of the result in milliseconds; [ResultSet#wasNull] tells whether there is one.
        long moment(ResultSet row, int place) throws SQLException;

        /// Rows set aside before the query saw them.
        default long rejected() {
            return 0;
        }

        /// What was noted before the query.
        default List<String> notes() {
            return List.of();
        }

        /// The problem behind a failure.
        ProblemException explain(Exception failure);

        @Override
        void close();
    }

    QueryRows(Source source, ReadOptions options) {
        this.source = source;
        this.tokens = MissingTokens.of(options);
        this.columns = source.columns().stream().map(Column::name).toList();
        this.chosen = IntStream.range(0, columns.size()).toArray();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public ValueType valueType() {
        return source.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return source.rowCount();
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    @Override
    public void select(List<String> names) {
        if (begun != null) {
            throw new IllegalStateException("columns are selected before the first row is read");
        }
        chosen = Selection.of(source.name(), columns, names);
        columns = List.copyOf(names);
    }

    @Override
    public Frame read(int most) {
        int rowsAtOnce = Selection.rowsAtOnce(most, columns.size());
        FrameBuilder builder = Frame.builder(columns);
        try {
            Begun open = begin();
            ResultSet rows = open.result();
            Cells row = open.cells();
            row.into(builder);
            while (builder.rows() < rowsAtOnce && rows.next()) {
                row.beginRow();
                for (int i = 0; i < chosen.length; i++) {
                    take(rows, i, row);
                }
                row.endRow(0);
            }
        } catch (SQLException e) {
            throw source.explain(e);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw source.explain(e);
        }
        Frame frame = builder.build().startingAt(delivered);
        delivered += frame.rows();
        return frame;
    }

    private Begun begin() throws SQLException {
        Begun open = begun;
        if (open == null) {
            Cells cells = new Cells(new NumberText(false, false), tokens, chosen.length);
            open = new Begun(source.start(chosen), cells);
            begun = open;
        }
        return open;
    }

    private void take(ResultSet rows, int i, Cells row) throws SQLException {
        int place = source.place(chosen, i);
        switch (source.columns().get(chosen[i]).kind()) {
            case NUMBER -> {
                double value = rows.getDouble(place);
                if (value == 0 && rows.wasNull()) {
                    row.takeMissing(i, NULL, 0, 0);
                } else {
                    takeNumber(row, i, value);
                }
            }
            case WHOLE -> {
                long value = rows.getLong(place);
                if (value == 0 && rows.wasNull()) {
                    row.takeMissing(i, NULL, 0, 0);
                } else if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
                    char[] digits = Long.toString(value).toCharArray();
                    row.takeText(i, digits, 0, digits.length);
                } else {
                    takeNumber(row, i, (double) value);
                }
            }
            case MOMENT -> {
                long moment = source.moment(rows, place);
                if (moment == 0 && rows.wasNull()) {
                    row.takeMissing(i, NULL, 0, 0);
                } else if (moment > LAST_MOMENT || moment < -LAST_MOMENT) {
                    char[] text = Frame.momentText(moment).toCharArray();
                    row.takeText(i, text, 0, text.length);
                } else {
                    row.takeMoment(i, moment);
                }
            }
            case DIGITS, TRUTH, TEXT -> takeText(rows.getString(place), i, row);
        }
    }

    private void takeText(@Nullable String text, int i, Cells row) {
        if (text == null) {
            row.takeMissing(i, NULL, 0, 0);
            return;
        }
        char[] chars = text.toCharArray();
        Kind kind = source.columns().get(chosen[i]).kind();
        if (kind == Kind.DIGITS) {
            row.take(i, chars, 0, chars.length, false);
        } else if (kind == Kind.TRUTH) {
            String truth = text.equals("t") || text.equals("1") || text.equalsIgnoreCase("true") ? "true" : "false";
            row.takeText(i, truth.toCharArray(), 0, truth.length());
        } else {
            row.takeText(i, chars, 0, chars.length);
        }
    }

    private void takeNumber(Cells row, int i, double value) {
        if (tokens.haveNumbers() && tokens.contains(value)) {
            char[] token = Frame.numberText(value).toCharArray();
            row.takeMissing(i, token, 0, token.length);
        } else {
            row.takeNumber(i, value);
        }
    }

    @Override
    public long rejected() {
        return source.rejected();
    }

    @Override
    public void close() {
        try {
            if (begun != null) {
                begun.result().close();
            }
        } catch (SQLException ignored) {
            // The source below is closed all the same, and nothing was written that could be lost.
        } finally {
            source.close();
        }
    }
}
