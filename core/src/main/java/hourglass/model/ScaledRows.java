package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;

/// Rows that do not stand in memory, scaled when they are fetched.
record ScaledRows(Rows rowsOfFile, Scaling scaling) implements Rows {
    /// Rows scaled: in place where they stand in memory.
    static Rows of(Rows rows, Scaling scaling) {
        if (rows instanceof Matrix matrix) {
            scaling.apply(matrix);
            return matrix;
        }
        return new ScaledRows(rows, scaling);
    }

    @Override
    public int rows() {
        return rowsOfFile.rows();
    }

    @Override
    public int columns() {
        return rowsOfFile.columns();
    }

    @Override
    public void gather(int[] order, int from, int to, Matrix into) {
        rowsOfFile.gather(order, from, to, into);
        scaling.apply(into.rows(0, to - from));
    }

    @Override
    public Matrix rows(int from, int to) {
        Matrix rows = rowsOfFile.rows(from, to);
        scaling.apply(rows);
        return rows;
    }
}
