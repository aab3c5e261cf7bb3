package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;

/// Y = X, and its gradient that of X.
record BoundReshape(Tiled output, Tiled outputGradient) implements BoundLayer {
    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        return rows;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        // The output is the input.
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        // So is its gradient.
    }
}
