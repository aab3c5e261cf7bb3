package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import org.jspecify.annotations.Nullable;

/// z = μ + e^(s/2) ε, with the divergence of q(z|x) from the prior as penalty. ε is a function of (seed, step, layer,
/// row, column), so the way back computes it again instead of keeping it.
///
/// @param weight β, in full what the penalty is weighed by
/// @param warmUp steps until the gradient is too
/// @param x μ and s side by side (rows × 2k), not modified
/// @param output the draws z (rows × k)
/// @param dx ∂l/∂(μ, s), overwritten; null where nobody reads it
/// @param outputGradient ∂l/∂z, not modified
/// @param tilePenalty of the latest way forward, by tile
record BoundLatent(
        float weight,
        int warmUp,
        int layer,
        Tiled x,
        Tiled output,
        @Nullable Tiled dx,
        Tiled outputGradient,
        double[] tilePenalty)
        implements BoundLayer {

    @Override
    public double penalty(int tile) {
        return tilePenalty[tile];
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix means = output.all().rows(0, rows.rows());
        means.copyFrom(rows.columns(0, means.columns()));
        return means;
    }

    @Override
    public double penaltyOfUse(Matrix rows) {
        double divergence = 0;
        for (int row = 0; row < rows.rows(); row++) {
            divergence +=
                    divergence(rows.array(), rows.rowOffset(row), output.all().columns());
        }
        return weight * divergence;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        Matrix input = x.tiles()[tile];
        Matrix z = output.tiles()[tile];
        int k = z.columns();
        float[] in = input.array();
        float[] out = z.array();
        double divergence = 0;
        for (int row = 0; row < z.rows(); row++) {
            long rowKey = rowKey(shard, tile, row);
            int mean = input.rowOffset(row);
            int logVariance = mean + k;
            int to = z.rowOffset(row);
            divergence += divergence(in, mean, k);
            for (int j = 0; j < k; j++) {
                double deviation = Exponentials.exp(0.5 * in[logVariance + j]);
                out[to + j] = (float) (in[mean + j] + deviation * Noise.gaussian(rowKey, j));
            }
        }
        tilePenalty[tile] = weight * divergence;
    }

    /// KL(q ‖ N(0, I)) of one row, ½ Σⱼ (eˢⱼ + μⱼ² − 1 − sⱼ), with μ at an offset and s behind it.
    static double divergence(float[] values, int offset, int k) {
        double sum = 0;
        for (int j = 0; j < k; j++) {
            double mean = values[offset + j];
            double logVariance = values[offset + k + j];
            sum += mean * mean + Exponentials.exp(logVariance) - 1 - logVariance;
        }
        return sum / 2;
    }

    /// The share of β at a step, counted from 0.
    private double warmth(long step) {
        return step + 1 >= warmUp ? 1 : (step + 1) / (double) warmUp;
    }

    /// ∂/∂μ = ∂l/∂z + β μ / rows, and ∂/∂s = ∂l/∂z · ½ e^(s/2) ε + β ½ (eˢ − 1) / rows, where β is as far as it has
    /// grown.
    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix input = x.tiles()[tile];
        Matrix inputGradient = dx.tiles()[tile];
        Matrix dz = outputGradient.tiles()[tile];
        int k = dz.columns();
        double scale = warmth(shard.taken()) * weight / shard.batchRows();
        float[] in = input.array();
        float[] g = inputGradient.array();
        for (int row = 0; row < input.rows(); row++) {
            long rowKey = rowKey(shard, tile, row);
            int mean = input.rowOffset(row);
            int to = inputGradient.rowOffset(row);
            int from = dz.rowOffset(row);
            for (int j = 0; j < k; j++) {
                double deviation = Exponentials.exp(0.5 * in[mean + k + j]);
                double gradient = dz.array()[from + j];
                g[to + j] = (float) (gradient + scale * in[mean + j]);
                g[to + k + j] = (float) (0.5
                        * (gradient * deviation * Noise.gaussian(rowKey, j) + scale * (deviation * deviation - 1)));
            }
        }
    }

    private long rowKey(Shard shard, int tile, int row) {
        return shard.noise(Noise.Purpose.SAMPLING, layer, tile * x.height() + row);
    }
}
