package hourglass.train;

import hourglass.random.Noise;

/// The rows of one step: those at the places `from` (included) to `to` (excluded) of the order of an epoch.
///
/// @param step counted from 0 over the whole run
/// @param epoch counted from 0
public record Batch(long step, int epoch, int from, int to) {
    public Batch {
        if (step < 0 || epoch < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("a batch has at least 1 row, but has places " + from + " to " + to
                    + " of epoch " + epoch + " in step " + step);
        }
    }

    public int rows() {
        return to - from;
    }

    /// The order in which an epoch takes the training rows: a function of (seed, epoch, number of rows).
    public static int[] order(long seed, int epoch, int rows) {
        return Noise.permutation(Noise.key(seed, Noise.Purpose.ORDER, epoch, 0), rows);
    }
}
