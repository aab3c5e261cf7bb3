package hourglass.column;

import hourglass.matrix.Matrix;
import hourglass.table.Frame;
import hourglass.table.Frames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of a table and what each means, in the order of the table. Columns are known by their names everywhere.
///
/// @param columns each name once
public record Schema(List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
        HashSet<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns are called \"" + column.name() + "\"");
            }
        }
    }

    /// Columns that hold any number.
    public static Schema ofNumbers(List<String> names) {
        return new Schema(
                names.stream().map(name -> new Column(name, new Kind.Real())).toList());
    }

    /// What a table looks like.
    public static Schema of(Frames rows) {
        return TableProfile.of(rows).schema();
    }

    /// The numbers a network sees of a row, in order.
    public List<Variable> variables() {
        return columns.stream().flatMap(column -> column.variables().stream()).toList();
    }

    /// The place of the column of each variable.
    public List<Integer> columnsOfVariables() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            places.addAll(Collections.nCopies(columns.get(place).variables().size(), place));
        }
        return places;
    }

    /// Names of all columns.
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /// The columns that are read at all: all but those set aside.
    public List<String> namesRead() {
        return columns.stream()
                .filter(column -> !(column.kind() instanceof Kind.SetAside))
                .map(Column::name)
                .toList();
    }

    /// The place of a column, −1 if there is none of that name.
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// This schema with a column of another kind.
    public Schema with(String name, Kind kind) {
        List<Column> changed = new ArrayList<>(columns);
        changed.set(indexOf(name), new Column(name, kind));
        return new Schema(changed);
    }

    /// The rows of a frame as numbers.
    ///
    /// @param match where each column stands in the frame
    public Encoded read(Frame frame, ColumnMatch match) {
        int[] first = new int[columns.size() + 1];
        for (int j = 0; j < columns.size(); j++) {
            first[j + 1] = first[j] + columns.get(j).variables().size();
        }
        Matrix rows = Matrix.zeros(frame.rows(), first[columns.size()]);
        List<Outside> outside = IntStream.range(0, columns.size())
                .parallel()
                .mapToObj(j -> read(frame, match.places()[j], j, rows.columns(first[j], first[j + 1])))
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Outside::row))
                .toList();
        return new Encoded(rows, outside);
    }

    /// Reads a column.
    ///
    /// @return its cells that lie outside
    private List<Outside> read(Frame frame, int place, int j, Matrix into) {
        Column column = columns.get(j);
        List<Outside> outside = new ArrayList<>();
        if (column.kind() instanceof Kind.SetAside || place < 0) {
            return outside;
        }
        CellReader reader = new CellReader(frame, place, column.kind());
        List<Variable> own = column.variables();
        Variable first = own.isEmpty() ? new Variable(column, Variable.Part.WHOLE) : own.getFirst();
        for (int row = 0; row < frame.rows(); row++) {
            for (int k = 0; k < own.size(); k++) {
                into.set(row, k, clamped(reader.read(row, own.get(k))));
            }
            if (own.isEmpty()) {
                reader.read(row, first);
            }
            if (reader.excess() >= 0) {
                outside.add(new Outside(row, j, reader.excess(), frame.text(row, place)));
            }
        }
        return outside;
    }

    private static float clamped(double number) {
        return Double.isNaN(number) ? Float.NaN : (float) Math.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE);
    }
}
