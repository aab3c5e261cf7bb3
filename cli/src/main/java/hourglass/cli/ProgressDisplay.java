package hourglass.cli;

import hourglass.train.EpochReport;
import hourglass.train.EpochResult;
import hourglass.train.TrainingRun;
import java.util.Locale;

/// Progress of a training run: one line that changes on a terminal, with the curve of the loss, a few plain lines
/// elsewhere.
final class ProgressDisplay {
    private static final int CURVE_WIDTH = 24;

    /// Bar, curve and all numbers fit a line of this width; on a narrower one the bar is short and the speed left out.
    private static final int WIDE = 120;

    private static final int BAR_WIDTH = 20;
    private static final int NARROW_BAR_WIDTH = 8;
    private static final String GAP = "  ";
    private static final int PLAIN_LINES = 12;

    private final Console console;
    private final int epochs;
    private final boolean interactive;
    private final Pace pace;
    private String latest = "";
    private int lastLineEpoch;

    ProgressDisplay(Console console, int epochs) {
        this.console = console;
        this.epochs = epochs;
        this.interactive = console.interactive();
        this.pace = new Pace(console);
    }

    /// To be called after every step.
    void afterStep(TrainingRun run) {
        if (run.epochEnded()) {
            latest = describe(run.report());
            if (!interactive) {
                plainLine(run);
            }
        }
        if (interactive && pace.isDue()) {
            draw(run);
        }
    }

    private void draw(TrainingRun run) {
        double done = (double) run.step() / ((long) epochs * run.stepsPerEpoch());
        String bar = GAP + ChangingLine.bar(done, isWide() ? BAR_WIDTH : NARROW_BAR_WIDTH) + GAP;
        int left = console.line().room() - bar.length() - GAP.length() - latest.length();
        String curve = Sparkline.of(losses(run), Math.min(CURVE_WIDTH, left));
        console.line().draw(bar + curve + (curve.isEmpty() ? "" : GAP) + latest);
    }

    private boolean isWide() {
        return console.line().room() >= WIDE;
    }

    /// Loss and penalties of each epoch on rows kept back, or on those learned from where there are no others.
    private static double[] losses(TrainingRun run) {
        return run.history().stream().mapToDouble(EpochResult::watched).toArray();
    }

    private void plainLine(TrainingRun run) {
        int epoch = run.report().result().epoch();
        boolean due = epoch == 1 || epoch - lastLineEpoch >= Math.max(1, epochs / PLAIN_LINES) || run.isFinished();
        if (due) {
            lastLineEpoch = epoch;
            console.say(GAP + latest);
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
        report.result().validationPenalty().stream()
                .filter(penalty -> penalty != 0)
                .forEach(penalty -> text.append(" + ").append(Numbers.significant(penalty)));
        if (!interactive || isWide()) {
            text.append(GAP)
                    .append(Numbers.grouped(Math.round(report.rowsPerSecond())))
                    .append(" rows/s");
        }
        text.append(GAP).append(Numbers.duration(report.secondsLeft())).append(" left");
        return text.toString();
    }

    /// Leaves the terminal with the last state on a line of its own.
    void finish(TrainingRun run) {
        if (interactive) {
            draw(run);
            console.line().keep();
        }
    }
}
