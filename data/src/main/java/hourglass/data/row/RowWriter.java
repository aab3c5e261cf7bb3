package hourglass.data.row;

import hourglass.table.Frame;

/// Writes rows to a file that appears only when it is complete.
///
/// The rows go to a temporary file in the same folder; [#commit()] forces it to the disk and moves it into place.
/// Closing without a commit leaves nothing, and whatever stood at the path before stays: so a `try` block that fails
/// cannot leave half a file.
///
/// ```java
/// try (RowWriter writer = OutputFile.create(path, columns)) {
///     writer.write(rows);
///     writer.commit();
/// }
/// ```
public interface RowWriter extends AutoCloseable {
    /// Appends rows.
    ///
    /// @param rows with as many columns as the writer has, in the same order whatever their names
    /// @throws IllegalArgumentException if a cell does not fit its column
    void write(Frame rows);

    /// Completes the file and moves it into place. Nothing can be written afterwards.
    void commit();

    /// Discards what was written unless it was committed.
    @Override
    void close();
}
