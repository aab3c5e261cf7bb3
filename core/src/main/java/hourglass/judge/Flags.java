package hourglass.judge;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which rows of a table are odd.
public final class Flags {
    private Flags() {}

    /// The flag of each row.
    ///
    /// @param scores of all rows of the table
    /// @param reference what gives them p-values
    public static boolean[] of(double[] scores, Reference reference, Decision decision) {
        boolean[] flags = new boolean[scores.length];
        double limit = switch (decision) {
            case Decision.FalseAlarms it -> it.rate();
            case Decision.FalseDiscoveries it -> largestDiscovered(scores, reference, it.rate());
            case Decision.Threshold it -> Double.NaN;
        };
        for (int row = 0; row < flags.length; row++) {
            flags[row] = decision instanceof Decision.Threshold it
                    ? scores[row] > it.score()
                    : reference.pValue(scores[row]) <= limit;
        }
        return flags;
    }

    /// The largest p-value p₍ₖ₎ with p₍ₖ₎ ≤ q k / n; below 0 if there is none.
    private static double largestDiscovered(double[] scores, Reference reference, double rate) {
        double[] sorted = Arrays.stream(scores).map(reference::pValue).sorted().toArray();
        return IntStream.range(0, sorted.length)
                .filter(k -> sorted[k] <= rate * (k + 1) / sorted.length)
                .mapToDouble(k -> sorted[k])
                .max()
                .orElse(-1);
    }
}
