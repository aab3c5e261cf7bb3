package hourglass.cli;

import hourglass.train.EpochReport;
import hourglass.train.TrainingRun;
import java.util.Locale;

/// Progress of a training run: one line that changes on a terminal, a few plain lines elsewhere.
final class ProgressDisplay {
    private static final int BAR_WIDTH = 20;
    private static final long REDRAW_NANOSECONDS = 100_000_000;
    private static final int PLAIN_LINES = 12;

    private final Console console;
    private final int epochs;
    private final boolean interactive;
    private long lastDraw;
    private String latest = "";
    private int drawnWidth;
    private int lastLineEpoch;

    ProgressDisplay(Console console, int epochs) {
        this.console = console;
        this.epochs = epochs;
        this.interactive = console.interactive();
    }

    /// To be called after every step.
    void afterStep(TrainingRun run) {
        if (run.epochEnded()) {
            latest = describe(run.report());
            if (!interactive) {
                plainLine(run);
            }
        }
        long now = System.nanoTime();
        if (interactive && now - lastDraw >= REDRAW_NANOSECONDS) {
            lastDraw = now;
            draw(run);
        }
    }

    private void draw(TrainingRun run) {
        double done = (double) run.step() / ((long) epochs * run.stepsPerEpoch());
        int filled = (int) Math.round(done * BAR_WIDTH);
        String line = "  " + "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled) + "  " + latest;
        String padding = " ".repeat(Math.max(0, drawnWidth - line.length()));
        drawnWidth = line.length();
        console.messages().print("\r" + line + padding);
        console.messages().flush();
    }

    private void plainLine(TrainingRun run) {
        int epoch = run.report().result().epoch();
        boolean due = epoch == 1 || epoch - lastLineEpoch >= Math.max(1, epochs / PLAIN_LINES) || run.isFinished();
        if (due) {
            lastLineEpoch = epoch;
            console.say("  " + latest);
        }
    }

    private String describe(EpochReport report) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "epoch %d/%d", report.result().epoch(), epochs));
        text.append("  loss ").append(Numbers.significant(report.result().loss()));
        if (report.result().penalty() != 0) {
            text.append(" + penalty ")
                    .append(Numbers.significant(report.result().penalty()));
        }
        report.result()
                .validation()
                .ifPresent(loss -> text.append("  validation ").append(Numbers.significant(loss)));
        text.append("  ")
                .append(Numbers.grouped(Math.round(report.rowsPerSecond())))
                .append(" rows/s");
        text.append("  ").append(Numbers.duration(report.secondsLeft())).append(" left");
        return text.toString();
    }

    /// Leaves the terminal with the last state on a line of its own.
    void finish(TrainingRun run) {
        if (interactive) {
            draw(run);
            console.messages().println();
        }
    }
}
