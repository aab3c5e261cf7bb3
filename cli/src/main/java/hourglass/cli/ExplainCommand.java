package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.judge.Decision;
import hourglass.model.Model;
import hourglass.model.Reason;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Show the oddest rows of a file and what makes them odd: the columns that carry the score, in"
                + " nats, with what was expected there from the rest of the row.")
final class ExplainCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows; - for standard input.")
    Path file = Path.of("-");

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many rows (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    int top;

    @Option(
            names = "--id",
            split = ",",
            paramLabel = "COLUMN",
            description = "Show these columns beside the row number.")
    List<String> ids = List.of();

    @Option(names = "--json", description = "One JSON object for each row instead.")
    boolean json;

    @Mixin
    DecisionOptions deciding = new DecisionOptions();

    @Mixin
    DataOptions data = new DataOptions();

    ExplainCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Model model = ModelFiles.ofRows(modelFile);
        if (!model.givesReasons()) {
            throw Problem.badData("the model judges rows as a whole and knows no reasons: its columns were taken alike")
                    .at(modelFile.toString())
                    .remedy("hourglass train FILE, without --likelihood, --loss, --scale and --tied")
                    .exception();
        }
        if (top < 1) {
            throw Problem.usage("the number of rows is out of range")
                    .at("--top")
                    .expected("1 or more")
                    .found(String.valueOf(top))
                    .exception();
        }
        Decision decision = deciding.decision().orElse(model.calibration().decision());
        ScoredRows scored = new ScoredRows(model, decision);
        List<Frame> frames = new ArrayList<>();
        ColumnMatch match;
        List<String> names = new ArrayList<>(ids);
        if (data.label != null && !names.contains(data.label)) {
            names.add(data.label);
        }
        try (ModelInput input = ModelInput.open(console, model, file, data, names, false)) {
            match = input.match();
            for (Frame next = input.next(); next.rows() > 0; next = input.next()) {
                frames.add(next);
                scored.add(model.score(next, match));
            }
            input.notes().forEach(console::note);
        }
        boolean[] flags = scored.flags();
        for (int row : scored.highest(top)) {
            show(model, scored, row, flags[row], one(frames, row), match, names);
        }
        int flagged = 0;
        for (boolean flag : flags) {
            flagged += flag ? 1 : 0;
        }
        console.say(Numbers.grouped(scored.count()) + " rows, " + Numbers.grouped(flagged) + " flagged ("
                + scored.description() + ")");
    }

    private static Frame one(List<Frame> frames, int row) {
        int left = row;
        for (Frame frame : frames) {
            if (left < frame.rows()) {
                return frame.select(new int[] {left});
            }
            left -= frame.rows();
        }
        throw new IllegalStateException("no row " + row);
    }

    private void show(
            Model model,
            ScoredRows scored,
            int row,
            boolean flagged,
            Frame frame,
            ColumnMatch match,
            List<String> names) {
        double score = scored.scores()[row];
        List<Reason> reasons = model.reasons(frame, match).getFirst();
        double pValue = model.calibration().reference().pValue(score);
        if (json) {
            console.print(ReasonJson.of(row + 1L, score, pValue, flagged, reasons));
            return;
        }
        StringBuilder id = new StringBuilder();
        for (String name : names) {
            id.append("  ").append(name).append(' ').append(frame.text(0, frame.indexOf(name)));
        }
        console.print("row " + Numbers.grouped(row + 1L) + (frame.hasLines() ? " (" + frame.place(0) + ")" : "") + id
                + "  score " + Numbers.significant(score)
                + (model.calibration().isCalibrated() ? "  p " + Numbers.significant(pValue) : "")
                + (flagged ? "  flagged" : ""));
        for (Reason reason : reasons) {
            console.print(String.format(Locale.ROOT, "  %8s  %s", Numbers.significant(reason.nats()), reason.text()));
        }
    }
}
