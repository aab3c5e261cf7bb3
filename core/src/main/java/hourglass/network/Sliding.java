package hourglass.network;

import hourglass.bound.GradientTile;
import hourglass.bound.Scratch;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;

/// Products of unfolded images with weights, so many positions at a time that what is unfolded stays in the cache.
///
/// @param unfolding of the larger images: inputs of a convolution, outputs of a transposed one
/// @param scratch where they are unfolded
record Sliding(Unfolding unfolding, Scratch scratch) {
    /// Unfolded numbers at a time, that fit the second-level cache beside the weights.
    private static final int NUMBERS = 1 << 16;

    private static final int FEWEST_POSITIONS = 64;

    /// Work with some positions.
    private interface Task {
        /// @param windows room for their unfolded numbers
        void accept(int first, Matrix windows);
    }

    private void forEach(int images, int numbers, Task task) {
        int positions = images * unfolding.positions();
        int most = Math.min(positions, Math.max(FEWEST_POSITIONS, NUMBERS / numbers));
        float[] memory = scratch.take(most * numbers);
        for (int first = 0; first < positions; first += most) {
            task.accept(first, new Matrix(memory, 0, Math.min(most, positions - first), numbers, numbers));
        }
        scratch.giveBack(memory);
    }

    /// small = unfolded(large) · W, or is added to it.
    ///
    /// @param large images, a row each
    /// @param small a row for each position
    void gather(Matrix large, Matrix weight, boolean transposed, boolean accumulate, Matrix small, Kernels kernels) {
        forEach(large.rows(), unfolding.numbers(), (first, windows) -> {
            unfolding.unfold(large, first, 0, windows);
            Matrix rows = small.rows(first, first + windows.rows());
            kernels.multiply(windows, false, weight, transposed, accumulate, rows);
        });
    }

    /// Adds small · W, folded, to the images.
    ///
    /// @param small a row for each position
    /// @param large images, a row each
    void scatter(Matrix small, Matrix weight, boolean transposed, Matrix large, Kernels kernels) {
        forEach(large.rows(), unfolding.numbers(), (first, windows) -> {
            Matrix rows = small.rows(first, first + windows.rows());
            kernels.multiply(rows, false, weight, transposed, false, windows);
            unfolding.fold(windows, first, large);
        });
    }

    /// Adds rows of unfolded(large)ᵀ · small to the gradient of a tensor of (numbers under the window × channels), or
    /// rows of its transpose to that of one stored the other way round.
    void addGradient(Matrix large, Matrix small, boolean transposed, GradientTile tile, Kernels kernels) {
        int from = transposed ? 0 : tile.firstRow();
        int to = transposed ? unfolding.numbers() : tile.lastRow();
        forEach(large.rows(), to - from, (first, windows) -> {
            unfolding.unfold(large, first, from, windows);
            Matrix rows = small.rows(first, first + windows.rows());
            if (transposed) {
                Matrix columns = rows.columns(tile.firstRow(), tile.lastRow());
                kernels.multiply(columns, true, windows, false, !tile.isFresh(), tile.gradient());
            } else {
                kernels.multiply(windows, true, rows, false, !tile.isFresh(), tile.gradient());
            }
            tile.wrote();
        });
    }

    /// Images of a buffer as a matrix with a row for each position.
    static Matrix byPosition(Matrix images, int channels) {
        return new Matrix(
                images.array(),
                images.offset(),
                Math.multiplyExact(images.rows(), images.columns() / channels),
                channels,
                channels);
    }

    /// Adds the sum of all rows to the gradient of a bias.
    static void addColumnSums(Matrix rows, GradientTile tile) {
        int n = rows.columns();
        double[] sums = new double[n];
        float[] part = new float[n];
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < n; j++) {
                part[j] += rows.array()[start + j];
            }
            if (row % FEWEST_POSITIONS == FEWEST_POSITIONS - 1 || row == rows.rows() - 1) {
                for (int j = 0; j < n; j++) {
                    sums[j] += part[j];
                    part[j] = 0;
                }
            }
        }
        for (int j = 0; j < n; j++) {
            float before = tile.isFresh() ? 0 : tile.gradient().get(0, j);
            tile.gradient().set(0, j, (float) (before + sums[j]));
        }
        tile.wrote();
    }
}
