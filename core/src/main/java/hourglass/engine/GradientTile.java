package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Sums;
import hourglass.network.Parameters;
import hourglass.network.Parameters.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows of one parameter tensor, with all that adds to their gradient.
///
/// A weight matrix W used as X W has the gradient Xᵀ δ; used mirrored, as X* Wᵀ, it has δ*ᵀ X*; a bias has 1ᵀ δ.
/// All are leftᵀ · right, and a tied matrix gets the sum of two.
final class GradientTile {
    /// Numbers in a tile of a weight matrix: enough for the product to run at full speed.
    private static final int TARGET_SIZE = 1 << 17;

    final Tensor tensor;
    final int from;
    final int to;
    private final List<Matrix> left = new ArrayList<>();
    private final List<Matrix> right = new ArrayList<>();
    private final int firstRow;
    private final int lastRow;
    private @Nullable SparseRows sparse;
    /// The code whose units this tile holds the biases of.
    private @Nullable SparseCode biasOf;

    private final Matrix gradient;
    private final double[] lanes = new double[Sums.LANES];
    /// A penalty on the weights themselves, null for none.
    private @Nullable BoundContract contract;

    private GradientTile(Tensor tensor, int firstRow, int lastRow, float[] gradients) {
        this.tensor = tensor;
        this.firstRow = firstRow;
        this.lastRow = lastRow;
        this.from = tensor.offset() + firstRow * tensor.columns();
        this.to = tensor.offset() + lastRow * tensor.columns();
        this.gradient = Matrix.view(gradients, from, lastRow - firstRow, tensor.columns(), tensor.columns());
    }

    /// The tiles of all tensors, bound to the buffers of a plan and to a block of gradients.
    ///
    /// @param isWritten by tensor and unit, for tensors with sparse gradients, whether the block holds anything but
    /// zeros
    static List<GradientTile> of(Parameters parameters, Plan plan, float[] gradients, boolean[][] isWritten) {
        List<Tensor> tensors = parameters.tensors();
        List<GradientTile> tiles = new ArrayList<>();
        Matrix ones = Matrix.zeros(plan.rows, 1);
        ones.fill(1f);
        for (int t = 0; t < tensors.size(); t++) {
            Tensor tensor = tensors.get(t);
            int rowsPerTile = Math.max(1, Math.min(tensor.rows(), TARGET_SIZE / tensor.columns()));
            int count = (tensor.rows() + rowsPerTile - 1) / rowsPerTile;
            for (int i = 0; i < count; i++) {
                int firstRow = (int) ((long) tensor.rows() * i / count);
                int lastRow = (int) ((long) tensor.rows() * (i + 1) / count);
                GradientTile tile = new GradientTile(tensor, firstRow, lastRow, gradients);
                for (int layer = 0; layer < plan.layers().size(); layer++) {
                    if (plan.layers().get(layer) instanceof BoundSparse sparse) {
                        tile.addSparse(sparse, parameters, layer, t, isWritten[t]);
                        if (parameters.biasOf(layer + 2) == t) {
                            tile.left.add(ones);
                            tile.right.add(sparse.dy());
                        }
                    }
                    if (plan.layers().get(layer) instanceof BoundDense dense) {
                        Matrix x = dense.x().all();
                        Matrix delta = dense.dy().all();
                        if (parameters.weightOf(layer) == t) {
                            tile.left.add((dense.mirrored() ? delta : x).columns(firstRow, lastRow));
                            tile.right.add(dense.mirrored() ? x : delta);
                        }
                        if (parameters.biasOf(layer) == t) {
                            tile.left.add(ones);
                            tile.right.add(delta);
                        }
                    } else if (plan.layers().get(layer) instanceof BoundContract contract
                            && parameters.weightOf(layer - 1) == t) {
                        tile.contract = contract;
                    }
                }
                tiles.add(tile);
            }
        }
        return tiles;
    }

    private void addSparse(BoundSparse layers, Parameters parameters, int first, int tensorIndex, boolean[] isWritten) {
        List<SparseRows.Term> terms = new ArrayList<>();
        if (parameters.weightOf(first) == tensorIndex) {
            terms.add(new SparseRows.Term(layers.code().gradients, layers.x()));
        }
        if (parameters.weightOf(first + 2) == tensorIndex) {
            terms.add(new SparseRows.Term(layers.code().values, layers.dy()));
        }
        if (!terms.isEmpty()) {
            sparse = new SparseRows(terms, layers.code(), isWritten, tensor.columns());
        }
        if (parameters.biasOf(first) == tensorIndex) {
            biasOf = layers.code();
        }
    }

    /// Overwrites the gradient of this tile and returns the sum of its squares: infinite or NaN if any number is.
    double compute(Kernels kernels) {
        if (sparse != null) {
            sparse.compute(firstRow, lastRow, gradient);
        }
        if (biasOf != null) {
            SparseRows.computeBias(biasOf, gradient.array(), from);
        }
        boolean accumulate = sparse != null || biasOf != null;
        for (int i = 0; i < left.size(); i++) {
            kernels.multiply(left.get(i), true, right.get(i), false, accumulate || i > 0, gradient);
        }
        if (sparse != null && !left.isEmpty()) {
            markWritten();
        }
        if (contract != null) {
            contract.addToGradient(gradient, firstRow);
        }
        return Sums.ofSquares(gradient.array(), from, to - from, lanes);
    }

    /// Says that the block may hold more than zeros in the rows of this tile.
    void markWritten() {
        if (sparse != null) {
            Arrays.fill(sparse.isWritten(), firstRow, lastRow, true);
        }
    }

    /// Cost relative to other tiles, to start the longest first.
    long cost() {
        return (long) (to - from) * Math.max(1, left.size());
    }
}
