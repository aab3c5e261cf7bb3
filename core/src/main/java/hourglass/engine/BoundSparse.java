package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import java.util.List;
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

    private final Matrix u;
    private final Matrix v;
    private final @Nullable Matrix bias;
    private final @Nullable Matrix outputBias;
    private final Activation outputActivation;
    private final float floor;
    private final Tiled x;
    private final Tiled z;
    private final Tiled y;
    private final @Nullable Tiled dx;
    private final Tiled dy;
    private final SparseCode code;
    private final Selection[] selections;
    /// Per tile: outputs of a chunk of units, and k gathered rows of U or V.
    private final Matrix[] chunks;

    private final Matrix[] gatheredU;
    private final Matrix[] gatheredV;
    private final Matrix[] zRows;
    private final Matrix[] dyRows;
    private final Matrix[] dxRows;

    /// @param first place of the first of the three layers
    /// @param z output before the activation of the last of the three
    BoundSparse(
            List<Layer> settings,
            int first,
            Parameters parameters,
            Tiled x,
            Tiled z,
            Tiled y,
            @Nullable Tiled dx,
            Tiled dy) {
        this.u = parameters.weight(first);
        this.v = parameters.weight(first + 2);
        this.bias = parameters.bias(first);
        this.outputBias = parameters.bias(first + 2);
        this.outputActivation = ((Dense) settings.get(first + 2)).activation();
        this.floor = ((Dense) settings.get(first)).activation() instanceof Relu ? 0f : Float.NEGATIVE_INFINITY;
        this.x = x;
        this.z = z;
        this.y = y;
        this.dx = dx;
        this.dy = dy;
        int rows = y.all().rows();
        int k = ((TopK) settings.get(first + 1)).k();
        this.code = new SparseCode(rows, k, u.rows());
        this.selections = new Selection[rows];
        for (int row = 0; row < rows; row++) {
            selections[row] = new Selection(k, floor, code.values, code.indices, row * k);
        }
        int tiles = y.tiles().length;
        this.chunks = new Matrix[tiles];
        this.gatheredU = new Matrix[tiles];
        this.gatheredV = new Matrix[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            chunks[tile] = Matrix.zeros(x.tiles()[tile].rows(), Math.min(CHUNK, u.rows()));
            gatheredU[tile] = Matrix.zeros(dx == null ? 0 : k, u.columns());
            gatheredV[tile] = Matrix.zeros(k, v.columns());
        }
        this.zRows = rowsOf(z.all());
        this.dyRows = rowsOf(dy.all());
        this.dxRows = dx == null ? new Matrix[0] : rowsOf(dx.all());
    }

    /// Whether the three layers from `first` on can be taken, and are worth it.
    static boolean fits(List<Layer> settings, Parameters parameters, int first) {
        return first + 2 < settings.size()
                && settings.get(first) instanceof Dense before
                && (before.activation() instanceof Relu || before.activation() instanceof Linear)
                && settings.get(first + 1) instanceof TopK topK
                && settings.get(first + 2) instanceof Dense
                && !parameters.usesTransposed(first + 2)
                && before.units() >= UNITS_PER_KEPT * topK.k();
    }

    private static Matrix[] rowsOf(Matrix matrix) {
        Matrix[] rows = new Matrix[matrix.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = matrix.rows(row, row + 1);
        }
        return rows;
    }

    SparseCode code() {
        return code;
    }

    Matrix x() {
        return x.all();
    }

    Matrix y() {
        return y.all();
    }

    /// ∂l/∂(Z V + c) after [#backward].
    Matrix dy() {
        return dy.all();
    }

    @Override
    public void forward(int tile, Kernels kernels, StepKey key) {
        encode(tile, kernels);
        Matrix out = z.tiles()[tile];
        int firstRow = tile * x.height();
        Matrix gathered = gatheredV[tile];
        for (int row = 0; row < out.rows(); row++) {
            gather(v, firstRow + row, gathered);
            if (outputBias != null) {
                System.arraycopy(
                        outputBias.array(), outputBias.offset(), out.array(), out.rowOffset(row), out.columns());
            }
            kernels.multiply(
                    code.valueRows[firstRow + row], false, gathered, false, outputBias != null, zRows[firstRow + row]);
        }
        BoundDense.activate(outputActivation, out, y.tiles()[tile]);
    }

    private void encode(int tile, Kernels kernels) {
        Matrix in = x.tiles()[tile];
        int firstRow = tile * x.height();
        for (int row = 0; row < in.rows(); row++) {
            selections[firstRow + row].clear();
        }
        for (int from = 0; from < u.rows(); from += CHUNK) {
            int to = Math.min(u.rows(), from + CHUNK);
            Matrix outputs = chunks[tile].columns(0, to - from);
            if (bias != null) {
                for (int row = 0; row < in.rows(); row++) {
                    System.arraycopy(
                            bias.array(), bias.offset() + from, outputs.array(), outputs.rowOffset(row), to - from);
                }
            }
            kernels.multiply(in, false, u.rows(from, to), true, bias != null, outputs);
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
    public void backward(int tile, Kernels kernels, StepKey key) {
        Matrix delta = dy.tiles()[tile];
        BoundDense.activateBack(outputActivation, z.tiles()[tile], y.tiles()[tile], delta);
        int firstRow = tile * x.height();
        for (int row = firstRow; row < firstRow + delta.rows(); row++) {
            gather(v, row, gatheredV[tile]);
            kernels.multiply(dyRows[row], false, gatheredV[tile], true, false, code.gradientRows[row]);
            for (int slot = row * code.k; slot < (row + 1) * code.k; slot++) {
                if (code.values[slot] == 0) {
                    code.gradients[slot] = 0f;
                }
            }
            if (dx != null) {
                gather(u, row, gatheredU[tile]);
                kernels.multiply(code.gradientRows[row], false, gatheredU[tile], false, false, dxRows[row]);
            }
        }
    }

    @Override
    public void finish() {
        code.sort();
    }
}
