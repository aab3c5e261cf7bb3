package hourglass.engine;

import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Sums;
import hourglass.network.Parameters;
import hourglass.network.Parameters.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Some rows of one parameter tensor, and the layers that add to their gradient: a tied matrix has two.
final class ParameterTile {
    /// Numbers in a tile of a weight matrix: enough for the product to run at full speed.
    private static final int TARGET_SIZE = 1 << 17;

    /// The weights of a convolution are few and take part in many products: lower tiles, for several threads.
    private static final int MOST_POSITIONS_TOLD_APART = 16;

    private static final int FEWEST_ROWS_OF_WINDOWS = 64;

    final Tensor tensor;
    final int from;
    final int to;
    private final GradientTile tile;
    private final List<Part> parts;
    private final double[] lanes = new double[Sums.LANES];

    /// What one layer adds.
    private record Part(BoundLayer layer, int parameter) {}

    private ParameterTile(
            Tensor tensor, int firstRow, int lastRow, GradientBlock gradients, int index, List<Part> parts) {
        this.tensor = tensor;
        this.from = tensor.offset() + firstRow * tensor.columns();
        this.to = tensor.offset() + lastRow * tensor.columns();
        Matrix rows = new Matrix(gradients.numbers(), from, lastRow - firstRow, tensor.columns(), tensor.columns());
        this.tile = new GradientTile(firstRow, lastRow, rows, gradients.isWritten()[index]);
        this.parts = parts;
    }

    /// The tiles of all tensors, bound to a chain and to a block of gradients; the longest to compute first.
    static List<ParameterTile> of(Parameters parameters, Chain chain, GradientBlock gradients) {
        List<Tensor> tensors = parameters.tensors();
        List<ParameterTile> tiles = new ArrayList<>();
        for (int t = 0; t < tensors.size(); t++) {
            Tensor tensor = tensors.get(t);
            List<Part> parts = partsOf(t, chain);
            int rowsPerTile = rowsPerTile(tensor, positions(parts));
            int count = (tensor.rows() + rowsPerTile - 1) / rowsPerTile;
            for (int i = 0; i < count; i++) {
                int firstRow = (int) ((long) tensor.rows() * i / count);
                int lastRow = (int) ((long) tensor.rows() * (i + 1) / count);
                tiles.add(new ParameterTile(tensor, firstRow, lastRow, gradients, t, parts));
            }
        }
        tiles.sort(Comparator.comparingLong(ParameterTile::cost).reversed());
        return tiles;
    }

    private static int rowsPerTile(Tensor tensor, int positions) {
        int rows = positions == 1
                ? TARGET_SIZE / tensor.columns()
                : Math.max(
                        FEWEST_ROWS_OF_WINDOWS,
                        TARGET_SIZE / tensor.columns() / Math.min(positions, MOST_POSITIONS_TOLD_APART));
        return Math.max(1, Math.min(tensor.rows(), rows));
    }

    private static int positions(List<Part> parts) {
        return parts.stream().mapToInt(it -> it.layer().positions()).max().orElse(1);
    }

    private static List<Part> partsOf(int tensor, Chain chain) {
        List<Part> parts = new ArrayList<>();
        for (BoundLayer layer : chain.layers()) {
            List<ParameterUse> uses = layer.parameters();
            for (int i = 0; i < uses.size(); i++) {
                if (uses.get(i).tensor() == tensor) {
                    parts.add(new Part(layer, i));
                }
            }
        }
        return parts;
    }

    /// Overwrites the gradient of this tile and returns the sum of its squares: infinite or NaN if any number is.
    double compute(Kernels kernels, Shard shard) {
        tile.begin();
        for (Part part : parts) {
            part.layer().addGradient(part.parameter(), tile, kernels, shard);
        }
        tile.end();
        return Sums.ofSquares(tile.gradient().array(), from, to - from, lanes);
    }

    /// The sum of squares of the same range of another block.
    double squares(float[] numbers) {
        return Sums.ofSquares(numbers, from, to - from, lanes);
    }

    /// Says that the gradient may hold more than zeros.
    void wrote() {
        tile.wrote();
    }

    /// Relative to other tiles.
    private long cost() {
        return (long) (to - from) * Math.max(1, parts.size()) * positions(parts);
    }
}
