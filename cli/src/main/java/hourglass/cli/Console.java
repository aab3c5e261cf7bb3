package hourglass.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// Where a command writes: data to one stream, messages to the other.
///
/// @param output for data and for what was asked to be shown
/// @param messages for progress and errors
/// @param interactive whether a person watches both on a terminal
/// @param readerLeft whether whoever read the output has gone, as `head` does when it has seen enough
/// @param line of progress among the messages: it makes room for whatever else is said
record Console(
        PrintStream output, PrintStream messages, boolean interactive, BooleanSupplier readerLeft, ChangingLine line) {
    /// A console of the usual width, whose reader stays.
    Console(PrintStream output, PrintStream messages, boolean interactive) {
        this(output, messages, interactive, () -> false, new ChangingLine(messages, ChangingLine.USUAL_WIDTH));
    }

    /// The streams of the process, in UTF-8 whatever the locale says: the drawings and bars need it.
    @SuppressWarnings("SystemConsoleNull") // it was seen to be null on JDK 25 where no stream is a terminal
    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        Pipe pipe = new Pipe(new FileOutputStream(FileDescriptor.out));
        PrintStream output = new PrintStream(pipe, true, StandardCharsets.UTF_8);
        PrintStream messages = stream(FileDescriptor.err);
        ChangingLine line = new ChangingLine(messages, ChangingLine.width(System.getenv("COLUMNS")));
        return new Console(output, messages, terminal, () -> pipe.broken, line);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Remembers that its reader has gone, which the PrintStream above it does not tell from a full disk.
    private static final class Pipe extends FilterOutputStream {
        private volatile boolean broken;

        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                broken |= String.valueOf(e.getMessage()).contains("Broken pipe");
                throw e;
            }
        }
    }

    /// Where rows are written: where that is the terminal, they take the place of progress.
    OutputStream rows() {
        return interactive
                ? new FilterOutputStream(output) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        line.giveWay();
                        out.write(bytes, offset, length);
                    }
                }
                : output;
    }

    /// This console, with what was asked to be shown among the messages.
    Console aside() {
        return new Console(messages, messages, interactive, readerLeft, line);
    }

    /// This console, saying nothing of what is going on.
    Console silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(output, nowhere, false, readerLeft, new ChangingLine(nowhere, ChangingLine.USUAL_WIDTH));
    }

    /// Whether colours are welcome (https://no-color.org).
    boolean colours() {
        String noColour = System.getenv("NO_COLOR");
        return interactive && (noColour == null || noColour.isEmpty());
    }

    /// A line about what is going on.
    void say(String line) {
        this.line.clear();
        messages.println(harmless(line));
    }

    /// A line about something to know, which a library found; its settings are told as options.
    void note(String text) {
        say("note: " + Problems.withOptions(text));
    }

    /// A line that was asked for.
    void print(String line) {
        this.line.clear();
        output.println(harmless(line));
    }

    /// Names and values come from files: what steers a terminal is left out.
    private static String harmless(String line) {
        return line.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }
}
