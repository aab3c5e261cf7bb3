package hourglass.data.row;

import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Rows read some at a time, as they stand: memory does not grow with the file.
///
/// All methods report trouble with the file as [hourglass.problem.ProblemException]. Not safe for use by several
/// threads at once.
public interface RowReader extends AutoCloseable {
    /// Names of all columns, in the order of the file.
    List<String> columns();

    /// Shape of one row: `[64]` for a table, `[28, 28]` for pictures. Its product is the number of columns.
    default List<Integer> shape() {
        return List.of(columns().size());
    }

    /// What the numbers are, as stored in the file.
    default ValueType valueType() {
        return ValueType.REAL;
    }

    /// The number of rows where the file tells without reading all of it, those that may be rejected included.
    OptionalLong rowCount();

    /// How much of the input has been read, from 0 to 1, where that is known without the number of rows: by bytes, or
    /// by
    /// files. To be asked between reads, by the thread that reads.
    default OptionalDouble progress() {
        return OptionalDouble.empty();
    }

    /// What was guessed or passed over, a sentence each: which line names the columns, lines before it, an encoding
    /// that is not UTF-8. Complete at the end of the rows.
    List<String> notes();

    /// Whether each row is a file of its own, a picture: frames then name them ([Frame#files()]).
    default boolean rowsAreFiles() {
        return false;
    }

    /// Restricts what is read to some columns, in the given order; cells of others are not looked at, so that what is
    /// amiss with them is no error. Before the first row is read.
    ///
    /// @param names some of [#columns()]
    void select(List<String> names);

    /// The next rows of the selected columns.
    ///
    /// @param most at least 1
    /// @return without rows only at the end
    Frame read(int most);

    /// The number of rows set aside so far because they did not fit. Always 0 without [ReadOptions#rejects()].
    long rejected();

    @Override
    void close();
}
