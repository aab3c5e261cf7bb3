package hourglass.cli;

import hourglass.data.row.RowReader;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// How far a command has come in its input: on a terminal a line that changes, drawn once there is something to wait
/// for
/// and gone at the end; elsewhere a plain line every ten seconds.
final class RowsProgress {
    private static final long PATIENCE_NANOSECONDS = 1_000_000_000;

    /// Of what is left a small share tells nothing yet.
    private static final double LEAST_SHARE = 0.001;

    private static final String GAP = "  ";

    private final Console console;
    private final String noun;
    private final Pace pace;

    /// @param noun one of what is counted, whose plural takes an s
    RowsProgress(Console console, String noun) {
        this(console, noun, System::nanoTime);
    }

    RowsProgress(Console console, String noun, LongSupplier clock) {
        this.console = console;
        this.noun = noun;
        this.pace = new Pace(console, PATIENCE_NANOSECONDS, clock);
    }

    /// How much of the input some rows are, from 0 to 1, as far as its reader tells.
    ///
    /// @param read rows so far
    static OptionalDouble share(RowReader reader, long read) {
        OptionalLong all = reader.rowCount();
        return all.isPresent() && all.getAsLong() > 0
                ? OptionalDouble.of(Math.min(1, (double) read / all.getAsLong()))
                : reader.progress();
    }

    /// To be called again and again.
    ///
    /// @param count done so far
    /// @param share of all, from 0 to 1, if that is known
    void done(long count, OptionalDouble share) {
        if (count == 0 || !pace.isDue()) {
            return;
        }
        double seconds = pace.seconds();
        StringBuilder text = new StringBuilder(GAP)
                .append(Numbers.grouped(count))
                .append(' ')
                .append(noun)
                .append("s  ")
                .append(
                        count < seconds
                                ? Numbers.significant(count / seconds)
                                : Numbers.grouped((long) (count / seconds)))
                .append(' ')
                .append(noun)
                .append("s/s");
        share.ifPresent(it -> {
            if (it >= LEAST_SHARE) {
                text.append(GAP)
                        .append(Numbers.duration(seconds / it * (1 - it)))
                        .append(" left");
            }
        });
        if (console.interactive()) {
            String bar = share.isPresent() ? GAP + ChangingLine.bar(share.getAsDouble()) : "";
            console.line().draw(bar + text);
        } else {
            console.say(text.toString());
        }
    }

    /// Makes room for what is said next.
    void end() {
        console.line().clear();
    }
}
