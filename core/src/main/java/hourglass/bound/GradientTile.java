package hourglass.bound;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;

/// Some rows of the gradient of one tensor, to which each layer that uses the tensor adds its part. The first part
/// overwrites what the step before left.
public final class GradientTile {
    private final int firstRow;
    private final int lastRow;
    private final Matrix gradient;
    private final boolean[] isWritten;
    private boolean fresh;

    /// @param firstRow first row of the tensor
    /// @param lastRow the row behind the last
    /// @param gradient of these rows
    /// @param isWritten by row of the tensor: false where the gradient is known to hold zeros
    public GradientTile(int firstRow, int lastRow, Matrix gradient, boolean[] isWritten) {
        this.firstRow = firstRow;
        this.lastRow = lastRow;
        this.gradient = gradient;
        this.isWritten = isWritten;
    }

    public int firstRow() {
        return firstRow;
    }

    public int lastRow() {
        return lastRow;
    }

    /// What the tile holds; to be overwritten while it [#isFresh], to be added to afterwards.
    public Matrix gradient() {
        return gradient;
    }

    /// Whether no part has been added in this step.
    public boolean isFresh() {
        return fresh;
    }

    /// Before the first part of a step.
    public void begin() {
        fresh = true;
    }

    /// After the last: a tensor to which nothing was added has a gradient of zeros.
    public void end() {
        if (fresh) {
            gradient.fill(0f);
            wrote();
        }
    }

    /// Adds rows of leftᵀ · right.
    ///
    /// @param left (examples × rows of the tensor), all of them
    /// @param right (examples × columns of the tensor)
    public void addProduct(Matrix left, Matrix right, Kernels kernels) {
        kernels.multiply(left.columns(firstRow, lastRow), true, right, false, !fresh, gradient);
        wrote();
    }

    /// Says that a part was added and that the rows may hold more than zeros.
    public void wrote() {
        fresh = false;
        Arrays.fill(isWritten, firstRow, lastRow, true);
    }

    /// Says that a part was added by rows, each marked by [#setWritten].
    public void wroteByRow() {
        fresh = false;
    }

    /// Whether a row of the tensor may hold more than zeros.
    public boolean isWritten(int row) {
        return isWritten[row];
    }

    public void setWritten(int row, boolean value) {
        isWritten[row] = value;
    }
}
