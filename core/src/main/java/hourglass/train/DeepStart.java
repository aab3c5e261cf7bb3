package hourglass.train;

import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;

/// A new start for dead units of a code that has layers before or behind it, which must not push them: the decoder does
/// not go back to the space that units read, and moving what deep layers read can be the end of all units
/// (docs/decisions/023).
///
/// So a unit begins without effect, its vector in the decoder 0. In the encoder it becomes the direction of its row
/// from the mean, so long that for the row itself it is as large as the row's kept numbers are on average, with a bias
/// that leaves it 0 for whatever lies less than half as far that way: those whose place it takes are few. The optimiser
/// takes over the mean squares of living units, because a step after none would be many. And few units begin at a
/// time.
///
/// @param dense the layer of the units
/// @param decoder the layer that reads the code with weights of its own, −1 if there is none
/// @param lives which units do
record DeepStart(UnitWeights weights, int dense, int decoder, boolean[] lives, SeenRows seen) {
    /// The share of all units that may begin at a time.
    private static final double AT_ONCE = 1.0 / 64;

    /// How far towards its row a unit is 0.
    private static final double SILENT = 0.5;

    /// Gives some of the dead units a new start.
    ///
    /// @param key of random numbers
    /// @param drawn rows in the order in which they are to be used
    /// @return how many got one
    int revive(List<Integer> dead, long key, int[] drawn) {
        int width = seen.inputs().columns();
        int written = decoder < 0 ? 0 : weights.width(decoder, false);
        double read = weights.meanSquare(dense, lives, true, width);
        double wrote = weights.meanSquare(decoder, lives, false, written);
        int revived = 0;
        List<Integer> units = chosen(dead, key);
        for (int i = 0; i < Math.min(units.size(), drawn.length); i++) {
            int unit = units.get(i);
            int row = drawn[i];
            double[] direction = seen.direction(row);
            double strength = seen.strengths()[row];
            if (direction == null || strength <= 0) {
                continue;
            }
            double distance = seen.along(direction, seen.mean())[row];
            double length = strength / ((1 - SILENT) * distance);
            weights.turn(dense, unit, direction, length, true);
            weights.setBias(dense, unit, -length * (SeenRows.product(direction, seen.mean()) + SILENT * distance));
            weights.remember(dense, unit, width, true, read);
            weights.rememberBias(dense, unit, read);
            weights.turn(decoder, unit, new double[written], 0, false);
            weights.remember(decoder, unit, written, false, wrote);
            revived++;
        }
        return revived;
    }

    private List<Integer> chosen(List<Integer> dead, long key) {
        int most = Math.max(1, (int) (AT_ONCE * lives.length));
        if (dead.size() <= most) {
            return dead;
        }
        int[] order = Noise.permutation(key, dead.size());
        return Arrays.stream(order, 0, most).mapToObj(dead::get).toList();
    }
}
