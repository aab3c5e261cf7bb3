package hourglass.engine;

import hourglass.matrix.Kernels;

/// A layer whose work another does along with its own.
record BoundPart() implements BoundLayer {
    @Override
    public void forward(int tile, Kernels kernels, StepKey key) {
        // done by the other
    }

    @Override
    public void backward(int tile, Kernels kernels, StepKey key) {
        // done by the other
    }
}
