package hourglass.cli;

import java.util.List;
import java.util.OptionalInt;

/// Signals that ask the process to end. Java begins to end at the first and lets a second one wait until it has ended;
/// each is told to a thread of its own, by whose names they can be counted without what is internal to the JDK.
final class Signals {
    private static final int CODE_OF_INT = 130;
    private static final int CODE_OF_TERM = 143;

    private Signals() {}

    /// The exit code if a second signal has come, as after Ctrl-C and Ctrl-C: whoever sends it does not want to wait.
    static OptionalInt second() {
        List<String> told = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(it -> it.equals("SIGINT handler") || it.equals("SIGTERM handler"))
                .toList();
        if (told.size() < 2) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(told.contains("SIGINT handler") ? CODE_OF_INT : CODE_OF_TERM);
    }
}
