package hourglass.column;

import hourglass.table.Frame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What is in a column of a frame, counted.
///
/// @param rows of the frame
/// @param missing how often each token stood for nothing
/// @param numbers cells that are finite numbers
/// @param infinite cells that are infinite numbers
/// @param moments cells that are dates
/// @param texts how often each text stands there
/// @param sample finite numbers of at most [#SAMPLED] rows spread over the frame, sorted
/// @param levels how often each number stands there, while there are at most [#MOST_LEVELS]; empty otherwise
/// @param low the smallest number
/// @param high the largest number
/// @param mean of the numbers
/// @param deviation standard deviation of the numbers
/// @param whole whether all numbers are whole
/// @param counting whether each number is one more than the one before
/// @param firstMoment the earliest, in milliseconds
/// @param lastMoment the latest
/// @param timesOfDay whether some moment is not midnight
record ColumnProfile(
        int rows,
        Map<String, Integer> missing,
        int numbers,
        int infinite,
        int moments,
        Map<String, Integer> texts,
        double[] sample,
        Map<Double, Integer> levels,
        double low,
        double high,
        double mean,
        double deviation,
        boolean whole,
        boolean counting,
        long firstMoment,
        long lastMoment,
        boolean timesOfDay) {
    static final int MOST_LEVELS = 100;
    static final int SAMPLED = 20_000;
    private static final long DAY = Period.DAY.milliseconds();

    static ColumnProfile of(Frame frame, int column) {
        return new Counting(frame, column).profile();
    }

    /// Cells that are not missing.
    int present() {
        return numbers + infinite + moments + textCells();
    }

    int textCells() {
        return texts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int missingCells() {
        return missing.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The number below which a share of the sample lies.
    double quantile(double share) {
        return sample.length == 0
                ? Double.NaN
                : sample[(int) Math.min(sample.length - 1L, Math.round(share * (sample.length - 1)))];
    }

    /// The values with how often each stands there, numbers as texts, the most frequent first, then by letters.
    List<Map.Entry<String, Integer>> values() {
        Map<String, Integer> all = new HashMap<>(texts);
        levels.forEach((number, count) -> all.merge(Frame.numberText(number), count, Integer::sum));
        return all.entrySet().stream()
                .sorted((a, b) -> a.getValue().equals(b.getValue())
                        ? a.getKey().compareTo(b.getKey())
                        : Integer.compare(b.getValue(), a.getValue()))
                .toList();
    }

    private static final class Counting {
        private final Frame frame;
        private final int column;
        private final Map<String, Integer> missing = new TreeMap<>();
        private final Map<Double, Integer> levels = new HashMap<>();
        private final int[] textCounts;
        private double[] sample = new double[1024];
        private int sampled;
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

        Counting(Frame frame, int column) {
            this.frame = frame;
            this.column = column;
            this.textCounts = new int[frame.texts().size()];
        }

        ColumnProfile profile() {
            int every = Math.max(1, frame.rows() / SAMPLED);
            for (int row = 0; row < frame.rows(); row++) {
                double number = frame.number(row, column);
                if (!Double.isNaN(number)) {
                    add(number, row % every == 0);
                } else if (frame.isMissing(row, column)) {
                    missing.merge(frame.token(row, column), 1, Integer::sum);
                } else if (frame.isMoment(row, column)) {
                    add(frame.moment(row, column));
                } else {
                    textCounts[frame.textPlace(row, column)]++;
                }
            }
            Map<String, Integer> texts = new HashMap<>();
            IntStream.range(0, textCounts.length)
                    .filter(i -> textCounts[i] > 0)
                    .forEach(i -> texts.put(frame.texts().get(i), textCounts[i]));
            double[] sorted = Arrays.copyOf(sample, sampled);
            Arrays.sort(sorted);
            double mean = numbers == 0 ? Double.NaN : shift + sum / numbers;
            double variance =
                    numbers == 0 ? Double.NaN : Math.max(0, squares / numbers - sum / numbers * (sum / numbers));
            return new ColumnProfile(
                    frame.rows(),
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
                    counting && numbers == frame.rows(),
                    firstMoment,
                    lastMoment,
                    timesOfDay);
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
                few = levels.size() <= MOST_LEVELS;
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
    }
}
