package hourglass.onnx;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.model.Model;
import hourglass.series.Measure;
import hourglass.series.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an ONNX file reads: one input for each column where the columns have kinds of their own, `x` with a number for
/// each column where they are taken alike.
final class Inputs {
    static final String MATRIX = "x";

    private final Algebra algebra;
    private final Model model;
    private final List<String> notes;

    /// @param notes added to
    Inputs(Algebra algebra, Model model, List<String> notes) {
        this.algebra = algebra;
        this.model = model;
        this.notes = notes;
    }

    /// Whether all columns come as one matrix: numbers that nothing is taken off and that nobody encodes.
    static boolean isMatrix(Model model) {
        return !model.readsHoles()
                && model.columns().schema().columns().stream()
                        .allMatch(it -> it.kind().equals(new Kind.Real()));
    }

    /// The name of the input of each column that is read, for a column set aside or always empty an empty one. A name
    /// that an output has is lengthened.
    static List<String> names(Schema schema, Set<String> outputs) {
        Set<String> taken = new HashSet<>(outputs);
        taken.addAll(schema.names());
        List<String> names = new ArrayList<>();
        for (Column column : schema.columns()) {
            if (Form.of(column.kind()) == Form.NONE) {
                names.add("");
                continue;
            }
            String name = column.name();
            if (name.isEmpty() || outputs.contains(name)) {
                name = "column_" + name;
                while (!taken.add(name)) {
                    name = name + "_";
                }
            }
            names.add(name);
        }
        return names;
    }

    /// Declares the inputs and reads them.
    Reading.Cells read(List<String> names) {
        Optional<Window> window = model.columns().window();
        if (window.isPresent()) {
            return new Reading.Cells(window(window.get()), List.of());
        }
        if (isMatrix(model)) {
            int columns = model.columns().count();
            return new Reading.Cells(
                    algebra.graph().input(MATRIX, ElementType.FLOAT, columns, "the columns in their order"), List.of());
        }
        Schema schema = model.columns().schema();
        List<Value> inputs = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            Column column = schema.columns().get(j);
            Form form = Form.of(column.kind());
            if (form == Form.NONE) {
                inputs.add(algebra.graph().constant(ElementType.FLOAT, List.of(), Double.NaN));
                note(column);
                continue;
            }
            if (!names.get(j).equals(column.name())) {
                notes.add("column \"" + column.name() + "\" is the input \"" + names.get(j)
                        + "\", because an output has its name or it has none");
            }
            inputs.add(algebra.graph().input(names.get(j), form.type(), 1, description(column.kind(), form)));
            note(column.name(), column.kind(), form);
        }
        return Reading.of(algebra, schema, inputs);
    }

    private void note(Column column) {
        if (column.kind() instanceof Kind.Constant) {
            notes.add("column \"" + column.name()
                    + "\" is no input: it was always empty; that something stands there is not seen");
        }
    }

    private void note(String name, Kind kind, Form form) {
        if (kind instanceof Kind.Constant && form == Form.TEXT) {
            notes.add("column \"" + name + "\", always the same text, counts a number there as any other text");
        }
    }

    private static String description(Kind kind, Form form) {
        String missing = form == Form.TEXT ? "missing: the empty text" : "missing: NaN";
        String what = kind instanceof Kind.Calendar
                ? "date or time, milliseconds since 1970-01-01T00:00"
                : kind.description();
        return what + "; " + missing;
    }

    /// The measures of the rows of a window, less their origins.
    private Value window(Window window) {
        List<Measure> measures = window.measures();
        int columns = model.columns().count();
        boolean isPlain = measures.stream().allMatch(it -> it.origin() == 0);
        Value cells = algebra.graph()
                .input(
                        MATRIX,
                        isPlain ? ElementType.FLOAT : ElementType.DOUBLE,
                        columns,
                        "a window, its oldest row first: "
                                + String.join(
                                        ", ",
                                        measures.stream().map(Measure::name).toList()) + ", of each row");
        return isPlain ? cells : algebra.toFloat(algebra.add(cells, algebra.negate(origins(algebra, window))));
    }

    /// What is taken off each number of a window, (1 × columns) in double precision.
    static Value origins(Algebra algebra, Window window) {
        List<Measure> measures = window.measures();
        double[] origins = new double[window.length() * measures.size()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = measures.get(i % measures.size()).origin();
        }
        return algebra.graph().constant(ElementType.DOUBLE, List.of(1, origins.length), origins);
    }
}
