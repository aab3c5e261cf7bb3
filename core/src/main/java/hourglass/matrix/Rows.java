package hourglass.matrix;

/// Rows of numbers that are fetched by index: a [Matrix], or rows that do not stand in memory.
///
/// Rows may be fetched by several threads at once.
public interface Rows {
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

    /// All of them, shared where they stand in memory, a copy otherwise.
    default Matrix toMatrix() {
        return rows(0, rows());
    }
}
