package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A new start for dead units of a code that has layers before or behind it, which must not push them: the decoder does
/// not go back to the space that units read, and moving what deep layers read can be the end of all units
/// (docs/decisions/023).
///
/// So a unit begins without effect, its vector in the decoder 0. In the encoder it becomes the direction of its row
/// from
/// the mean, so long that for the row itself it is as large as the row's kept numbers are on average, with a bias that
/// leaves it 0 for whatever lies less than half as far that way: those whose place it takes are few. The optimiser
/// takes
/// over the mean squares of living units, because a step after none would be many. And few units begin at a time.
///
/// @param dense the layer of the units
/// @param decoder the layer that reads the code with weights of its own, −1 if there is none
/// @param lives which units do
/// @param inputs what the layer reads, some rows
/// @param mean of these rows
/// @param strengths the mean of the kept numbers of rows, the first of these
record DeepStart(
        UnitWeights weights,
        int dense,
        int decoder,
        boolean[] lives,
        Matrix inputs,
        double[] mean,
        double[] strengths) {
    /// The share of all units that may begin at a time.
    private static final double AT_ONCE = 1.0 / 64;

    /// How far towards its row a unit is 0.
    private static final double SILENT = 0.5;

    /// Gives some of the dead units a new start.
    ///
    /// @param key of random numbers
    /// @param rowOf the row for a unit
    /// @return how many got one
    int revive(List<Integer> dead, long key, IntUnaryOperator rowOf) {
        int width = inputs.columns();
        int written = decoder < 0 ? 0 : weights.width(decoder, false);
        double read = weights.meanSquare(dense, lives, true, width);
        double wrote = weights.meanSquare(decoder, lives, false, written);
        int revived = 0;
        for (int unit : chosen(dead, key)) {
            int row = rowOf.applyAsInt(unit);
            double[] direction = Reviver.direction(inputs, row, mean);
            if (direction == null || strengths[row] <= 0) {
                continue;
            }
            double distance = 0;
            for (int j = 0; j < width; j++) {
                distance += direction[j] * (inputs.get(row, j) - mean[j]);
            }
            double length = strengths[row] / ((1 - SILENT) * distance);
            weights.turn(dense, unit, direction, length, true);
            weights.setBias(dense, unit, -length * (Reviver.product(direction, mean) + SILENT * distance));
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
