package hourglass.cli;

import hourglass.column.Column;
import hourglass.column.Encoded;
import hourglass.column.Outside;
import hourglass.column.Schema;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Cells that cannot be what their column is, counted part by part: a line for each column that has some.
final class OutsideLines {
    private final Schema schema;
    private final Map<Integer, Found> found = new TreeMap<>();

    private record Found(long cells, String value, String place) {
        Found oneMore() {
            return new Found(cells + 1, value, place);
        }
    }

    OutsideLines(Schema schema) {
        this.schema = schema;
    }

    /// Counts those of the next rows.
    void add(Frame part, Encoded encoded) {
        for (Outside it : encoded.outside()) {
            Found before = found.get(it.column());
            found.put(it.column(), before == null ? new Found(1, it.value(), part.place(it.row())) : before.oneMore());
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.forEach((place, it) -> {
            Column column = schema.columns().get(place);
            lines.add(Numbers.grouped(it.cells()) + " of column \"" + column.name()
                    + "\" cannot be what the column is (" + column.kind().description() + "), such as \"" + it.value()
                    + "\" in " + it.place() + ": not learned from");
        });
        return lines;
    }
}
