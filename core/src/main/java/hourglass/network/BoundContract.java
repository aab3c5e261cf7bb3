package hourglass.network;

import hourglass.activation.Smooth;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.List;

/// λ ‖∂h/∂x‖²_F for h = f(x W + b), the code of a contractive autoencoder: λ Σⱼ f′(zⱼ)² nⱼ with nⱼ = Σᵢ Wᵢⱼ² (Rifai et
/// al. 2011, eq. 6, for any smooth f).
///
/// Its gradient has two parts. Through z it is 2 λ f′ f″ nⱼ, which the way back leaves to the dense layer's own f′ by
/// adding 2 λ f″ nⱼ to ∂l/∂h. In W itself it is 2 λ Wᵢⱼ Σ f′(zⱼ)², over the rows: [#addGradient], after that of the
/// dense layer.
///
/// @param use of W
/// @param output h
/// @param tilePenalty of the latest way forward, by tile
/// @param squares by tile, Σ f′² over its rows for each unit
/// @param norms by tile, nⱼ: taken by each anew, because tiles do not wait for each other
record BoundContract(
        float weight,
        ParameterUse use,
        Smooth activation,
        Tiled output,
        Tiled outputGradient,
        double[] tilePenalty,
        double[][] squares,
        double[][] norms)
        implements BoundLayer {

    /// @param dense the layer whose output is h; shares its buffers
    static BoundContract of(float weight, BoundDense dense) {
        if (!(dense.activation() instanceof Smooth smooth)) {
            throw new IllegalStateException("a contractive penalty needs a smooth activation");
        }
        int tiles = dense.output().tiles().length;
        int units = dense.weight().columns();
        return new BoundContract(
                weight,
                dense.parameters().getFirst(),
                smooth,
                dense.output(),
                dense.outputGradient(),
                new double[tiles],
                new double[tiles][units],
                new double[tiles][units]);
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
    public double penaltyOfUse(Matrix h) {
        double[] n = new double[h.columns()];
        return penalty(h, n, new double[n.length]);
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        tilePenalty[tile] = penalty(output.tiles()[tile], norms[tile], squares[tile]);
    }

    /// @param n overwritten by the squared length of each unit's weights
    /// @param sums overwritten by Σ f′² of each unit
    private double penalty(Matrix h, double[] n, double[] sums) {
        Matrix w = use.matrix();
        Arrays.fill(n, 0);
        for (int i = 0; i < w.rows(); i++) {
            int from = w.rowOffset(i);
            for (int j = 0; j < n.length; j++) {
                n[j] += (double) w.array()[from + j] * w.array()[from + j];
            }
        }
        Arrays.fill(sums, 0);
        for (int row = 0; row < h.rows(); row++) {
            int from = h.rowOffset(row);
            for (int j = 0; j < sums.length; j++) {
                double slope = activation.slope(h.array()[from + j]);
                sums[j] += slope * slope;
            }
        }
        double penalty = 0;
        for (int j = 0; j < n.length; j++) {
            penalty += n[j] * sums[j];
        }
        return weight * penalty;
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix h = output.tiles()[tile];
        Matrix gradient = outputGradient.tiles()[tile];
        double[] n = norms[tile];
        double scale = 2.0 * weight / shard.batchRows();
        for (int row = 0; row < h.rows(); row++) {
            int from = h.rowOffset(row);
            int to = gradient.rowOffset(row);
            for (int j = 0; j < n.length; j++) {
                gradient.array()[to + j] += (float) (scale * n[j] * activation.curvature(h.array()[from + j]));
            }
        }
    }

    @Override
    public List<ParameterUse> parameters() {
        return List.of(use);
    }

    /// ∂penalty/∂W, W alone varying.
    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        Matrix gradient = tile.gradient();
        double scale = 2.0 * weight / shard.batchRows();
        for (int j = 0; j < gradient.columns(); j++) {
            double sum = 0;
            for (double[] rows : squares) {
                sum += rows[j];
            }
            float factor = (float) (scale * sum);
            for (int i = 0; i < gradient.rows(); i++) {
                gradient.array()[gradient.rowOffset(i) + j] +=
                        factor * use.matrix().get(tile.firstRow() + i, j);
            }
        }
    }
}
