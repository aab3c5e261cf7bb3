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

/// Y = g ⊙ X̂ + b, each row of X̂ being that of X with mean 0 and variance 1. Sums are in double.
final class BoundLayerNormalization implements BoundLayer {
    private final float epsilon;
    private final ParameterUse gain;
    private final ParameterUse shift;
    private final Tiled x;
    private final Tiled y;
    private final @Nullable Tiled dx;
    private final Tiled dy;
    private final Matrix ones;
    /// μ and 1 / √(σ² + ε) of each row.
    private final double[] means;

    private final double[] inverses;

    BoundLayerNormalization(float epsilon, Binding binding) {
        this.epsilon = epsilon;
        this.gain = binding.parameter(LayerNormalization.GAIN).orElseThrow();
        this.shift = binding.parameter(LayerNormalization.SHIFT).orElseThrow();
        this.x = binding.input();
        this.y = binding.buffer(binding.columns());
        this.dx = binding.inputGradient();
        this.dy = binding.trainingBuffer(binding.columns());
        this.ones = binding.ones();
        this.means = new double[binding.rows()];
        this.inverses = new double[binding.rows()];
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        Matrix output = y.all().rows(0, rows.rows());
        normalize(rows, output, 0);
        return output;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        normalize(x.tiles()[tile], y.tiles()[tile], tile * x.height());
    }

    private void normalize(Matrix from, Matrix to, int first) {
        int n = from.columns();
        for (int row = 0; row < from.rows(); row++) {
            int start = from.rowOffset(row);
            double mean = 0;
            for (int j = 0; j < n; j++) {
                mean += from.array()[start + j];
            }
            mean /= n;
            double variance = 0;
            for (int j = 0; j < n; j++) {
                double difference = from.array()[start + j] - mean;
                variance += difference * difference;
            }
            double inverse = 1 / Math.sqrt(variance / n + epsilon);
            means[first + row] = mean;
            inverses[first + row] = inverse;
            int out = to.rowOffset(row);
            for (int j = 0; j < n; j++) {
                double normalized = (from.array()[start + j] - mean) * inverse;
                to.array()[out + j] = (float) (normalized * vector(gain, j) + vector(shift, j));
            }
        }
    }

    private static float vector(ParameterUse use, int j) {
        return use.matrix().array()[use.matrix().offset() + j];
    }

    /// With γ = ∂l/∂y ⊙ g, ∂l/∂x = (γ − mean of γ − x̂ · mean of γ ⊙ x̂) / √(σ² + ε).
    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        if (dx == null) {
            return;
        }
        Matrix input = x.tiles()[tile];
        Matrix out = dy.tiles()[tile];
        Matrix in = dx.tiles()[tile];
        int n = input.columns();
        for (int row = 0; row < input.rows(); row++) {
            double mean = means[tile * x.height() + row];
            double inverse = inverses[tile * x.height() + row];
            int from = input.rowOffset(row);
            int outAt = out.rowOffset(row);
            int inAt = in.rowOffset(row);
            double sum = 0;
            double product = 0;
            for (int j = 0; j < n; j++) {
                double scaled = (double) out.array()[outAt + j] * vector(gain, j);
                sum += scaled;
                product += scaled * (input.array()[from + j] - mean) * inverse;
            }
            for (int j = 0; j < n; j++) {
                double scaled = (double) out.array()[outAt + j] * vector(gain, j);
                double normalized = (input.array()[from + j] - mean) * inverse;
                in.array()[inAt + j] = (float) (inverse * (scaled - sum / n - normalized * product / n));
            }
        }
    }

    @Override
    public List<ParameterUse> parameters() {
        return List.of(gain, shift);
    }

    /// Σ over rows of ∂l/∂y ⊙ x̂ for the gain, of ∂l/∂y for the shift.
    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        if (parameter == 1) {
            tile.addProduct(ones, dy.all(), kernels);
            return;
        }
        Matrix rows = x.all();
        Matrix out = dy.all();
        double[] sums = new double[rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < sums.length; j++) {
                double normalized = (rows.array()[rows.rowOffset(row) + j] - means[row]) * inverses[row];
                sums[j] += out.array()[out.rowOffset(row) + j] * normalized;
            }
        }
        for (int j = 0; j < sums.length; j++) {
            float before = tile.isFresh() ? 0 : tile.gradient().get(0, j);
            tile.gradient().set(0, j, (float) (before + sums[j]));
        }
        tile.wrote();
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
