package hourglass.network;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.GradientTile;
import hourglass.bound.ParameterUse;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A dense layer, [TopK] and another dense layer in exact sparse arithmetic: Z = f(X Uᵀ + b) with k numbers a row,
/// Y = g(Z V + c). Only X Uᵀ is a product of full size; all else takes k units a row instead of all, so that a step
/// takes a fifth of the multiply-adds when k is small.
///
/// The result is that of the three layers one by one ([BoundDense], [BoundTopK]) but for the order of sums.
///
/// U and V are (units × …) both: row u belongs to unit u. Tied layers share one matrix.
final class BoundSparse implements BoundLayer {
    /// The sparse way is worth its overhead from so many units for each one kept.
    private static final int UNITS_PER_KEPT = 8;

    /// Units at a time: their outputs for a tile of rows fit the second cache level.
    private static final int CHUNK = 1024;

    /// How far behind the first of the three layers the last stands.
    private static final int LAST = 2;

    private final Dense last;
    private final ParameterUse u;
    private final ParameterUse v;
    private final Optional<ParameterUse> bias;
    private final Optional<ParameterUse> outputBias;
    private final List<ParameterUse> parameters;
    private final Tiled x;
    private final Tiled z;
    private final Tiled y;
    private final @Nullable Tiled dx;
    private final Tiled dy;
    private final Matrix ones;
    private final SparseCode code;
    private final Selection[] selections;
    /// Per tile: outputs of a chunk of units, and k gathered rows of U or V.
    private final Matrix[] chunks;

    private final Matrix[] gatheredU;
    private final Matrix[] gatheredV;
    private final Matrix[] zRows;
    private final Matrix[] dyRows;
    private final Matrix[] dxRows;

    private BoundSparse(Dense first, TopK topK, Dense last, Binding binding) {
        this.last = last;
        this.u = binding.parameter(Dense.WEIGHT).orElseThrow();
        this.v = binding.parameter(LAST, Dense.WEIGHT).orElseThrow();
        this.bias = binding.parameter(Dense.BIAS);
        this.outputBias = binding.parameter(LAST, Dense.BIAS);
        this.parameters = Stream.of(Optional.of(u), Optional.of(v).filter(it -> !isTied()), bias, outputBias)
                .flatMap(Optional::stream)
                .toList();
        this.x = binding.input();
        this.y = binding.buffer(last.units());
        this.z = last.activation().needsInput() ? binding.buffer(last.units()) : y;
        this.dx = binding.inputGradient();
        this.dy = binding.trainingBuffer(last.units());
        this.ones = binding.ones();
        int rows = y.all().rows();
        int k = topK.k();
        float floor = first.activation() instanceof Relu ? 0f : Float.NEGATIVE_INFINITY;
        this.code = new SparseCode(rows, k, first.units());
        this.selections = new Selection[rows];
        for (int row = 0; row < rows; row++) {
            selections[row] = new Selection(k, floor, code.values, code.indices, row * k);
        }
        int tiles = y.tiles().length;
        this.chunks = new Matrix[tiles];
        this.gatheredU = new Matrix[tiles];
        this.gatheredV = new Matrix[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            chunks[tile] = Matrix.zeros(x.tiles()[tile].rows(), Math.min(CHUNK, first.units()));
            gatheredU[tile] = Matrix.zeros(dx == null ? 0 : k, u.matrix().columns());
            gatheredV[tile] = Matrix.zeros(k, v.matrix().columns());
        }
        this.zRows = rowsOf(z.all());
        this.dyRows = rowsOf(dy.all());
        this.dxRows = dx == null ? new Matrix[0] : rowsOf(dx.all());
    }

    /// The bound form of a dense layer and the two behind it, if they can be taken together and it is worth it.
    static Optional<BoundLayer> find(Dense first, Binding binding) {
        return binding.isTraining()
                        && (first.activation() instanceof Relu || first.activation() instanceof Linear)
                        && binding.following(1).orElse(first) instanceof TopK topK
                        && binding.following(LAST).orElse(topK) instanceof Dense last
                        && isByUnit(binding.parameter(Dense.WEIGHT), true)
                        && isByUnit(binding.parameter(LAST, Dense.WEIGHT), false)
                        && first.units() >= UNITS_PER_KEPT * topK.k()
                ? Optional.of(new BoundSparse(first, topK, last, binding))
                : Optional.empty();
    }

    /// Whether each row of the matrix belongs to a unit of the code.
    private static boolean isByUnit(Optional<ParameterUse> weight, boolean transposed) {
        return weight.filter(it -> it.transposed() == transposed).isPresent();
    }

