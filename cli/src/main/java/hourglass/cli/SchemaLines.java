package hourglass.cli;

import hourglass.column.Column;
import hourglass.column.ColumnSummary;
import hourglass.column.Schema;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the columns of a table were taken for, a line each.
final class SchemaLines {
    private static final int MOST = 60;
    private static final int WIDEST_NAME = 28;

    private SchemaLines() {}

    static List<String> of(Schema schema, Frame frame) {
        List<String> lines = new ArrayList<>();
        int width = schema.names().stream().mapToInt(String::length).max().orElse(1);
        int shown = Math.min(width, WIDEST_NAME);
        lines.add("columns");
        schema.columns().stream()
                .limit(MOST)
                .parallel()
                .map(column ->
                        String.format(Locale.ROOT, "  %-" + shown + "s  %s", column.name(), summary(column, frame)))
                .forEachOrdered(lines::add);
        if (schema.columns().size() > MOST) {
            lines.add("  … and " + (schema.columns().size() - MOST) + " more columns");
        }
        return lines;
    }

    private static String summary(Column column, Frame frame) {
        int place = frame.indexOf(column.name());
        return place < 0 ? column.kind().description() : ColumnSummary.of(column, frame, place);
    }
}
