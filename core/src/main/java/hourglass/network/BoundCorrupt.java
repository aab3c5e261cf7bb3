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
///
/// @param spots of the corruption
/// @param x input, not modified
/// @param dx ∂l/∂x, overwritten; null where nobody reads it
record BoundCorrupt(
        Corruption corruption,
        Spots spots,
        int layer,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient) implements BoundLayer {

    /// What is put in the place of a share of the numbers, `low` into half of it, and what the others are multiplied
    /// by.
    record Spots(double share, float low, float high, float scale) {
        static Spots of(Corruption corruption) {
            return switch (corruption) {
                case Corruption.Gaussian it -> new Spots(0, 0f, 0f, 1f);
                case Corruption.Masking it -> new Spots(it.fraction(), 0f, 0f, 1f);
                case Corruption.Dropout it -> new Spots(it.fraction(), 0f, 0f, 1 / (1 - it.fraction()));
                case Corruption.SaltAndPepper it -> new Spots(it.fraction(), it.low(), it.high(), 1f);
                // Those belong at the input, whose gradient nobody reads.
                case Corruption.Swap it -> new Spots(0, 0f, 0f, 1f);
                case Corruption.Missing it -> new Spots(0, 0f, 0f, 1f);
            };
        }

        private void put(float[] from, int fromOffset, float[] to, int toOffset, int n, long rowKey) {
            for (int j = 0; j < n; j++) {
                double u = Noise.uniform(rowKey, j);
                float spot = u < share / 2 ? low : high;
                to[toOffset + j] = u < share ? spot : scale * from[fromOffset + j];
            }
        }
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        return rows;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        Matrix input = x.tiles()[tile];
        Matrix corrupted = output.tiles()[tile];
        for (int row = 0; row < input.rows(); row++) {
            corrupt(corruption, spots, x.all(), input, corrupted, row, rowKey(shard, tile, row));
        }
    }

    /// Corrupts one row.
    ///
    /// @param all rows that swap noise draws from, in the array of `input`
    /// @param corrupted overwritten
    /// @param row of both
    /// @param rowKey what the noise is a function of, besides the column
    static void corrupt(
            Corruption corruption, Spots spots, Matrix all, Matrix input, Matrix corrupted, int row, long rowKey) {
        float[] from = input.array();
        float[] to = corrupted.array();
        int n = input.columns();
        int fromOffset = input.rowOffset(row);
        int toOffset = corrupted.rowOffset(row);
        switch (corruption) {
            case Corruption.Gaussian it -> {
                for (int j = 0; j < n; j++) {
                    to[toOffset + j] =
                            (float) (from[fromOffset + j] + it.standardDeviation() * Noise.gaussian(rowKey, j));
                }
            }
            case Corruption.Swap it -> {
                for (int j = 0; j < n; j++) {
                    int source = Noise.uniform(rowKey, j) < it.fraction()
                            ? all.rowOffset(Noise.below(rowKey, (long) n + j, all.rows()))
                            : fromOffset;
                    to[toOffset + j] = from[source + j];
                }
            }
            case Corruption.Missing it -> {
                double share = it.least() + (it.most() - it.least()) * Noise.uniform(rowKey, n);
                for (int j = 0; j < n; j++) {
                    to[toOffset + j] = Noise.uniform(rowKey, j) < share ? Float.NaN : from[fromOffset + j];
                }
            }
            case Corruption.Masking it -> spots.put(from, fromOffset, to, toOffset, n, rowKey);
            case Corruption.Dropout it -> spots.put(from, fromOffset, to, toOffset, n, rowKey);
            case Corruption.SaltAndPepper it -> spots.put(from, fromOffset, to, toOffset, n, rowKey);
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix in = dx.tiles()[tile];
        in.copyFrom(outputGradient.tiles()[tile]);
        for (int row = 0; spots.share > 0 && row < in.rows(); row++) {
            long rowKey = rowKey(shard, tile, row);
            for (int j = 0; j < in.columns(); j++) {
                in.array()[in.rowOffset(row) + j] *= Noise.uniform(rowKey, j) < spots.share ? 0f : spots.scale;
            }
        }
    }

    private long rowKey(Shard shard, int tile, int row) {
        return shard.noise(Noise.Purpose.CORRUPTION, layer, tile * x.height() + row);
    }
}
