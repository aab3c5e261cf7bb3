package hourglass.cli;

import hourglass.column.Encoded;
import hourglass.column.Kind;
import hourglass.column.Outside;
import hourglass.column.Schema;
import hourglass.column.Variable;
import hourglass.table.Frame;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts values that a model has not seen or that cannot be, so that none is judged without a word.
final class Strays {
    private final Schema schema;
    private final List<Variable> variables;
    private final Map<String, Count> unseen = new TreeMap<>();
    private final Map<String, Count> outside = new TreeMap<>();

    /// How many, and where the first is.
    private record Count(int cells, String first) {
        Count oneMore() {
            return new Count(cells + 1, first);
        }
    }

    Strays(Schema schema) {
        this.schema = schema;
        this.variables = schema.variables();
    }

    /// @param places where the columns of the schema stand in the frame
    void add(Frame frame, Encoded encoded, int[] places) {
        for (Outside it : encoded.outside()) {
            String column = schema.columns().get(it.column()).name();
            add(outside, column, it.value(), frame.place(it.row()));
        }
        for (int j = 0; j < variables.size(); j++) {
            if (variables.get(j).kind() instanceof Kind.Category category) {
                int place = places[schema.indexOf(variables.get(j).column().name())];
                for (int row = 0; row < frame.rows(); row++) {
                    if (encoded.rows().get(row, j) == category.levels().size()) {
                        add(unseen, variables.get(j).name(), frame.text(row, place), frame.place(row));
                    }
                }
            }
        }
    }

    private static void add(Map<String, Count> counts, String column, String value, String place) {
        Count known = counts.get(column);
        counts.put(column, known == null ? new Count(1, "\"" + value + "\" in " + place) : known.oneMore());
    }

    /// A sentence for each column with strays.
    void tell(Console console) {
        outside.forEach((column, count) -> console.say("note: " + Numbers.grouped(count.cells()) + " of column \""
                + column
                + "\" cannot be what the column is ("
                + schema.columns().get(schema.indexOf(column)).kind().description() + "), such as " + count.first()
                + ": strange"));
        unseen.forEach((column, count) -> console.say("note: " + Numbers.grouped(count.cells()) + " of column \""
                + column + "\" rare or never seen in training, such as " + count.first()));
    }
}
