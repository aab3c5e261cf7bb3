package hourglass.train;

import hourglass.activation.Activation;
import hourglass.matrix.Matrix;
import hourglass.objective.Objective;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new start for dead units of a code that reads rows and is read by their reconstruction, without damage: a unit
/// begins only where that lowers the loss.
///
/// Its vector in the decoder becomes what is missing of a badly reconstructed row, −∂l/∂η of this row, as long as those
/// of living units are on average; its vector in the encoder the same, or, where η is not of the space that units read,
/// the direction of the row from the mean; its bias leaves it 0 for the mean row. How long the vector in the encoder is
/// follows from what comes of it: for its own row the unit is 1, 2, 4, 8 or 16 times as large as the row's kept numbers
/// are on average, whichever lowers the loss of the rows that would choose it most. Where none lowers it, another
/// row is tried; after as many tries as there are dead units the others stay dead until the next revival.
///
/// A row that would choose one of the units that began is not used for another: so their numbers do not add up
/// (docs/decisions/009). In the encoder the optimiser takes over a part of the mean squares of living units, because
/// a step after none would be many.
///
/// @param dense the layer of the units
/// @param activation of this layer
/// @param decoder the layer that reads the code with weights of its own, −1 if it uses those of the encoder
/// @param lives which units do
record DirectStart(
        UnitWeights weights,
        int dense,
        Activation activation,
        int decoder,
        boolean[] lives,
        SeenRows seen,
        Objective objective) {
    private static final double[] TIMES = {1, 2, 4, 8, 16};

    /// Of the mean squares of living units: a new unit takes steps twice as long at first.
    private static final double REMEMBERED = 0.25;

    /// So many rows are tried, and as many as there are dead units.
    private static final int FEWEST_TRIES = 32;

    /// The rows at most whose loss is looked at for one unit.
    private static final int JUDGED = 64;

    /// A unit as it might begin.
    ///
    /// @param read its vector in the encoder, of length 1
    /// @param length of that vector
    /// @param along how far rows lie along it, and so before the activation the unit's numbers, divided by the length
    /// @param atom its vector in the decoder, of length 1
    private record Start(double[] read, double length, double[] along, double[] atom) {}

    /// Gives dead units a new start.
    ///
    /// @param drawn rows in the order in which they are to be used
    /// @return how many began
    int revive(List<Integer> dead, int[] drawn) {
        int width = seen.inputs().columns();
        double wrote = decoder < 0
                ? 0
                : weights.meanLength(decoder, lives, false, seen.eta().columns());
        double square = REMEMBERED * weights.meanSquare(dense, lives, true, width);
        double[] from = weights.placeOfBias(dense, 0) < 0 ? new double[width] : seen.mean();
        double usual = Arrays.stream(seen.strengths()).average().orElse(0);
        Matrix room = room();
        boolean[] served = new boolean[seen.decoded()];
        int tries = Math.max(FEWEST_TRIES, dead.size());
        int revived = 0;
        for (int i = 0; i < drawn.length && revived < dead.size() && tries > 0; i++) {
            int row = drawn[i];
            if (served[row]) {
                continue;
            }
            tries--;
            double strength = seen.strengths()[row] > 0 ? seen.strengths()[row] : usual;
            Start start = best(row, strength, from, wrote, room);
            if (start == null) {
                continue;
            }
            int unit = dead.get(revived);
            weights.turn(dense, unit, start.read(), start.length(), true);
            weights.setBias(dense, unit, -start.length() * SeenRows.product(start.read(), from));
            weights.remember(dense, unit, width, true, square);
            weights.rememberBias(dense, unit, square);
            if (decoder >= 0) {
                weights.turn(decoder, unit, start.atom(), wrote, false);
            }
            for (int other = 0; other < served.length; other++) {
                served[other] |= number(start.length() * start.along()[other]) > seen.smallest()[other];
            }
            revived++;
        }
        return revived;
    }

    /// The start for a row that lowers the loss most; null if none lowers it.
    private @Nullable Start best(int row, double strength, double[] from, double wrote, Matrix room) {
        double[] atom = missing(row, room);
        double[] read = atom != null && atom.length == seen.inputs().columns() ? atom : seen.direction(row);
        if (atom == null || read == null || !(strength > 0)) {
            return null;
        }
        double[] along = seen.along(read, from);
        if (along[row] <= 0) {
            return null;
        }
        double longest = TIMES[TIMES.length - 1] * strength / along[row];
        int[] judged = choosing(row, along, longest);
        double least =
                Arrays.stream(judged).mapToDouble(it -> seen.losses()[it]).sum();
        Matrix targets = seen.targets().select(judged);
        Matrix eta = Matrix.zeros(judged.length, atom.length);
        double[] losses = new double[judged.length];
        Start best = null;
        for (double times : TIMES) {
            double length = times * strength / along[row];
            for (int i = 0; i < judged.length; i++) {
                double number = number(length * along[judged[i]]);
                boolean chosen = number > seen.smallest()[judged[i]];
                double written = chosen ? number * (decoder < 0 ? length : wrote) : 0;
                Matrix before = chosen ? room : seen.eta();
                for (int j = 0; j < atom.length; j++) {
                    eta.set(i, j, (float) (before.get(judged[i], j) + written * atom[j]));
                }
            }
            objective.lossPerRow(eta, targets, losses, 0);
            double sum = Arrays.stream(losses).sum();
            if (sum < least) {
                least = sum;
                best = new Start(read, length, along, atom);
            } else if (best != null) {
                break;
            }
        }
        return best;
    }

    /// η without the number that goes where another comes.
    private Matrix room() {
        Matrix room = seen.eta().copy();
        for (int row = 0; row < room.rows(); row++) {
            int unit = seen.last()[row];
            for (int j = 0; unit >= 0 && j < room.columns(); j++) {
                double written = decoder < 0 ? weights.get(dense, unit, j, true) : weights.get(decoder, unit, j, false);
                room.set(row, j, (float) (room.get(row, j) - seen.smallest()[row] * written));
            }
        }
        return room;
    }

    /// The direction in which a row's η must then go for its loss to fall; null if in none.
    private double @Nullable [] missing(int row, Matrix room) {
        Matrix gradient = Matrix.zeros(1, room.columns());
        objective.loss(room.rows(row, row + 1), seen.targets().rows(row, row + 1), 1, gradient);
        double[] direction = new double[gradient.columns()];
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -gradient.get(0, j);
        }
        return SeenRows.normal(direction);
    }

    /// The row itself, and of those that would choose a unit of this length the first.
    private int[] choosing(int row, double[] along, double length) {
        int[] rows = new int[JUDGED];
        rows[0] = row;
        int count = 1;
        for (int other = 0; other < along.length && count < JUDGED; other++) {
            if (other != row && number(length * along[other]) > seen.smallest()[other]) {
                rows[count++] = other;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private double number(double z) {
        float[] number = {(float) z};
        activation.forward(number, number, 0, 1);
        return number[0];
    }
}
