package hourglass.matrix;

import java.util.Arrays;
import java.util.Objects;

/// A view of single-precision numbers in rows and columns over a `float[]`: element (i, j) stands at
/// `offset + i · stride + j`. Several matrices may share one array; writing through one is seen through all.
///
/// A row is an example, a column a feature or unit.
///
/// @param array behind this view, shared
/// @param offset index of element (0, 0) in the array
/// @param stride distance in the array between the starts of two rows, at least `columns`
public record Matrix(float[] array, int offset, int rows, int columns, int stride) implements Rows {
    public Matrix {
        if (rows < 0 || columns < 0 || stride < columns || offset < 0) {
            throw new IllegalArgumentException(
                    "not a view: offset " + offset + ", rows " + rows + ", columns " + columns + ", stride " + stride);
        }
        long end = rows == 0 ? 0 : offset + (long) (rows - 1) * stride + columns;
        if (end > array.length) {
            throw new IllegalArgumentException(
                    "the view must end within the array of " + array.length + " numbers, but ends at " + end);
        }
    }

    /// A new matrix of zeros.
    ///
    /// @throws IllegalArgumentException if a size is negative or the array would be longer than Java allows
    public static Matrix zeros(int rows, int columns) {
        long length = (long) rows * columns;
        if (rows < 0 || columns < 0 || length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a matrix must have between 0 and 2^31 - 9 numbers, got " + rows + " x " + columns);
        }
        return new Matrix(new float[(int) length], 0, rows, columns, columns);
    }

    /// A view of a whole array, rows one after the other.
    ///
    /// @param array not copied; its length must be rows · columns
    public static Matrix of(int rows, int columns, float... array) {
        if (rows < 0 || columns < 0 || (long) rows * columns != array.length) {
            throw new IllegalArgumentException(
                    "the array must have rows · columns = " + (long) rows * columns + " numbers, got " + array.length);
        }
        return new Matrix(array, 0, rows, columns, columns);
    }

    /// Whether each row starts where the one before ends.
    public boolean isContiguous() {
        return stride == columns;
    }

    /// Index in [#array()] at which a row starts. Not checked.
    public int rowOffset(int row) {
        return offset + row * stride;
    }

    @Override
    public float get(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return array[offset + row * stride + column];
    }

    /// Overwrites element (row, column).
    public void set(int row, int column, float value) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        array[offset + row * stride + column] = value;
    }

    /// A view of the rows `from` (included) to `to` (excluded).
    @Override
    public Matrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new Matrix(array, offset + from * stride, to - from, columns, stride);
    }

    @Override
    public void gather(int[] order, int from, int to, Matrix into) {
        for (int i = from; i < to; i++) {
            System.arraycopy(array, rowOffset(order[i]), into.array, into.rowOffset(i - from), columns);
        }
    }

    @Override
    public Matrix select(int[] chosen) {
        Matrix selected = zeros(chosen.length, columns);
        gather(chosen, 0, chosen.length, selected);
        return selected;
    }

    /// A view of the columns `from` (included) to `to` (excluded).
    public Matrix columns(int from, int to) {
        Objects.checkFromToIndex(from, to, columns);
        return new Matrix(array, offset + from, rows, to - from, stride);
    }

    /// Overwrites every element of this matrix by the one of `source`, which has the same shape.
    public void copyFrom(Matrix source) {
        if (source.rows != rows || source.columns != columns) {
            throw new IllegalArgumentException("expected " + shape() + ", got " + source.shape());
        }
        if (isContiguous() && source.isContiguous()) {
            System.arraycopy(source.array, source.offset, array, offset, rows * columns);
            return;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source.array, source.rowOffset(row), array, rowOffset(row), columns);
        }
    }

    /// A new matrix with the same elements and nothing shared.
    public Matrix copy() {
        Matrix copy = zeros(rows, columns);
        copy.copyFrom(this);
        return copy;
    }

    /// Overwrites every element.
    public void fill(float value) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(array, rowOffset(row), rowOffset(row) + columns, value);
        }
    }

    /// Overwrites every row by numbers that stand one after the other in an array.
    public void fillRows(float[] numbers, int from) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(numbers, from, array, rowOffset(row), columns);
        }
    }

    /// The shape as text, such as `128 x 784`.
    public String shape() {
        return rows + " x " + columns;
    }

    @Override
    public String toString() {
        return "Matrix[" + shape() + "]";
    }
}
