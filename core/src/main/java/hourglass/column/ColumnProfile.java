package hourglass.column;

import hourglass.table.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
}
