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
/// al.
/// 2011, eq. 6, for any smooth f).
///
/// Its gradient has two parts. Through z it is 2 λ f′ f″ nⱼ, which the way back leaves to the dense layer's own f′ by
/// adding 2 λ f″ nⱼ to ∂l/∂h. In W itself it is 2 λ Wᵢⱼ Σ f′(zⱼ)², over the rows: [#addGradient], after that of the
/// dense layer.
final class BoundContract implements BoundLayer {
    private final float weight;
    private final ParameterUse use;
    private final Smooth activation;
    private final Matrix w;
    private final Tiled h;
    private final Tiled dh;
    private final double[] tilePenalty;
    /// Per tile, Σ f′² over its rows for each unit.
    private final double[][] squares;
    /// Per tile, nⱼ: taken by each anew, because tiles do not wait for each other.
    private final double[][] norms;

    /// @param dense the layer whose output is h; shares its buffers
    BoundContract(float weight, BoundDense dense) {
        if (!(dense.activation() instanceof Smooth smooth)) {
            throw new IllegalStateException("a contractive penalty needs a smooth activation");
        }
        this.weight = weight;
        this.activation = smooth;
        this.use = dense.parameters().getFirst();
        this.w = use.matrix();
        this.h = dense.output();
        this.dh = dense.outputGradient();
        int tiles = h.tiles().length;
        this.tilePenalty = new double[tiles];
        this.squares = new double[tiles][w.columns()];
        this.norms = new double[tiles][w.columns()];
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
        double[] n = norms[tile];
        Arrays.fill(n, 0);
        for (int i = 0; i < w.rows(); i++) {
            int from = w.rowOffset(i);
            for (int j = 0; j < n.length; j++) {
                n[j] += (double) w.array()[from + j] * w.array()[from + j];
            }
        }
        double[] sums = squares[tile];
        Arrays.fill(sums, 0);
        Matrix output = h.tiles()[tile];
        for (int row = 0; row < output.rows(); row++) {
            int from = output.rowOffset(row);
            for (int j = 0; j < sums.length; j++) {
                double slope = activation.slope(output.array()[from + j]);
                sums[j] += slope * slope;
            }
        }
        double penalty = 0;
        for (int j = 0; j < n.length; j++) {
            penalty += n[j] * sums[j];
        }
        tilePenalty[tile] = weight * penalty;
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix output = h.tiles()[tile];
        Matrix gradient = dh.tiles()[tile];
        double[] n = norms[tile];
        double scale = 2.0 * weight / shard.batchRows();
        for (int row = 0; row < output.rows(); row++) {
            int from = output.rowOffset(row);
            int to = gradient.rowOffset(row);
            for (int j = 0; j < n.length; j++) {
                gradient.array()[to + j] += (float) (scale * n[j] * activation.curvature(output.array()[from + j]));
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
                gradient.array()[gradient.rowOffset(i) + j] += factor * w.get(tile.firstRow() + i, j);
            }
        }
    }

    @Override
    public Tiled output() {
        return h;
    }

    @Override
    public Tiled outputGradient() {
        return dh;
    }
}
