package hourglass.engine;

import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.List;

/// The gradient of weights stored by unit when few rows use each unit: row u is the sum, over the slots of unit u, of a
/// coefficient times a row. Rows of units that nobody used are zero and are not written again while they stay so.
///
/// @param terms what is summed; two for tied weights
/// @param code whose slots
/// @param isWritten by unit, whether its row of the gradient holds anything but zeros
/// @param sum memory for one row
/// @param addend memory for one row
record SparseRows(List<Term> terms, SparseCode code, boolean[] isWritten, float[] sum, float[] addend) {
    /// coefficient(slot) · rows(slot ÷ k): with the code's gradients and the input for the weights before the code,
    /// with
    /// its values and the output's gradient for those after.
    record Term(float[] coefficients, Matrix rows) {}

    SparseRows(List<Term> terms, SparseCode code, boolean[] isWritten, int columns) {
        this(terms, code, isWritten, new float[columns], new float[columns]);
    }

    /// Overwrites the rows of the units `from` to `to`, of which the first has the first row of the gradient.
    void compute(int from, int to, Matrix gradient) {
        for (int unit = from; unit < to; unit++) {
            int first = code.start[unit];
            int last = code.start[unit + 1];
            int offset = gradient.rowOffset(unit - from);
            if (first == last) {
                if (isWritten[unit]) {
                    Arrays.fill(gradient.array(), offset, offset + gradient.columns(), 0f);
                    isWritten[unit] = false;
                }
            } else {
                isWritten[unit] = true;
                Arrays.fill(sum, 0f);
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
    }

    /// Overwrites a row of one number for each unit by the sums of its coefficients: the gradient of the bias.
    static void computeBias(SparseCode code, float[] gradient, int offset) {
        for (int unit = 0; unit < code.units; unit++) {
            float sum = 0;
            for (int i = code.start[unit]; i < code.start[unit + 1]; i++) {
                sum += code.gradients[code.slots[i]];
            }
            gradient[offset + unit] = sum;
        }
    }

    private static void addScaled(float[] sum, float[] addend, float factor) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * addend[j];
        }
    }
}
