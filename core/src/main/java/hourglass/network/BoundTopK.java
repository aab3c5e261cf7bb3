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
/// @param dx ∂l/∂x, overwritten; null where nobody reads it
record BoundTopK(int k, Tiled x, Tiled output, @Nullable Tiled dx, Tiled outputGradient) implements BoundLayer {
    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix kept = output.all().rows(0, rows.rows());
        kept.copyFrom(rows);
        keepLargest(k, kept);
        return kept;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        output.tiles()[tile].copyFrom(x.tiles()[tile]);
        keepLargest(k, output.tiles()[tile]);
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
        Masks.keep(output.tiles()[tile], outputGradient.tiles()[tile], dx.tiles()[tile]);
    }
}
