package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The k largest of each row stay, the others become zero; on the way back the gradient of those others does.
///
/// @param x input, not modified
/// @param y output
/// @param dx ∂l/∂x, overwritten; null where nobody reads it
/// @param dy ∂l/∂y
record BoundTopK(int k, Tiled x, Tiled y, @Nullable Tiled dx, Tiled dy) implements BoundLayer {
    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix output = y.all().rows(0, rows.rows());
        output.copyFrom(rows);
        keepLargest(k, output);
        return output;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        y.tiles()[tile].copyFrom(x.tiles()[tile]);
        keepLargest(k, y.tiles()[tile]);
    }

    /// Overwrites all but the k largest numbers of each row by zero.
    static void keepLargest(int k, Matrix rows) {
        float[] values = new float[k];
        int[] indices = new int[k];
        Selection selection = new Selection(k, Float.NEGATIVE_INFINITY, values, indices, 0);
        for (int row = 0; row < rows.rows(); row++) {
            int offset = rows.rowOffset(row);
            selection.clear();
            selection.offer(rows.array(), offset, rows.columns(), 0);
            Arrays.fill(rows.array(), offset, offset + rows.columns(), 0f);
            for (int i = 0; i < selection.count(); i++) {
                rows.array()[offset + indices[i]] = values[i];
            }
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix output = y.tiles()[tile];
        Matrix out = dy.tiles()[tile];
        Matrix in = dx.tiles()[tile];
        for (int row = 0; row < in.rows(); row++) {
            for (int j = 0; j < in.columns(); j++) {
                boolean kept = output.array()[output.rowOffset(row) + j] != 0;
                in.array()[in.rowOffset(row) + j] = kept ? out.array()[out.rowOffset(row) + j] : 0f;
            }
        }
    }

    @Override
    public Tiled output() {
        return y;
    }

    @Override
    public Tiled outputGradient() {
        return dy;
    }
}
