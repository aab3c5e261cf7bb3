package hourglass.cli;

import java.util.function.LongSupplier;

/// When progress is told again: ten times a second where a line changes in place, every ten seconds where lines stay.
final class Pace {
    private static final long REDRAW_NANOSECONDS = 100_000_000;
    private static final long PLAIN_NANOSECONDS = 10_000_000_000L;

    private final LongSupplier clock;
    private final long start;
    private final long interval;
    private long next;

    /// @param patience before a line that changes is first drawn, in nanoseconds
    /// @param clock in nanoseconds
    Pace(Console console, long patience, LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.interval = console.interactive() ? REDRAW_NANOSECONDS : PLAIN_NANOSECONDS;
        this.next = console.interactive() ? patience : interval;
    }

    /// One that draws at once.
    Pace(Console console) {
        this(console, 0, System::nanoTime);
    }

    /// Whether it is time; if so, the next time is an interval from now.
    boolean isDue() {
        long passed = clock.getAsLong() - start;
        if (passed < next) {
            return false;
        }
        next = passed + interval;
        return true;
    }

    /// Since the start.
    double seconds() {
        return (clock.getAsLong() - start) * 1e-9;
    }
}
