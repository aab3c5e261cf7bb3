package hourglass.network;

import hourglass.bound.BoundLayer;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;

/// A penalty on numbers that stay as they are: input and output are one buffer, and so are their gradients, to which
/// the way back adds (1 / rows) · ∂penalty/∂z.
///
/// @param output z
/// @param columnSums by tile, the sum of each column: only for penalties on means
/// @param tilePenalty of the latest way forward, by tile
/// @param slopes of each column, likewise
record BoundPenalize(
        Penalty penalty,
        Tiled output,
        Tiled outputGradient,
        double[][] columnSums,
        double[] tilePenalty,
        float[] slopes)
        implements BoundLayer {
    private static final double SMALLEST_MEAN = 1e-6;

    static BoundPenalize of(Penalty penalty, Tiled z, Tiled gradient) {
        int tiles = z.tiles().length;
        int means = penalty instanceof Penalty.KullbackLeibler ? z.all().columns() : 0;
        return new BoundPenalize(penalty, z, gradient, new double[tiles][means], new double[tiles], new float[means]);
    }

    @Override
    public boolean couplesRows() {
        return penalty instanceof Penalty.KullbackLeibler;
    }

    @Override
    public double penalty(int tile) {
        return tilePenalty[tile];
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        return rows;
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        Matrix rowsOfTile = output.tiles()[tile];
        tilePenalty[tile] = switch (penalty) {
            case Penalty.L1 it -> it.weight() * sumOfMagnitudes(rowsOfTile);
            case Penalty.L2 it -> it.weight() * sumOfSquares(rowsOfTile);
            case Penalty.KullbackLeibler it -> {
                sumColumns(rowsOfTile, columnSums[tile]);
                yield 0;
            }
            case Penalty.Contractive it -> throw new IllegalStateException("bound as BoundContract");
        };
    }

    @Override
    public double penaltyOfUse(Matrix x) {
        return switch (penalty) {
            case Penalty.L1 it -> it.weight() * sumOfMagnitudes(x);
            case Penalty.L2 it -> it.weight() * sumOfSquares(x);
            case Penalty.KullbackLeibler it -> {
                double[] sums = new double[x.columns()];
                sumColumns(x, sums);
                double sum = 0;
                for (double column : sums) {
                    sum += divergence(it.target(), kept(column / x.rows()));
                }
                yield it.weight() * sum * x.rows();
            }
            case Penalty.Contractive it -> throw new IllegalStateException("bound as BoundContract");
        };
    }

    /// A mean that both logarithms exist of.
    private static double kept(double mean) {
        return Math.min(1 - SMALLEST_MEAN, Math.max(SMALLEST_MEAN, mean));
    }

    /// KL(target ‖ mean) of two coins.
    private static double divergence(double target, double mean) {
        return target * StrictMath.log(target / mean) + (1 - target) * StrictMath.log((1 - target) / (1 - mean));
    }

    /// The Kullback–Leibler penalty is one number for the whole batch; tile 0 carries it, times the rows, because the
    /// sum of all tiles is divided by the rows.
    @Override
    public void combine(Shard shard) {
        int rows = shard.batchRows();
        if (!(penalty instanceof Penalty.KullbackLeibler it)) {
            return;
        }
        double target = it.target();
        double sum = 0;
        for (int j = 0; j < slopes.length; j++) {
            double mean = 0;
            for (double[] tile : columnSums) {
                mean += tile[j];
            }
            mean /= rows;
            double kept = kept(mean);
            sum += divergence(target, kept);
            double slope = kept == mean ? (1 - target) / (1 - kept) - target / kept : 0;
            slopes[j] = (float) (it.weight() * slope / rows);
        }
        tilePenalty[0] = it.weight() * sum * rows;
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix values = output.tiles()[tile];
        Matrix gradients = outputGradient.tiles()[tile];
        float[] v = values.array();
        float[] g = gradients.array();
        int rows = shard.batchRows();
        for (int row = 0; row < values.rows(); row++) {
            int from = values.rowOffset(row);
            int to = gradients.rowOffset(row);
            switch (penalty) {
                case Penalty.L1 it -> {
                    float scale = it.weight() / rows;
                    for (int j = 0; j < values.columns(); j++) {
                        g[to + j] += scale * Math.signum(v[from + j]);
                    }
                }
                case Penalty.L2 it -> {
                    float scale = 2 * it.weight() / rows;
                    for (int j = 0; j < values.columns(); j++) {
                        g[to + j] += scale * v[from + j];
                    }
                }
                case Penalty.KullbackLeibler it -> {
                    for (int j = 0; j < values.columns(); j++) {
                        g[to + j] += slopes[j];
                    }
                }
                case Penalty.Contractive it -> throw new IllegalStateException("bound as BoundContract");
            }
        }
    }

    private static double sumOfMagnitudes(Matrix matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            int from = matrix.rowOffset(row);
            for (int j = 0; j < matrix.columns(); j++) {
                sum += Math.abs(matrix.array()[from + j]);
            }
        }
        return sum;
    }

    private static double sumOfSquares(Matrix matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            int from = matrix.rowOffset(row);
            for (int j = 0; j < matrix.columns(); j++) {
                double value = matrix.array()[from + j];
                sum += value * value;
            }
        }
        return sum;
    }

    private static void sumColumns(Matrix matrix, double[] sums) {
        Arrays.fill(sums, 0);
        for (int row = 0; row < matrix.rows(); row++) {
            int from = matrix.rowOffset(row);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += matrix.array()[from + j];
            }
        }
    }
}
