package hourglass.network;

import hourglass.matrix.Matrix;
import java.util.Arrays;

/// The code of a batch when few of its numbers are not zero: per row k slots, each an index, a value and the gradient
/// of the loss in that value. Slots that a row does not need hold index 0, value 0 and gradient 0.
///
/// After [#sort()] the slots can be walked through unit by unit, rows in their order.
final class SparseCode {
    final int rows;
    final int k;
    final int units;
    final int[] indices;
    final float[] values;
    final float[] gradients;
    /// One row of k numbers each, views of `values` and `gradients`.
    final Matrix[] valueRows;
    final Matrix[] gradientRows;
    /// The slots of unit u are `slots[start[u] … start[u + 1] − 1]`; a slot belongs to row slot / k.
    final int[] start;
    final int[] slots;

    SparseCode(int rows, int k, int units) {
        this.rows = rows;
        this.k = k;
        this.units = units;
        int size = Math.multiplyExact(rows, k);
        this.indices = new int[size];
        this.values = new float[size];
        this.gradients = new float[size];
        this.slots = new int[size];
        this.start = new int[units + 1];
        this.valueRows = new Matrix[rows];
        this.gradientRows = new Matrix[rows];
        for (int row = 0; row < rows; row++) {
            valueRows[row] = new Matrix(values, row * k, 1, k, k);
            gradientRows[row] = new Matrix(gradients, row * k, 1, k, k);
        }
    }

    /// Marks the slots of a row from `count` on as not needed.
    void clearFrom(int row, int count) {
        Arrays.fill(indices, row * k + count, (row + 1) * k, 0);
        Arrays.fill(values, row * k + count, (row + 1) * k, 0f);
    }

    /// Counting sort of the slots by unit; slots without value are left out.
    void sort() {
        Arrays.fill(start, 0);
        for (int slot = 0; slot < indices.length; slot++) {
            if (values[slot] != 0) {
                start[indices[slot] + 1]++;
            }
        }
        for (int unit = 0; unit < units; unit++) {
            start[unit + 1] += start[unit];
        }
        for (int slot = 0; slot < indices.length; slot++) {
            if (values[slot] != 0) {
                slots[start[indices[slot]]++] = slot;
            }
        }
        // Each start has moved to the next one: move them back.
        System.arraycopy(start, 0, start, 1, units);
        start[0] = 0;
    }
}
