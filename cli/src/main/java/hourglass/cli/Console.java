package hourglass.cli;

import java.io.PrintStream;

/// Where a command writes: data to one stream, messages to the other.
///
/// @param output for data and for what was asked to be shown
/// @param messages for progress and errors
record Console(PrintStream output, PrintStream messages) {
    /// Whether messages go to a terminal that a person watches.
    boolean interactive() {
        return this.messages == System.err
                && System.console() != null
                && System.console().isTerminal()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /// Whether colours are welcome (https://no-color.org).
    boolean colours() {
        String noColour = System.getenv("NO_COLOR");
        return interactive() && (noColour == null || noColour.isEmpty());
    }

    /// A line about what is going on.
    void say(String line) {
        messages.println(line);
    }

    /// A line that was asked for.
    void print(String line) {
        output.println(line);
    }
}
