package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.json.NearMiss;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import hourglass.table.Frames;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of numbers, in memory or on a disk, and what they mean.
///
/// @param schema what the columns are; a number of each row for each of its [hourglass.column.Variable]s
/// @param shape of one row; its product is the number of columns
/// @param valueType what the numbers are, as stored where they came from
/// @param rows one row per example; NaN where nothing is known. Not copied
/// @param labels one per row, or empty if no column is set aside as label; a missing label is the empty text
/// @param windows of a series that the rows are, one for each; empty for rows of their own
/// @param patches of pictures that the rows are; empty for whole rows
public record Table(
        Schema schema,
        List<Integer> shape,
        ValueType valueType,
        Rows rows,
        List<String> labels,
        Optional<Windows> windows,
        Optional<CutPictures> patches) {
    /// From here on single precision has no room for every whole number.
    private static final float LARGEST_EXACT = 1 << 24;

    public Table {
        shape = List.copyOf(shape);
        labels = List.copyOf(labels);
        int variables = schema.variables().size();
        if (variables != rows.columns() || (!labels.isEmpty() && labels.size() != rows.rows())) {
            throw new IllegalArgumentException(
                    "a table needs a variable for each column and a label for each row or none, got " + variables
                            + " variables and " + labels.size() + " labels for " + rows.rows() + " x "
                            + rows.columns());
        }
    }

    /// Rows of their own.
    public Table(Schema schema, List<Integer> shape, ValueType valueType, Rows rows, List<String> labels) {
        this(schema, shape, valueType, rows, labels, Optional.empty(), Optional.empty());
    }

    /// Numbers of any kind.
    public Table(List<String> columns, List<Integer> shape, ValueType valueType, Rows rows, List<String> labels) {
        this(Schema.ofNumbers(columns), shape, valueType, rows, labels);
    }

    /// Names of the columns of [#rows()].
    public List<String> columns() {
        return schema.variables().stream().map(Variable::name).toList();
    }

    /// The rows of a frame as the columns look: numbers that are a picture, or that are to be taken alike, as they
    /// stand; any other columns each by its kind.
    ///
    /// @param alike whether numbers are to be taken alike where there is nothing else
    public static Table of(Frames frame, boolean alike) {
        if (frame.isNumbers()) {
            Table numbers = ofNumbers(frame);
            if (alike || ValueKind.isPicture(numbers)) {
                return numbers;
            }
        }
        return of(frame, Schema.of(frame));
    }

    /// The rows of a frame by a schema.
    ///
    /// @throws hourglass.problem.ProblemException if a column of the schema is not there, or nothing is left to learn
    public static Table of(Frames frame, Schema schema) {
        return of(frame, schema, (part, encoded) -> {});
    }

    /// The rows of a frame by a schema.
    ///
    /// @param each hears of each part of the rows and what became of it
    /// @throws hourglass.problem.ProblemException likewise
    public static Table of(Frames frame, Schema schema, BiConsumer<Frame, Encoded> each) {
        if (schema.variables().isEmpty()) {
            throw Problem.badData("no column is left to learn from")
                    .expected("a column that differs between rows and is neither an identifier nor free text")
                    .found(schema.columns().stream()
                            .limit(5)
                            .map(it -> it.name() + " (" + it.kind().description() + ")")
                            .collect(Collectors.joining(", ")))
                    .exception();
        }
        ColumnMatch match = ColumnMatch.of(schema, frame.names(), "the rows");
        Rows rows = frame.keep(schema.variables().size(), part -> {
            Encoded encoded = schema.read(part, match);
            each.accept(part, encoded);
            return encoded.rows();
        });
        return new Table(schema, List.of(rows.columns()), ValueType.REAL, rows, List.of());
    }

    /// The windows of a series, but for those with holes.
    ///
    /// @throws hourglass.problem.ProblemException if columns are missing, or no stretch is as long as a window
    public static Table of(Frame frame, Window window) {
        Windows windows = Windows.of(frame, window).withoutHoles();
        if (windows.count() < 2) {
            throw Problem.badData("no stretch of the series without holes and gaps is long enough for two windows")
                    .expected("at least " + Counted.of(window.length() + 1L, "row") + " that follow each other")
                    .found(Counted.of(frame.rows(), "row") + ", " + Counted.of(windows.gaps(), "gap"))
                    .remedy("a shorter `window`")
                    .exception();
        }
        int width = window.measures().size();
        return new Table(
                Schema.ofNumbers(window.variables()),
                width == 1 ? List.of(window.length()) : List.of(window.length(), width),
                ValueType.REAL,
                windows.matrix(0, windows.count()),
                List.of(),
                Optional.of(windows),
                Optional.empty());
    }

    /// Numbers that are taken alike, as they stand.
    ///
    /// @param frame of numbers and nothing else ([Frames#isNumbers()])
    public static Table ofNumbers(Frames frame) {
        Rows rows = frame.plainNumbers().orElseGet(() -> frame.keep(frame.columns(), Frame::toMatrix));
        return new Table(
                Schema.ofNumbers(frame.names()),
                frame.shape(),
                frame.valueType(),
                rows,
                List.of(),
                Optional.empty(),
                frame.patches().map(it -> new CutPictures(it, frame.files())));
    }

    /// A table of numbers of any kind, without labels.
    public static Table of(List<String> columns, Rows rows) {
        return new Table(columns, List.of(columns.size()), ValueType.REAL, rows, List.of());
    }

    /// A table of numbers of any kind, without labels.
    ///
    /// @param rows copied; each as long as there are names
    public static Table of(List<String> columns, float[]... rows) {
        Matrix all = Matrix.zeros(rows.length, columns.size());
        for (int row = 0; row < rows.length; row++) {
            all.rows(row, row + 1).copyFrom(Matrix.of(1, rows[row].length, rows[row]));
        }
        return of(columns, all);
    }

    /// This table with a label for each row.
    public Table withLabels(List<String> newLabels) {
        return new Table(schema, shape, valueType, rows, newLabels);
    }

    /// This table with one of its columns set aside as label.
    ///
    /// @throws hourglass.problem.ProblemException if there is no such column
    public Table withLabel(String column) {
        List<String> columns = columns();
        int place = columns.indexOf(column);
        if (place < 0) {
            throw Problem.usage("unknown column \"" + column + "\"" + NearMiss.suggestion(column, columns))
                    .expected(NearMiss.oneOf(columns))
                    .exception();
        }
        List<String> names = new ArrayList<>(columns);
        names.remove(place);
        Matrix all = rows.toMatrix();
        Matrix others = Matrix.zeros(all.rows(), names.size());
        others.columns(0, place).copyFrom(all.columns(0, place));
        others.columns(place, names.size()).copyFrom(all.columns(place + 1, columns.size()));
        List<String> texts = IntStream.range(0, rows.rows())
                .mapToObj(row -> text(all.get(row, place)))
                .toList();
        return new Table(names, List.of(names.size()), valueType, others, texts);
    }

    private static String text(float value) {
        if (Float.isNaN(value)) {
            return "";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT;
        return whole ? String.valueOf((int) value) : String.valueOf(value);
    }
}
