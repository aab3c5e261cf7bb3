package hourglass.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a cell or a column of a text table holds.
enum CellKind {
    MISSING,
    BOOLEAN,
    INTEGER,
    REAL,
    TEXT;

    /// What stands for a missing value. Case matters, as it does to DuckDB.
    static final List<String> MISSING_TOKENS =
            List.of("", "NA", "N/A", "n/a", "na", "NaN", "nan", "NAN", "null", "NULL", "Null", "None", "?");

    private static final Set<String> MISSING_SET = Set.copyOf(MISSING_TOKENS);
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern FRACTION = Pattern.compile(
            "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(inf|infinity)", Pattern.CASE_INSENSITIVE);

    boolean numeric() {
        return this != TEXT;
    }

    static CellKind ofCell(String cell, boolean decimalComma) {
        String stripped = cell.strip();
        if (MISSING_SET.contains(stripped)) {
            return MISSING;
        }
        if (WHOLE.matcher(stripped).matches()) {
            return INTEGER;
        }
        if (FRACTION.matcher(decimalComma ? stripped.replace(',', '.') : stripped)
                .matches()) {
            return REAL;
        }
        String lower = stripped.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false") ? BOOLEAN : TEXT;
    }

    /// What most of a column holds. Where at least half of the cells are numbers it is a column of numbers with some
    /// cells amiss, which reading it will name.
    static CellKind ofColumn(List<List<String>> rows, int column, boolean decimalComma) {
        int integers = 0;
        int reals = 0;
        int booleans = 0;
        int texts = 0;
        for (List<String> row : rows) {
            switch (column < row.size() ? ofCell(row.get(column), decimalComma) : MISSING) {
                case MISSING -> {}
                case INTEGER -> integers++;
                case REAL -> reals++;
                case BOOLEAN -> booleans++;
                case TEXT -> texts++;
            }
        }
        int numbers = integers + reals;
        if (numbers + booleans + texts == 0) {
            return MISSING;
        }
        if (booleans > 0 && booleans >= texts + numbers) {
            return BOOLEAN;
        }
        if (numbers >= texts + booleans) {
            return reals > 0 ? REAL : INTEGER;
        }
        return TEXT;
    }
}
