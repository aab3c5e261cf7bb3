package hourglass.cli;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Numbers as a curve of small bars: `█▅▃▂▁▁`.
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final char NOTHING = ' ';

    /// From the least number to the largest; beyond, small ones could not be told from each other.
    private static final double LARGE_RANGE = 10;

    private Sparkline() {}

    /// The least number is the lowest bar and the largest the highest, on a logarithmic scale where they are far apart
    /// and all above 0. A number that is not finite is a gap.
    ///
    /// @param values not modified
    /// @param most how many characters at most; more numbers are the means of groups
    static String of(double[] values, int most) {
        double[] heights = means(values, Math.clamp(values.length, 0, Math.max(0, most)));
        double least = finite(heights).min().orElse(0);
        double largest = finite(heights).max().orElse(0);
        boolean logarithmic = least > 0 && largest / least >= LARGE_RANGE;
        StringBuilder text = new StringBuilder();
        for (double height : heights) {
            text.append(
                    logarithmic
                            ? bar(Math.log(height), Math.log(least), Math.log(largest))
                            : bar(height, least, largest));
        }
        return text.toString();
    }

    private static char bar(double height, double low, double high) {
        if (!Double.isFinite(height)) {
            return NOTHING;
        }
        double share = high > low ? (height - low) / (high - low) : 0;
        return BARS.charAt(Math.clamp(Math.round(share * (BARS.length() - 1)), 0, BARS.length() - 1));
    }

    private static DoubleStream finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite);
    }

    /// Means of groups of numbers that follow each other; NaN for a group without a finite one.
    private static double[] means(double[] values, int groups) {
        double[] means = new double[groups];
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * values.length / groups);
            int to = (int) ((group + 1L) * values.length / groups);
            means[group] =
                    finite(Arrays.copyOfRange(values, from, to)).average().orElse(Double.NaN);
        }
        return means;
    }
}
