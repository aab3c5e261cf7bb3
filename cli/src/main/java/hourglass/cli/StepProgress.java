package hourglass.cli;

/// Progress of work in steps of like length: one line that changes on a terminal, a few plain lines elsewhere.
final class StepProgress {
    private static final long REDRAW_NANOSECONDS = 100_000_000;
    private static final long PLAIN_NANOSECONDS = 10_000_000_000L;

    private final Console console;
    private final String what;
    private final int steps;
    private final long start = System.nanoTime();
    private long lastLine = start;

    StepProgress(Console console, String what, int steps) {
        this.console = console;
        this.what = what;
        this.steps = steps;
    }

    /// To be called after every step.
    void taken(int step) {
        long now = System.nanoTime();
        boolean due = now - lastLine >= (console.interactive() ? REDRAW_NANOSECONDS : PLAIN_NANOSECONDS);
        if (!due && !(console.interactive() && step == steps)) {
            return;
        }
        lastLine = now;
        double left = (now - start) * 1e-9 / step * (steps - step);
        String text = "  " + what + " " + step + "/" + steps + "  " + Numbers.duration(left) + " left";
        if (!console.interactive()) {
            console.say(text);
            return;
        }
        console.line().draw("  " + ChangingLine.bar((double) step / steps) + text);
        if (step == steps) {
            console.line().keep();
        }
    }
}
