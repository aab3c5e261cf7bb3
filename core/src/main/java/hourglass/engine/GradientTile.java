package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Parameters.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Some rows of one parameter tensor, with all that adds to their gradient.
///
/// A weight matrix W used as X W has the gradient Xᵀ δ; used mirrored, as X* Wᵀ, it has δ*ᵀ X*. Both are leftᵀ · right,
/// and a tied matrix gets their sum. A bias has the column sums of δ.
final class GradientTile {
    /// Numbers in a tile of a weight matrix: enough for the product to run at full speed.
    private static final int TARGET_SIZE = 1 << 17;

    private static final int LANES = 256;

    final Tensor tensor;
    final int from;
    final int to;
    private final List<Matrix> left = new ArrayList<>();
    private final List<Matrix> right = new ArrayList<>();
    private final Matrix gradient;
    private final float[] lanes = new float[LANES];

    private GradientTile(Tensor tensor, int firstRow, int lastRow, float[] gradients) {
        this.tensor = tensor;
        this.from = tensor.offset() + firstRow * tensor.columns();
        this.to = tensor.offset() + lastRow * tensor.columns();
        this.gradient = Matrix.view(gradients, from, lastRow - firstRow, tensor.columns(), tensor.columns());
    }

    /// The tiles of all tensors, bound to the buffers of a plan and to a block of gradients.
    static List<GradientTile> of(List<Tensor> tensors, int[] weightOf, int[] biasOf, Plan plan, float[] gradients) {
        List<GradientTile> tiles = new ArrayList<>();
        for (int t = 0; t < tensors.size(); t++) {
            Tensor tensor = tensors.get(t);
            int rowsPerTile = Math.max(1, Math.min(tensor.rows(), TARGET_SIZE / tensor.columns()));
            int count = (tensor.rows() + rowsPerTile - 1) / rowsPerTile;
            for (int i = 0; i < count; i++) {
                int firstRow = (int) ((long) tensor.rows() * i / count);
                int lastRow = (int) ((long) tensor.rows() * (i + 1) / count);
                GradientTile tile = new GradientTile(tensor, firstRow, lastRow, gradients);
                for (int layer = 0; layer < plan.layers().size(); layer++) {
                    if (plan.layers().get(layer) instanceof BoundDense dense) {
                        Matrix x = dense.x().all();
                        Matrix delta = dense.dy().all();
                        if (weightOf[layer] == t) {
                            tile.left.add((dense.mirrored() ? delta : x).columns(firstRow, lastRow));
                            tile.right.add(dense.mirrored() ? x : delta);
                        }
                        if (biasOf[layer] == t) {
                            tile.right.add(delta);
                        }
                    }
                }
                tiles.add(tile);
            }
        }
        return tiles;
    }

    /// Overwrites the gradient of this tile and returns the sum of its squares: infinite or NaN if any number is, or is
    /// too large to be squared.
    double compute(Kernels kernels) {
        if (left.isEmpty()) {
            gradient.fill(0f);
            for (Matrix delta : right) {
                for (int row = 0; row < delta.rows(); row++) {
                    add(gradient.array(), from, delta.array(), delta.rowOffset(row), to - from);
                }
            }
        } else {
            for (int i = 0; i < left.size(); i++) {
                kernels.multiply(left.get(i), true, right.get(i), false, i > 0, gradient);
            }
        }
        return sumOfSquares();
    }

    /// In lanes, because a single running sum would keep the compiler from vectorising.
    private double sumOfSquares() {
        Arrays.fill(lanes, 0f);
        int start = from;
        for (; start + LANES <= to; start += LANES) {
            addSquares(lanes, gradient.array(), start, LANES);
        }
        addSquares(lanes, gradient.array(), start, to - start);
        double sum = 0;
        for (float lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    private static void addSquares(float[] lanes, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            lanes[j] += g[offset + j] * g[offset + j];
        }
    }

    private static void add(float[] sum, int sumOffset, float[] g, int offset, int n) {
        for (int j = 0; j < n; j++) {
            sum[sumOffset + j] += g[offset + j];
        }
    }

    /// Cost relative to other tiles, to start the longest first.
    long cost() {
        return (long) (to - from) * (left.isEmpty() ? 1 : left.size());
    }
}
