package hourglass.matrix;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Rows of numbers that are fetched by index: a [Matrix], or rows that do not stand in memory, such as a [RowFile].
///
/// Rows may be fetched by several threads at once.
public interface Rows {
    /// How many rows [#forEachBlock] takes at a time.
    int BLOCK = 1024;

    /// How many.
    int rows();

    /// Numbers of a row.
    int columns();

    /// Overwrites the first `to − from` rows of a matrix by the rows `order[from … to − 1]`.
    ///
    /// @param order indices of rows. Not modified.
    /// @param into as many columns as these rows have
    void gather(int[] order, int from, int to, Matrix into);

    /// The rows `from` (included) to `to` (excluded), shared where they stand in memory, a copy otherwise.
    Matrix rows(int from, int to);

    /// Element (row, column).
    default float get(int row, int column) {
        return rows(row, row + 1).get(0, column);
    }

    /// Some of the rows, in the given order: a copy where they stand in memory, which belongs to the caller; otherwise
    /// a
    /// view.
    ///
    /// @param chosen indices of rows. Not copied
    default Rows select(int[] chosen) {
        return new SelectedRows(this, chosen);
    }

    /// At most so many rows, spread evenly over all, in order: all of them if they are as few, shared where they stand
    /// in
    /// memory.
    default Matrix thinned(int most) {
        if (rows() <= most) {
            return toMatrix();
        }
        Matrix some = Matrix.zeros(most, columns());
        gather(
                IntStream.range(0, most)
                        .map(i -> (int) ((long) i * rows() / most))
                        .toArray(),
                0,
                most,
                some);
        return some;
    }

    /// Goes through all rows in order, some at a time.
    ///
    /// @param task not to keep or change what it is given
    default void forEachBlock(Consumer<Matrix> task) {
        for (int from = 0; from < rows(); from += BLOCK) {
            task.accept(rows(from, Math.min(rows(), from + BLOCK)));
        }
    }

    /// All of them, shared where they stand in memory, a copy otherwise.
    default Matrix toMatrix() {
        return rows(0, rows());
    }
}
