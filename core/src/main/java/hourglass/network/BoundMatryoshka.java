package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first numbers of a row pass, the others become zero; on the way back likewise.
///
/// @param layer its place in the network
/// @param x input, not modified
/// @param dx ∂l/∂x, overwritten; null where nobody reads it
record BoundMatryoshka(
        List<Integer> sizes,
        int layer,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {
    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        return rows;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        cut(tile, shard, x.tiles()[tile], output.tiles()[tile]);
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx != null) {
            cut(tile, shard, outputGradient.tiles()[tile], dx.tiles()[tile]);
        }
    }

    private void cut(int tile, Shard shard, Matrix from, Matrix to) {
        long key = Noise.key(shard.seed(), Noise.Purpose.NESTING, shard.step(), layer);
        int choices = sizes.size() + 1;
        int first = Noise.below(key, 0, choices) + shard.from() - shard.batchFrom() + tile * x.height();
        for (int row = 0; row < to.rows(); row++) {
            int choice = (first + row) % choices;
            int size = choice < sizes.size() ? sizes.get(choice) : to.columns();
            int into = to.rowOffset(row);
            System.arraycopy(from.array(), from.rowOffset(row), to.array(), into, size);
            Arrays.fill(to.array(), into + size, into + to.columns(), 0f);
        }
    }
}
