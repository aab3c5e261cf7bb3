package hourglass.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The last line of a terminal, drawn over and over. It is never wider than the terminal: what is wrapped cannot be
/// overwritten. Signals come on threads of their own, hence the locks.
final class ChangingLine {
    static final int USUAL_WIDTH = 80;
    private static final int BAR_WIDTH = 20;

    private final PrintStream messages;
    private final int width;
    private int drawn;
    private boolean gaveWay;

    ChangingLine(PrintStream messages, int width) {
        this.messages = messages;
        this.width = width;
    }

    /// The width that the environment tells.
    ///
    /// @param columns as the variable of that name says it
    static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /// How many characters there is room for: in the last place of a line some terminals begin the next one.
    int room() {
        return width - 1;
    }

    /// Takes the place of what was drawn before.
    synchronized void draw(String text) {
        if (gaveWay) {
            return;
        }
        String line = text.substring(0, Math.min(text.length(), room()));
        messages.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        messages.flush();
        drawn = line.length();
    }

    /// Leaves an empty line to write on, if there was anything.
    synchronized void clear() {
        if (drawn > 0) {
            messages.print("\r" + " ".repeat(drawn) + "\r");
            messages.flush();
            drawn = 0;
        }
    }

    /// Makes room for rows for good: they come in pieces that end anywhere, over which nothing may be drawn.
    synchronized void giveWay() {
        clear();
        gaveWay = true;
    }

    /// Leaves what was drawn, and goes to the next line.
    synchronized void keep() {
        if (drawn > 0) {
            messages.println();
            drawn = 0;
        }
    }

    /// A bar of the usual width.
    static String bar(double done) {
        return bar(done, BAR_WIDTH);
    }

    /// A bar that is full when all is done.
    ///
    /// @param done from 0 to 1
    static String bar(double done, int width) {
        // 7 of 10 steps are 14 of 20 places, whatever rounding says.
        int filled = Math.clamp((int) (done * width + 1e-6), 0, width);
        return "█".repeat(filled) + "░".repeat(width - filled);
    }
}
