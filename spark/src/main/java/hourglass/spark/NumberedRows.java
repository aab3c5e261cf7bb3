package hourglass.spark;

import hourglass.matrix.Matrix;
import hourglass.train.Examples;
import java.io.Serializable;

/// Rows as the network takes them, and which rows they are.
///
/// @param group what they belong to, if they were sorted into groups
/// @param numbers of each row: among the training rows, or its place in the group
/// @param inputs row by row
/// @param targets likewise; empty if they are the inputs
@SuppressWarnings("ArrayRecordComponent")
record NumberedRows(int group, int[] numbers, float[] inputs, float[] targets) implements Serializable {
    int rows() {
        return numbers.length;
    }

    private int width() {
        return inputs.length / Math.max(1, numbers.length);
    }

    private int targetWidth() {
        return targets.length / Math.max(1, numbers.length);
    }

    /// Some of these rows.
    ///
    /// @param chosen places of them here
    /// @param newNumbers for each of these rows
    NumberedRows select(int newGroup, int[] chosen, int[] newNumbers) {
        int width = width();
        int targetWidth = targetWidth();
        NumberedRows selected = new NumberedRows(
                newGroup,
                new int[chosen.length],
                new float[chosen.length * width],
                new float[chosen.length * targetWidth]);
        for (int i = 0; i < chosen.length; i++) {
            selected.numbers[i] = newNumbers[chosen[i]];
            System.arraycopy(inputs, chosen[i] * width, selected.inputs, i * width, width);
            System.arraycopy(targets, chosen[i] * targetWidth, selected.targets, i * targetWidth, targetWidth);
        }
        return selected;
    }

    /// All parts of a group, each row at its place.
    static NumberedRows joined(int group, Iterable<NumberedRows> parts) {
        int rows = 0;
        int most = -1;
        int width = 0;
        int targetWidth = 0;
        for (NumberedRows part : parts) {
            rows += part.rows();
            width = Math.max(width, part.width());
            targetWidth = Math.max(targetWidth, part.targetWidth());
            for (int number : part.numbers) {
                most = Math.max(most, number);
            }
        }
        if (most + 1 != rows) {
            throw new IllegalStateException(
                    "group " + group + " has " + rows + " rows, but one at place " + most + ": the rows have changed");
        }
        NumberedRows all =
                new NumberedRows(group, new int[rows], new float[rows * width], new float[rows * targetWidth]);
        for (NumberedRows part : parts) {
            for (int i = 0; i < part.rows(); i++) {
                int place = part.numbers[i];
                all.numbers[place] = place;
                System.arraycopy(part.inputs, i * width, all.inputs, place * width, width);
                System.arraycopy(part.targets, i * targetWidth, all.targets, place * targetWidth, targetWidth);
            }
        }
        return all;
    }

    Examples examples() {
        Matrix x = Matrix.of(rows(), width(), inputs);
        return new Examples(x, targets.length == 0 ? x : Matrix.of(rows(), targetWidth(), targets));
    }
}
