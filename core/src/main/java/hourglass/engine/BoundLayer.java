package hourglass.engine;

import hourglass.matrix.Kernels;

/// A layer bound to the buffers it reads and writes in a training step.
sealed interface BoundLayer
        permits BoundContract, BoundCorrupt, BoundDense, BoundLatent, BoundPart, BoundPenalize, BoundSparse, BoundTopK {
    /// Overwrites the output rows of a tile.
    void forward(int tile, Kernels kernels, StepKey key);

    /// Turns ∂l/∂output of a tile into ∂l/∂input; what a gradient of the parameters needs stays in the buffers.
    void backward(int tile, Kernels kernels, StepKey key);

    /// Whether [#combine()] must run, alone, after all tiles went forward and before any goes further.
    default boolean couplesRows() {
        return false;
    }

    /// Brings together what the tiles found.
    default void combine() {}

    /// Called alone, after all tiles went back.
    default void finish() {}

    /// What this layer adds to the loss, summed over the rows of a tile.
    default double penalty(int tile) {
        return 0;
    }
}
