package hourglass.data.file;

/// How much memory is left for rows.
public final class FreeMemory {
    private FreeMemory() {}

    /// Bytes that can still be taken. What is no longer needed is collected before anybody is told that there are fewer
    /// than needed: a service whose heap is full of garbage would refuse the smallest file.
    public static long bytes(double needed) {
        long free = bytes();
        if (needed <= free) {
            return free;
        }
        System.gc();
        return bytes();
    }

    private static long bytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
