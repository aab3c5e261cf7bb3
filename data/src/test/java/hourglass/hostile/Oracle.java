package hourglass.hostile;

import com.sun.management.ThreadMXBean;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/// What may come of an input: success, or one of our own errors about it that names no exception of others; within two
/// seconds of the thread's processor time and 64 MB taken by it, given back or not.
final class Oracle {
    static final long MOST_NANOSECONDS = 2_000_000_000;
    static final long MOST_BYTES = 64L << 20;
    private static final Set<Problem.Kind> ABOUT_THE_INPUT = Set.of(Problem.Kind.BAD_DATA, Problem.Kind.USAGE);
    private static final Pattern NAME_OF_AN_EXCEPTION =
            Pattern.compile("\\b[A-Z]\\w*(?:Exception|Error)\\b|\\b\\w+ Error: ");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int accepted;
    private int refused;
    private long worstNanoseconds;
    private long worstBytes;

    /// An input that got another answer.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }

        Failure(String message) {
            super(message);
        }
    }

    /// Reads an input on this thread.
    ///
    /// @param unpacked memory that its contents take by right, beyond that of any
    void read(Consumer<byte[]> parser, byte[] input, ToLongFunction<byte[]> unpacked) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long nanoseconds = threads.getCurrentThreadCpuTime();
        try {
            parser.accept(input);
            accepted++;
        } catch (ProblemException refusal) {
            check(refusal);
            refused++;
        } catch (RuntimeException | Error foreign) {
            throw new Failure("another exception than ours", foreign);
        }
        nanoseconds = threads.getCurrentThreadCpuTime() - nanoseconds;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        worstNanoseconds = Math.max(worstNanoseconds, nanoseconds);
        worstBytes = Math.max(worstBytes, bytes);
        if (nanoseconds > MOST_NANOSECONDS) {
            throw new Failure("it takes " + nanoseconds / 1_000_000 + " ms");
        }
        if (bytes > MOST_BYTES && bytes > MOST_BYTES + unpacked.applyAsLong(input)) {
            throw new Failure("it takes " + bytes + " bytes of memory");
        }
    }

    private static void check(ProblemException refusal) {
        String text = refusal.problem().text();
        if (!ABOUT_THE_INPUT.contains(refusal.problem().kind())) {
            throw new Failure("an error of the wrong kind, " + text, refusal);
        }
        if (NAME_OF_AN_EXCEPTION.matcher(text).find()) {
            throw new Failure("an error names an exception: " + text, refusal);
        }
    }

    int accepted() {
        return accepted;
    }

    int refused() {
        return refused;
    }

    String figures() {
        return String.format(
                "%,d inputs: %,d accepted, %,d refused; worst %,d ms, %.1f MB",
                accepted + refused, accepted, refused, worstNanoseconds / 1_000_000, worstBytes / 1e6);
    }
}
