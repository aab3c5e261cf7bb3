package hourglass.column;

import hourglass.matrix.Matrix;
import java.util.List;

/// Rows of a table as numbers, one for each [Variable]: a level by its index, a moment by days or angles, NaN where
/// nothing is known.
///
/// @param rows (rows × variables)
/// @param outside cells that are NaN there because they cannot be what their column is, by row
public record Encoded(Matrix rows, List<Outside> outside) {
    public Encoded {
        outside = List.copyOf(outside);
    }
}
