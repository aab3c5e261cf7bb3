package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import org.jspecify.annotations.Nullable;

/// Corruption of a layer's input. Which numbers are hit is a function of (seed, step, layer, row, column), so the way
/// back computes it again instead of keeping a mask.
record BoundCorrupt(
        Corruption corruption,
        int layer,
        Tiled x,
        Tiled y,
        @Nullable Tiled dx,
        Tiled dy) implements BoundLayer {

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        return rows;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        Matrix input = x.tiles()[tile];
        Matrix output = y.tiles()[tile];
        int n = input.columns();
        for (int row = 0; row < input.rows(); row++) {
            long rowKey = rowKey(shard, tile, row);
            float[] from = input.array();
            int fromOffset = input.rowOffset(row);
            float[] to = output.array();
            int toOffset = output.rowOffset(row);
            switch (corruption) {
                case Corruption.Gaussian it -> {
                    for (int j = 0; j < n; j++) {
                        to[toOffset + j] =
                                (float) (from[fromOffset + j] + it.standardDeviation() * Noise.gaussian(rowKey, j));
                    }
                }
                case Corruption.Masking it -> {
                    for (int j = 0; j < n; j++) {
                        to[toOffset + j] = Noise.uniform(rowKey, j) < it.fraction() ? 0f : from[fromOffset + j];
                    }
                }
                case Corruption.Dropout it -> {
                    float scale = 1 / (1 - it.fraction());
                    for (int j = 0; j < n; j++) {
                        to[toOffset + j] = Noise.uniform(rowKey, j) < it.fraction() ? 0f : scale * from[fromOffset + j];
                    }
                }
                case Corruption.SaltAndPepper it -> {
                    for (int j = 0; j < n; j++) {
                        double u = Noise.uniform(rowKey, j);
                        float spot = u < it.fraction() / 2 ? it.low() : it.high();
                        to[toOffset + j] = u < it.fraction() ? spot : from[fromOffset + j];
                    }
                }
                case Corruption.Swap it -> {
                    for (int j = 0; j < n; j++) {
                        int source = Noise.uniform(rowKey, j) < it.fraction()
                                ? x.all()
                                        .rowOffset(Noise.below(
                                                rowKey, (long) n + j, x.all().rows()))
                                : fromOffset;
                        to[toOffset + j] = from[source + j];
                    }
                }
            }
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix out = dy.tiles()[tile];
        Matrix in = dx.tiles()[tile];
        in.copyFrom(out);
        double fraction = switch (corruption) {
            case Corruption.Gaussian it -> 0;
            case Corruption.Masking it -> it.fraction();
            case Corruption.Dropout it -> it.fraction();
            case Corruption.SaltAndPepper it -> it.fraction();
            case Corruption.Swap it -> throw new IllegalStateException("swap noise belongs at the input");
        };
        float scale = corruption instanceof Corruption.Dropout it ? 1 / (1 - it.fraction()) : 1f;
        if (fraction > 0) {
            for (int row = 0; row < in.rows(); row++) {
                long rowKey = rowKey(shard, tile, row);
                for (int j = 0; j < in.columns(); j++) {
                    in.array()[in.rowOffset(row) + j] *= Noise.uniform(rowKey, j) < fraction ? 0f : scale;
                }
            }
        }
    }

    private long rowKey(Shard shard, int tile, int row) {
        return shard.noise(Noise.Purpose.CORRUPTION, layer, tile * x.height() + row);
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