    private static Matrix[] rowsOf(Matrix matrix) {
        Matrix[] rows = new Matrix[matrix.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = matrix.rows(row, row + 1);
        }
        return rows;
    }

    @Override
    public int span() {
        return LAST + 1;
    }

    @Override
    public Matrix use(Matrix rows, Kernels kernels) {
        throw new IllegalStateException("the three layers are bound one by one for use");
    }

    @Override
    public List<ParameterUse> parameters() {
        return parameters;
    }

    private boolean isTied() {
        return u.tensor() == v.tensor();
    }

    /// Xᵀ ∂l/∂code and codeᵀ ∂l/∂Y by the units that take part, in one sum where the weights are tied.
    @Override
    public void addGradient(int parameter, GradientTile tile, Kernels kernels, Shard shard) {
        int tensor = parameters.get(parameter).tensor();
        SparseRows.Term ofU = new SparseRows.Term(code.gradients, x.all());
        SparseRows.Term ofV = new SparseRows.Term(code.values, dy.all());
        if (tensor == u.tensor()) {
            SparseRows.add(tile, code, isTied() ? List.of(ofU, ofV) : List.of(ofU));
        } else if (tensor == v.tensor()) {
            SparseRows.add(tile, code, List.of(ofV));
        } else if (bias.isPresent() && tensor == bias.get().tensor()) {
            SparseRows.addBias(tile, code);
        } else {
            tile.addProduct(ones, dy.all(), kernels);
        }
    }

    @Override
    public void forward(int tile, Kernels kernels, Shard shard) {
        encode(tile, kernels);
        Matrix out = z.tiles()[tile];
        int firstRow = tile * x.height();
        Matrix gathered = gatheredV[tile];
        outputBias.ifPresent(
                added -> out.fillRows(added.matrix().array(), added.matrix().offset()));
        for (int row = 0; row < out.rows(); row++) {
            gather(v.matrix(), firstRow + row, gathered);
            kernels.multiply(
                    code.valueRows[firstRow + row],
                    false,
                    gathered,
                    false,
                    outputBias.isPresent(),
                    zRows[firstRow + row]);
        }
        BoundDense.activate(last.activation(), out, y.tiles()[tile]);
    }

    private void encode(int tile, Kernels kernels) {
        Matrix in = x.tiles()[tile];
        int firstRow = tile * x.height();
        for (int row = 0; row < in.rows(); row++) {
            selections[firstRow + row].clear();
        }
        for (int from = 0; from < code.units; from += CHUNK) {
            int to = Math.min(code.units, from + CHUNK);
            Matrix outputs = chunks[tile].columns(0, to - from);
            if (bias.isPresent()) {
                Matrix added = bias.get().matrix();
                outputs.fillRows(added.array(), added.offset() + from);
            }
            kernels.multiply(in, false, u.matrix().rows(from, to), true, bias.isPresent(), outputs);
            for (int row = 0; row < in.rows(); row++) {
                selections[firstRow + row].offer(outputs.array(), outputs.rowOffset(row), to - from, from);
            }
        }
        for (int row = 0; row < in.rows(); row++) {
            code.clearFrom(firstRow + row, selections[firstRow + row].count());
        }
    }

    /// Copies the weights of the k units of a row below one another.
    private void gather(Matrix weights, int row, Matrix gathered) {
        int columns = weights.columns();
        for (int slot = 0; slot < code.k; slot++) {
            int unit = code.indices[row * code.k + slot];
            System.arraycopy(
                    weights.array(), weights.rowOffset(unit), gathered.array(), gathered.rowOffset(slot), columns);
        }
    }

    @Override
    public void backward(int tile, Kernels kernels, Shard shard) {
        Matrix delta = dy.tiles()[tile];
        BoundDense.activateBack(last.activation(), z.tiles()[tile], y.tiles()[tile], delta);
        int firstRow = tile * x.height();
        for (int row = firstRow; row < firstRow + delta.rows(); row++) {
            gather(v.matrix(), row, gatheredV[tile]);
            kernels.multiply(dyRows[row], false, gatheredV[tile], true, false, code.gradientRows[row]);
            for (int slot = row * code.k; slot < (row + 1) * code.k; slot++) {
                if (code.values[slot] == 0) {
                    code.gradients[slot] = 0f;
                }
            }
            if (dx != null) {
                gather(u.matrix(), row, gatheredU[tile]);
                kernels.multiply(code.gradientRows[row], false, gatheredU[tile], false, false, dxRows[row]);
            }
        }
    }

    @Override
    public void finish() {
        code.sort();
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
