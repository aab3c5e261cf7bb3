package hourglass.cli;

import hourglass.column.Schema;
import hourglass.column.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the columns of a table were taken for, a line each.
final class SchemaLines {
    private static final int MOST = 60;
    private static final int WIDEST_NAME = 28;

    private SchemaLines() {}

    static List<String> of(Schema schema, TableProfile profile) {
        List<String> lines = new ArrayList<>();
        int width = schema.names().stream().mapToInt(String::length).max().orElse(1);
        int shown = Math.min(width, WIDEST_NAME);
        lines.add("columns");
        schema.columns().stream()
                .limit(MOST)
                .map(column ->
                        String.format(Locale.ROOT, "  %-" + shown + "s  %s", column.name(), profile.summary(column)))
                .forEach(lines::add);
        if (schema.columns().size() > MOST) {
            lines.add("  … and " + (schema.columns().size() - MOST) + " more columns");
        }
        return lines;
    }
}
