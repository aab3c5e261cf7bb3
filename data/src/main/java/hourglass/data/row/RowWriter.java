package hourglass.data.row;

import hourglass.matrix.Matrix;
import java.util.List;

/// Writes rows to a file that appears only when it is complete.
///
/// The rows go to a temporary file in the same folder; [#commit()] forces it to the disk and moves it into place.
/// Closing without a commit leaves nothing, and whatever stood at the path before stays: so a `try` block that fails
/// cannot leave half a file.
///
/// ```java
/// try (RowWriter writer = OutputFile.create(path, columns, Optional.empty())) {
///     writer.write(rows, List.of());
///     writer.commit();
/// }
/// ```
public interface RowWriter extends AutoCloseable {
    /// Appends rows.
    ///
    /// @param rows as many columns as the writer has. Not modified.
    /// @param labels one per row if the writer has a label column, otherwise empty
    void write(Matrix rows, List<String> labels);

    /// Completes the file and moves it into place. Nothing can be written afterwards.
    void commit();

    /// Discards what was written unless it was committed.
    @Override
    void close();
}
