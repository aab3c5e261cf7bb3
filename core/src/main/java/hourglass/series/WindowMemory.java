package hourglass.series;

import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.util.Locale;

/// What windows take when they stand side by side, each of their rows in as many windows as one is long.
final class WindowMemory {
    private static final double MEGABYTE = 1e6;
    /// Below this nothing is looked up.
    private static final double SMALL = 1e6;

    private WindowMemory() {}

    /// Refuses windows for which there is no room, before any is taken.
    static void require(int windows, int length, int measures) {
        double numbers = (double) windows * length * measures;
        if (numbers < SMALL) {
            return;
        }
        double needed = Float.BYTES * numbers;
        if (needed > free()) {
            // What is garbage counts as taken until it is collected.
            System.gc();
        }
        double free = free();
        if (needed > free || numbers > Integer.MAX_VALUE - 8) {
            throw Problem.badData("the windows do not fit in memory")
                    .expected(String.format(
                            Locale.ROOT,
                            "%,.0f MB for %s of %,d x %,d numbers",
                            needed / MEGABYTE,
                            Counted.of(windows, "window"),
                            length,
                            measures))
                    .found(String.format(Locale.ROOT, "%,.0f MB", free / MEGABYTE))
                    .remedy("a shorter `window`, or `keep` fewer columns")
                    .remedy("java -Xmx… with more memory")
                    .exception();
        }
    }

    private static double free() {
        Runtime runtime = Runtime.getRuntime();
        return (double) runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
