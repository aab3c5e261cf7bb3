package hourglass.data.row;

import hourglass.matrix.Matrix;
import hourglass.model.ValueType;
import java.util.List;
import java.util.OptionalLong;

/// Rows of numbers read one chunk at a time; memory does not grow with the file. Every number delivered is finite.
///
/// All methods report trouble with the file as [hourglass.problem.ProblemException]. Not safe for use by several
/// threads at once.
public interface RowReader extends AutoCloseable {
    /// Names of the feature columns, in the order of the columns of the rows read.
    List<String> columns();

    /// Shape of one row: `[64]` for a table, `[28, 28]` for pictures. Its product is the number of columns.
    List<Integer> shape();

    /// What the numbers are, as stored in the file.
    ValueType valueType();

    /// The number of rows where the file tells without reading all of it, those that may be rejected included.
    OptionalLong rowCount();

    /// Reads the next rows.
    ///
    /// @param into `columns().size()` columns and at least one row; rows 0 to n − 1 are overwritten, the rest is
    ///     unspecified
    /// @return n, the number of rows read, 0 only at the end
    /// @throws IllegalArgumentException if `into` has another number of columns or no row
    int read(Matrix into);

    /// The labels of the rows of the latest [#read], one per row; empty if no column is set aside as label. A missing
    /// label (in a text table also `NA`, `null`, `None`, `nan` and `?`) is the empty text.
    List<String> labels();

    /// The number of rows set aside so far because they did not fit. Always 0 without [ReadOptions#rejects()].
    long rejected();

    @Override
    void close();
}
