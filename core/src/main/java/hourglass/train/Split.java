package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Arrays;

/// Which rows are learned from and which are set aside, each in rising order: a function of (rows, share, seed).
public record Split(int[] training, int[] validation) {
    /// Sets aside `share` of the rows, rounded, at least one if the share is above 0 and there are two rows.
    public static Split of(int rows, double share, long seed) {
        int[] order = Noise.permutation(Noise.key(seed, Noise.Purpose.SPLIT, 0, 0), rows);
        int aside = 0;
        if (share > 0 && rows > 1) {
            aside = Math.clamp(Math.round(rows * share), 1, rows - 1);
        }
        int[] validation = Arrays.copyOfRange(order, 0, aside);
        int[] training = Arrays.copyOfRange(order, aside, rows);
        Arrays.sort(validation);
        Arrays.sort(training);
        return new Split(training, validation);
    }

    /// A new matrix of the chosen rows.
    public static Matrix select(Matrix matrix, int[] rows) {
        Matrix selected = Matrix.zeros(rows.length, matrix.columns());
        for (int i = 0; i < rows.length; i++) {
            selected.rows(i, i + 1).copyFrom(matrix.rows(rows[i], rows[i] + 1));
        }
        return selected;
    }
}
