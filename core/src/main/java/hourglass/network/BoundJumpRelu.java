package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = z · H(z − θ) with its penalty λ ‖y‖₀; thresholds by pseudo-derivatives.
///
/// @param threshold θ, one number for each unit
/// @param z input, not modified
/// @param dz ∂l/∂z, overwritten; null where nobody reads it
/// @param slopes of each row, ∂l/∂θ; written on the way back
/// @param tilePenalty of the latest way forward, by tile
record BoundJumpRelu(
        JumpRelu settings,
        ParameterUse threshold,
        Tiled z,
        Tiled output,
        @Nullable Tiled dz,
        Tiled outputGradient,
        Tiled slopes,
        Matrix ones,
        double[] tilePenalty)
        implements BoundLayer {
    static BoundJumpRelu of(JumpRelu settings, Binding binding) {
        return new BoundJumpRelu(
                settings,
                binding.parameter(JumpRelu.THRESHOLD).orElseThrow(),
                binding.input(),
                binding.buffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()),
                binding.trainingBuffer(binding.columns()),
                binding.ones(),
                new double[binding.input().tiles().length]);
    }

    @Override
    public List<ParameterUse> parameters() {
        return List.of(threshold);
    }

    private float[] thresholds() {
        Matrix learned = threshold.matrix();
        float[] thresholds = new float[learned.columns()];
        for (int j = 0; j < thresholds.length; j++) {
            thresholds[j] = Math.max(0f, learned.get(0, j));
        }
        return thresholds;
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix kept = output.all().rows(0, rows.rows());
        keep(rows, thresholds(), kept);
        return kept;
    }

    @Override
    public double penaltyOfUse(Matrix rows) {
        return settings.weight() * (double) keep(rows, thresholds(), rows.copy());
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        tilePenalty[tile] = settings.weight() * (double) keep(z.tiles()[tile], thresholds(), output.tiles()[tile]);
    }

    /// Overwrites `to`; how many numbers were kept.
    private static long keep(Matrix from, float[] thresholds, Matrix to) {
        long count = 0;
        for (int row = 0; row < from.rows(); row++) {
            int at = from.rowOffset(row);
            int into = to.rowOffset(row);
            for (int j = 0; j < thresholds.length; j++) {
                float value = from.array()[at + j];
                // Not value > threshold, which is false for what is not a number.
                boolean isKept = !(value <= thresholds[j]);
                to.array()[into + j] = isKept ? value : 0f;
                count += isKept ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public double penalty(int tile) {
        return tilePenalty[tile];
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix values = z.tiles()[tile];
        Matrix out = outputGradient.tiles()[tile];
        Matrix slope = slopes.tiles()[tile];
        float[] thresholds = thresholds();
        float half = settings.bandwidth() / 2;
        float penalty = settings.weight() / shard.batchRows();
        for (int row = 0; row < values.rows(); row++) {
            int at = values.rowOffset(row);
            int from = out.rowOffset(row);
            int into = slope.rowOffset(row);
            for (int j = 0; j < thresholds.length; j++) {
                float limit = thresholds[j];
                boolean isNear = Math.abs(values.array()[at + j] - limit) < half;
                slope.array()[into + j] =
                        isNear ? -(limit * out.array()[from + j] + penalty) / settings.bandwidth() : 0f;
            }
        }
        if (dz != null) {
            Masks.keep(output.tiles()[tile], out, dz.tiles()[tile]);
        }
    }

    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        tile.addProduct(ones, slopes.all(), kernels);
    }
}
