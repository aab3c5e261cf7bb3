package hourglass.column;

import hourglass.table.Frame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts what is in a column, part by part, into a [ColumnProfile].
final class ColumnCounts {
    private static final long DAY = Period.DAY.milliseconds();

    private final int column;
    private final int rows;
    private final int every;
    private final Map<String, Integer> missing = new TreeMap<>();
    private final Map<Double, Integer> levels = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private double[] sample = new double[1024];
    private int sampled;
    private int seen;
    private int numbers;
    private int infinite;
    private int moments;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double shift;
    private double sum;
    private double squares;
    private double last;
    private boolean whole = true;
    private boolean counting = true;
    private boolean few = true;
    private long firstMoment = Long.MAX_VALUE;
    private long lastMoment = Long.MIN_VALUE;
    private boolean timesOfDay;

    /// @param column its place
    /// @param rows of all parts together
    ColumnCounts(int column, int rows) {
        this.column = column;
        this.rows = rows;
        this.every = Math.max(1, rows / ColumnProfile.SAMPLED);
    }

    /// Counts the next part.
    void add(Frame part) {
        int[] textCounts = new int[part.texts().size()];
        for (int row = 0; row < part.rows(); row++, seen++) {
            double number = part.number(row, column);
            if (!Double.isNaN(number)) {
                add(number, seen % every == 0);
            } else if (part.isMissing(row, column)) {
                missing.merge(part.token(row, column), 1, Integer::sum);
            } else if (part.isMoment(row, column)) {
                add(part.moment(row, column));
            } else {
                textCounts[part.textPlace(row, column)]++;
            }
        }
        for (int i = 0; i < textCounts.length; i++) {
            if (textCounts[i] > 0) {
                texts.merge(part.texts().get(i), textCounts[i], Integer::sum);
            }
        }
    }

    private void add(double number, boolean intoSample) {
        if (Double.isInfinite(number)) {
            infinite++;
            return;
        }
        if (numbers == 0) {
            // Sums of differences from the first keep their digits where all numbers are large.
            shift = number;
        }
        counting &= numbers == 0 || number == last + 1;
        last = number;
        numbers++;
        low = Math.min(low, number);
        high = Math.max(high, number);
        whole &= number == Math.rint(number);
        double difference = number - shift;
        sum += difference;
        squares += difference * difference;
        if (few) {
            levels.merge(number == 0 ? 0.0 : number, 1, Integer::sum);
            few = levels.size() <= ColumnProfile.MOST_LEVELS;
        }
        if (intoSample) {
            if (sampled == sample.length) {
                sample = Arrays.copyOf(sample, 2 * sampled);
            }
            sample[sampled++] = number;
        }
    }

    private void add(long moment) {
        moments++;
        firstMoment = Math.min(firstMoment, moment);
        lastMoment = Math.max(lastMoment, moment);
        timesOfDay |= Math.floorMod(moment, DAY) != 0;
    }

    ColumnProfile profile() {
        double[] sorted = Arrays.copyOf(sample, sampled);
        Arrays.sort(sorted);
        double mean = numbers == 0 ? Double.NaN : shift + sum / numbers;
        double variance = numbers == 0 ? Double.NaN : Math.max(0, squares / numbers - sum / numbers * (sum / numbers));
        return new ColumnProfile(
                rows,
                missing,
                numbers,
                infinite,
                moments,
                texts,
                sorted,
                few ? levels : Map.of(),
                low,
                high,
                mean,
                Math.sqrt(variance),
                whole,
                counting && numbers == rows,
                firstMoment,
                lastMoment,
                timesOfDay);
    }
}
