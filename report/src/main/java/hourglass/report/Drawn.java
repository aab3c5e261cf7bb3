package hourglass.report;

import hourglass.random.Noise;
import java.util.Arrays;

/// Rows drawn where all would take too long; the same are drawn whenever as many are asked for.
public final class Drawn {
    private Drawn() {}

    /// All rows, or so many of them, in their order.
    ///
    /// @param draw its number, so that what is judged is not what was drawn for something else
    public static int[] of(int rows, int most, int draw) {
        int[] order = Noise.permutation(Noise.key(1, Noise.Purpose.SAMPLING, rows, draw), rows);
        int[] first = Arrays.copyOf(order, Math.min(rows, most));
        Arrays.sort(first);
        return first;
    }
}
