package hourglass.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command writes: data to one stream, messages to the other.
///
/// @param output for data and for what was asked to be shown
/// @param messages for progress and errors
/// @param interactive whether a person watches both on a terminal
record Console(PrintStream output, PrintStream messages, boolean interactive) {
    /// The streams of the process, in UTF-8 whatever the locale says: the drawings and bars need it.
    @SuppressWarnings("SystemConsoleNull") // it was seen to be null on JDK 25 where no stream is a terminal
    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), terminal);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Whether colours are welcome (https://no-color.org).
    boolean colours() {
        String noColour = System.getenv("NO_COLOR");
        return interactive && (noColour == null || noColour.isEmpty());
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
