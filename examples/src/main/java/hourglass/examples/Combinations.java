package hourglass.examples;

import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which texts of two columns stand in one row, and which never do although by chance they would.
final class Combinations {
    /// A text in a column.
    record Level(int column, String text) {}

    private record Pair(Level one, Level other) {}

    /// A pair counts as impossible if so many rows would hold it by chance and none does.
    private static final double EXPECTED = 5;

    /// A text is frequent if it stands in one row of so many.
    private static final int RARITY = 50;

    private final Frame table;
    private final List<Integer> columns;
    private final Map<Level, Integer> rows = new HashMap<>();
    private final Map<Pair, Integer> together = new HashMap<>();

    /// @param columns those whose texts are levels
    Combinations(Frame table, List<Integer> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
        for (int row = 0; row < table.rows(); row++) {
            List<Level> levels = levels(row);
            for (Level one : levels) {
                rows.merge(one, 1, Integer::sum);
                levels.forEach(other -> together.merge(new Pair(one, other), 1, Integer::sum));
            }
        }
    }

    private List<Level> levels(int row) {
        return columns.stream()
                .filter(column -> table.isText(row, column))
                .map(column -> new Level(column, table.text(row, column)))
                .toList();
    }

    /// Frequent texts that would make a row impossible if they stood there in place of its own, column by column; those
    /// of a column in alphabetical order.
    List<List<Level>> impossible(int row) {
        List<Level> own = levels(row);
        List<List<Level>> byColumn = new ArrayList<>();
        for (int column : columns) {
            List<Level> found = rows.keySet().stream()
                    .filter(it -> it.column() == column && rows.getOrDefault(it, 0) * RARITY >= table.rows())
                    .filter(it -> table.isText(row, column) && !own.contains(it))
                    .filter(it -> own.stream().anyMatch(other -> other.column() != column && neverWith(it, other)))
                    .sorted((a, b) -> a.text().compareTo(b.text()))
                    .toList();
            if (!found.isEmpty()) {
                byColumn.add(found);
            }
        }
        return byColumn;
    }

    private boolean neverWith(Level one, Level other) {
        return !together.containsKey(new Pair(one, other))
                && (double) rows.getOrDefault(one, 0) * rows.getOrDefault(other, 0) / table.rows() >= EXPECTED;
    }
}
