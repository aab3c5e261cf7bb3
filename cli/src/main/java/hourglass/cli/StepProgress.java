package hourglass.cli;

/// Progress of work in steps of like length: one line that changes on a terminal, a few plain lines elsewhere.
final class StepProgress {
    private final Console console;
    private final String what;
    private final int steps;
    private final Pace pace;

    StepProgress(Console console, String what, int steps) {
        this.console = console;
        this.what = what;
        this.steps = steps;
        this.pace = new Pace(console);
    }

    /// To be called after every step.
    void taken(int step) {
        boolean last = step == steps;
        if (!pace.isDue() && !(console.interactive() && last)) {
            return;
        }
        double left = pace.seconds() / step * (steps - step);
        String text = "  " + what + " " + step + "/" + steps + "  " + Numbers.duration(left) + " left";
        if (!console.interactive()) {
            console.say(text);
            return;
        }
        console.line().draw("  " + ChangingLine.bar((double) step / steps) + text);
        if (last) {
            console.line().keep();
        }
    }
}
