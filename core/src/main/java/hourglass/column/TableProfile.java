package hourglass.column;

import hourglass.table.Frame;
import hourglass.table.Frames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What is in the columns of a table, counted in one pass: what inferring a [Schema] and telling of it need.
public final class TableProfile {
    private final List<String> names;
    private final List<ColumnProfile> columns;

    private TableProfile(List<String> names, List<ColumnProfile> columns) {
        this.names = names;
        this.columns = columns;
    }

    /// Counts, with all processors.
    public static TableProfile of(Frames frames) {
        int rows = frames.rows();
        ColumnCounts[] counts = new ColumnCounts[frames.columns()];
        for (int j = 0; j < counts.length; j++) {
            counts[j] = new ColumnCounts(j, rows);
        }
        for (Frame part : frames.parts()) {
            IntStream.range(0, counts.length).parallel().forEach(j -> counts[j].add(part));
        }
        return new TableProfile(
                frames.names(),
                IntStream.range(0, counts.length)
                        .parallel()
                        .mapToObj(j -> counts[j].profile())
                        .toList());
    }

    /// What the columns look like.
    public Schema schema() {
        return new Schema(IntStream.range(0, names.size())
                .parallel()
                .mapToObj(j -> new Column(names.get(j), Inference.kind(names.get(j), j, columns.get(j))))
                .toList());
    }

    /// A column in a line: what it was taken for and what is in it.
    public String summary(Column column) {
        int place = names.indexOf(column.name());
        return place < 0 ? column.kind().description() : ColumnSummary.of(column, columns.get(place));
    }

    /// How many cells were missing by what stood there.
    public Map<String, Integer> missing() {
        Map<String, Integer> all = new TreeMap<>();
        columns.forEach(column -> column.missing().forEach((token, count) -> all.merge(token, count, Integer::sum)));
        return all;
    }
}
