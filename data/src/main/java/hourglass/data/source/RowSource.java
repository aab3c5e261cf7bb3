package hourglass.data.source;

import hourglass.matrix.Matrix;
import java.util.List;

/// One kind of file, read as it stands: missing values come as NaN, numbers beyond single precision as infinities.
/// [CheckedRows] turns it into a reader whose numbers are all finite.
public interface RowSource extends AutoCloseable {
    Heading heading();

    /// Overwrites the first rows of `into`; returns how many, 0 at the end.
    int read(Matrix into);

    /// The labels of the latest rows, or an empty list.
    List<String> labels();

    /// Where the row with the given number among those delivered (from 0) stands, as shown in errors: `line 3`.
    default String placeOf(long row) {
        return "row " + (row + 1);
    }

    /// Rows that could not even be split into fields, known when the end is reached.
    default List<Refusal> refused() {
        return List.of();
    }

    @Override
    void close();

    /// A row that did not fit.
    ///
    /// @param place such as `line 3`
    /// @param column the column concerned or an empty text
    /// @param reason why, in words
    record Refusal(String place, String column, String reason) {}
}
