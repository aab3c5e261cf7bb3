package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.table.Frame;

/// Rows that were read and scored together.
///
/// @param table the first file of the table they are of
/// @param match where the model's columns stand in them
/// @param first the place of the first of them among all that were scored
record Part(String table, Frame rows, ColumnMatch match, int first) {
    /// The file that a row is, or stands in.
    ///
    /// @param row its place in these rows
    String file(int row) {
        return rowsAreFiles() ? rows.files().get(row) : table;
    }

    /// Whether each row is a file of its own, such as a picture.
    boolean rowsAreFiles() {
        return !rows.files().isEmpty();
    }
}
