package hourglass.bound;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;

/// A layer bound to the numbers it learns and to the memory it reads and writes: all that it does in training and in
/// use.
///
/// In training, tiles of rows go forward and back independently of one another; afterwards, tiles of parameters ask for
/// their gradients, which are read from what the way back left in the buffers.
public interface BoundLayer {
    /// The layer in use, by one thread: without noise or penalties.
    ///
    /// @param x at most as many rows as it was bound for, not modified
    /// @return the output; `x` itself, or memory that the next call overwrites
    Matrix use(Matrix x, Kernels kernels);

    /// Overwrites the output rows of a tile.
    void forward(int tile, Kernels kernels, Shard shard);

    /// Turns ∂l/∂output of a tile into ∂l/∂input.
    void backward(int tile, Kernels kernels, Shard shard);

    /// Output rows.
    Tiled output();

    /// ∂l/∂output, which the layer behind writes.
    Tiled outputGradient();

    /// Rows of the products that one row takes part in: several where a window slides over it.
    default int positions() {
        return 1;
    }

    /// What it learns, each tensor once.
    default List<ParameterUse> parameters() {
        return List.of();
    }

    /// Adds this layer's part to the gradient of some rows of a tensor; after all tiles went back.
    ///
    /// @param parameter index in [#parameters()]
    default void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        throw new IllegalStateException("nothing is learned here");
    }

    /// How many layers of the chain this is the bound form of.
    default int span() {
        return 1;
    }

    /// Whether [#combine] must run, alone, after all tiles went forward and before any goes further.
    default boolean couplesRows() {
        return false;
    }

    /// Brings together what the tiles found.
    default void combine(Shard shard) {}

    /// Called alone, after all tiles went back.
    default void finish() {}

    /// What this layer adds to the loss of rows in use, summed over them. Penalties on means over rows take those of
    /// these
    /// rows.
    ///
    /// @param x what [#use] reads
    default double penaltyOfUse(Matrix x) {
        return 0;
    }

    /// What this layer adds to the loss, summed over the rows of a tile.
    default double penalty(int tile) {
        return 0;
    }
}
