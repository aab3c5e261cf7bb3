package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Training rows that revival has looked at, and of the first of them what became of them.
///
/// @param inputs what the units read, all rows
/// @param mean of these
/// @param targets of the first rows, those that were decoded
/// @param eta of the same
/// @param losses of the same
/// @param strengths of the same, the mean of the kept numbers, 0 if there are none
/// @param smallest of the same, the smallest kept number, 0 if there are none
/// @param last of the same, the unit of the smallest kept number, which goes if another comes; −1 if fewer than k are
/// kept
record SeenRows(
        Matrix inputs,
        double[] mean,
        Matrix targets,
        Matrix eta,
        double[] losses,
        double[] strengths,
        double[] smallest,
        int[] last) {

    /// With nothing in it yet but the targets.
    static SeenRows none(int rows, int width, Matrix targets, int written) {
        int decoded = targets.rows();
        return new SeenRows(
                Matrix.zeros(rows, width),
                new double[width],
                targets,
                Matrix.zeros(decoded, written),
                new double[decoded],
                new double[decoded],
                new double[decoded],
                new int[decoded]);
    }

    /// Those that are decoded.
    int decoded() {
        return losses.length;
    }

    /// What was kept of a row.
    ///
    /// @param of the row of the code
    /// @param k how many are kept of a row
    void keep(int row, Matrix code, int of, int k) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        int weakest = -1;
        int count = 0;
        for (int unit = 0; unit < code.columns(); unit++) {
            double number = code.get(of, unit);
            if (number != 0) {
                sum += number;
                weakest = number < least ? unit : weakest;
                least = Math.min(least, number);
                count++;
            }
        }
        strengths[row] = count == 0 ? 0 : sum / count;
        smallest[row] = count == 0 ? 0 : least;
        last[row] = count < k ? -1 : weakest;
    }

    /// When all inputs are there.
    void findMean() {
        for (int row = 0; row < inputs.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += inputs.get(row, j) / (double) inputs.rows();
            }
        }
    }

    /// The decoded rows, drawn without replacement with probabilities proportional to the square of their loss: by the
    /// size of log(u)/w (Efraimidis and Spirakis 2006, "Weighted random sampling with a reservoir"). The loss is
    /// measured from the smallest, since it may lack a constant; a row with the smallest is not drawn.
    ///
    /// @param first of the numbers under the key
    int[] drawn(long key, long first) {
        double least = Arrays.stream(losses).min().orElse(0);
        double[] sizes = new double[losses.length];
        for (int row = 0; row < sizes.length; row++) {
            double above = losses[row] - least;
            sizes[row] = StrictMath.log(Noise.uniform(key, first + row)) / (above * above);
        }
        return IntStream.range(0, sizes.length)
                .filter(row -> losses[row] > least)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -sizes[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// From the mean towards a row, of length 1; null if it is the mean.
    double @Nullable [] direction(int row) {
        double[] direction = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            direction[j] = inputs.get(row, j) - mean[j];
        }
        return normal(direction);
    }

    /// Of length 1, changed in place; null if it is 0 or not finite.
    static double @Nullable [] normal(double[] direction) {
        double length = Math.sqrt(product(direction, direction));
        if (length == 0 || !Double.isFinite(length)) {
            return null;
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] /= length;
        }
        return direction;
    }

    /// How far the decoded rows lie in a direction, from a point.
    double[] along(double[] direction, double[] from) {
        double start = product(direction, from);
        double[] along = new double[decoded()];
        float[] numbers = inputs.array();
        for (int row = 0; row < along.length; row++) {
            int at = inputs.rowOffset(row);
            double sum = 0;
            for (int j = 0; j < direction.length; j++) {
                sum += direction[j] * numbers[at + j];
            }
            along[row] = sum - start;
        }
        return along;
    }

    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
