package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The k · rows largest positive numbers of a batch stay, in use those above the threshold; on the way back the
/// gradient
/// of those that stayed.
///
/// @param threshold one number
/// @param x input, not modified
/// @param dx ∂l/∂x, overwritten; null where nobody reads it
record BoundBatchTopK(
        int k,
        ParameterUse threshold,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {
    @Override
    public boolean couplesRows() {
        return true;
    }

    @Override
    public List<ParameterUse> parameters() {
        return List.of(threshold);
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix kept = output.all().rows(0, rows.rows());
        float limit = threshold.matrix().get(0, 0);
        for (int row = 0; row < rows.rows(); row++) {
            int from = rows.rowOffset(row);
            int to = kept.rowOffset(row);
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.array()[from + j];
                kept.array()[to + j] = value <= limit ? 0f : value;
            }
        }
        return kept;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        output.tiles()[tile].copyFrom(x.tiles()[tile]);
    }

    /// Keeps the largest of the whole batch.
    @Override
    public void combine(Shard shard) {
        Matrix all = output.all();
        Largest largest = Largest.of(all, (long) k * all.rows());
        long ofSmallest = largest.ofSmallest();
        for (int row = 0; row < all.rows(); row++) {
            int offset = all.rowOffset(row);
            for (int j = 0; j < all.columns(); j++) {
                float value = all.array()[offset + j];
                int order = Float.compare(value, largest.smallest());
                boolean isKept = order > 0 || (order == 0 && ofSmallest > 0);
                if (order == 0) {
                    ofSmallest--;
                }
                if (!isKept) {
                    all.array()[offset + j] = 0f;
                }
            }
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx != null) {
            Masks.keep(output.tiles()[tile], outputGradient.tiles()[tile], dx.tiles()[tile]);
        }
    }

    /// No gradient moves the threshold.
    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {}
}
