package hourglass.cli;

import java.util.ArrayList;
import java.util.List;

/// Cells one under the other, each column as wide as its widest cell. The first line is the heading; the others stand
/// two spaces further in.
final class Grid {
    private static final String GAP = "  ";
    private static final int WIDEST_NAME = 26;

    private final String sides;
    private final List<String[]> rows = new ArrayList<>();

    /// @param sides a character for each column: `<` for texts, which stand at the left, `>` for numbers
    Grid(String sides) {
        this.sides = sides;
    }

    /// Adds a line.
    void add(List<String> cells) {
        if (cells.size() != sides.length()) {
            throw new IllegalArgumentException("expected " + sides.length() + " cells, got " + cells.size());
        }
        String[] row = cells.toArray(String[]::new);
        if (!rows.isEmpty()) {
            row[0] = GAP + row[0];
        }
        rows.add(row);
    }

    /// All lines, without spaces at their ends.
    List<String> lines() {
        int[] widths = new int[sides.length()];
        for (String[] row : rows) {
            for (int j = 0; j < widths.length; j++) {
                widths[j] = Math.max(widths[j], row[j].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int j = 0; j < row.length; j++) {
            String padding = " ".repeat(widths[j] - row[j].length());
            line.append(j == 0 ? "" : GAP).append(sides.charAt(j) == '>' ? padding + row[j] : row[j] + padding);
        }
        return line.toString().stripTrailing();
    }

    /// The name of a column where there is little room.
    static String name(String name) {
        return cut(name, WIDEST_NAME);
    }

    /// A text of at most so many characters.
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
