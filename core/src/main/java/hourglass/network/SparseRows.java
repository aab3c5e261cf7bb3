package hourglass.network;

import hourglass.bound.GradientTile;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.List;

/// The gradient of weights stored by unit when few rows use each unit: row u is the sum, over the slots of unit u, of a
/// coefficient times a row. Rows of units that nobody used are zero and are not written again while they stay so.
final class SparseRows {
    private SparseRows() {}

    /// coefficient(slot) · rows(slot ÷ k): with the code's gradients and the input for the weights before the code,
    /// with its values and the output's gradient for those after.
    record Term(float[] coefficients, Matrix rows) {}

    /// Adds to rows of the gradient, each of which belongs to a unit.
    ///
    /// @param terms what is summed; two for tied weights
    static void add(GradientTile tile, SparseCode code, List<Term> terms) {
        Matrix gradient = tile.gradient();
        float[] sum = new float[gradient.columns()];
        float[] addend = new float[gradient.columns()];
        for (int unit = tile.firstRow(); unit < tile.lastRow(); unit++) {
            int first = code.start[unit];
            int last = code.start[unit + 1];
            int offset = gradient.rowOffset(unit - tile.firstRow());
            if (first == last) {
                if (tile.isFresh() && tile.isWritten(unit)) {
                    Arrays.fill(gradient.array(), offset, offset + gradient.columns(), 0f);
                    tile.setWritten(unit, false);
                }
            } else {
                tile.setWritten(unit, true);
                if (tile.isFresh()) {
                    Arrays.fill(sum, 0f);
                } else {
                    System.arraycopy(gradient.array(), offset, sum, 0, sum.length);
                }
                for (int i = first; i < last; i++) {
                    int slot = code.slots[i];
                    for (Term term : terms) {
                        Matrix rows = term.rows();
                        // A copy first: the compiler vectorises a loop over one offset only (docs/decisions/006).
                        System.arraycopy(rows.array(), rows.rowOffset(slot / code.k), addend, 0, sum.length);
                        addScaled(sum, addend, term.coefficients()[slot]);
                    }
                }
                System.arraycopy(sum, 0, gradient.array(), offset, sum.length);
            }
        }
        tile.wroteByRow();
    }

    /// Adds to a row of one number for each unit the sums of its coefficients: the gradient of the bias.
    static void addBias(GradientTile tile, SparseCode code) {
        Matrix gradient = tile.gradient();
        for (int unit = 0; unit < code.units; unit++) {
            float sum = tile.isFresh() ? 0 : gradient.get(0, unit);
            for (int i = code.start[unit]; i < code.start[unit + 1]; i++) {
                sum += code.gradients[code.slots[i]];
            }
            gradient.set(0, unit, sum);
        }
        tile.wrote();
    }

    private static void addScaled(float[] sum, float[] addend, float factor) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * addend[j];
        }
    }
}
