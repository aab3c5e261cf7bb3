package hourglass.model;

import hourglass.json.NearMiss;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows in memory with names for their columns, in the units they came in.
///
/// @param columns names of the columns; not copied, because an array may have millions
/// @param shape of one row; its product is the number of columns
/// @param valueType what the numbers are, as stored where they came from
/// @param rows one row per example, finite; not copied
/// @param labels one per row, or empty if no column is set aside as label; a missing label is the empty text
public record Table(List<String> columns, List<Integer> shape, ValueType valueType, Matrix rows, List<String> labels) {
    /// From here on single precision has no room for every whole number.
    private static final float LARGEST_EXACT = 1 << 24;

    public Table {
        shape = List.copyOf(shape);
        labels = List.copyOf(labels);
        if (columns.size() != rows.columns() || (!labels.isEmpty() && labels.size() != rows.rows())) {
            throw new IllegalArgumentException(
                    "a table needs a name for each column and a label for each row or none, got " + columns.size()
                            + " names and " + labels.size() + " labels for " + rows.shape());
        }
    }

    /// A table of numbers of any kind, without labels.
    public static Table of(List<String> columns, Matrix rows) {
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
        return new Table(columns, shape, valueType, rows, newLabels);
    }

    /// This table with one of its columns set aside as label.
    ///
    /// @throws hourglass.problem.ProblemException if there is no such column
    public Table withLabel(String column) {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw Problem.usage("unknown column \"" + column + "\"" + NearMiss.suggestion(column, columns))
                    .expected(NearMiss.oneOf(columns))
                    .exception();
        }
        List<String> names = new ArrayList<>(columns);
        names.remove(place);
        Matrix others = Matrix.zeros(rows.rows(), names.size());
        others.columns(0, place).copyFrom(rows.columns(0, place));
        others.columns(place, names.size()).copyFrom(rows.columns(place + 1, columns.size()));
        List<String> texts = IntStream.range(0, rows.rows())
                .mapToObj(row -> text(rows.get(row, place)))
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
