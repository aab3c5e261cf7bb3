package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.random.Noise;
import java.util.Arrays;

/// Which rows are learned from and which are set aside, each in rising order: a function of (rows, share, seed).
public record Split(int[] training, int[] validation) {
    /// Sets aside the share that settings of training name, by their seed. Whoever prepares rows for a run splits here,
    /// so that the same settings always keep back the same rows.
    public static Split of(int rows, Training settings) {
        return of(rows, settings.validation(), settings.seed());
    }

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
    public static Matrix select(Rows from, int[] rows) {
        Matrix selected = Matrix.zeros(rows.length, from.columns());
        from.gather(rows, 0, rows.length, selected);
        return selected;
    }
}
