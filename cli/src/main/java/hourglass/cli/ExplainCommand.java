package hourglass.cli;

import hourglass.column.Column;
import hourglass.judge.Decision;
import hourglass.model.Model;
import hourglass.model.Point;
import hourglass.model.Reason;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Show the oddest rows of a file and what makes them odd: the columns that carry the score, in"
                + " nats, with what was expected there from the rest of the row; of a series, the cells around each"
                + " that do.")
final class ExplainCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Rows: a file, a folder, or a pattern in quotes; - for standard input.")
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
        Model model = ModelFiles.autoencoder(modelFile);
        boolean series = model.columns().window().isPresent();
        if (series ? model.calibration().cells().isEmpty() : !model.givesReasons()) {
            throw Problem.badData((series ? "the model judges windows" : "the model judges rows")
                            + " as a whole and knows no reasons"
                            + (series ? "" : ": its columns were taken alike"))
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
        List<Part> parts = new ArrayList<>();
        List<List<Path>> files = data.tables(List.of(file));
        for (List<Path> each : files) {
            read(model, each, scored, parts);
        }
        boolean[] flags = scored.flags();
        List<Integer> shown = series ? peaks(model, scored, parts) : scored.highest(top);
        ExplainedRow.Shape shape = new ExplainedRow.Shape(
                files.size() > 1 || parts.stream().anyMatch(Part::rowsAreFiles),
                model.calibration().isCalibrated());
        for (int row : shown) {
            Part part = parts.reversed().stream()
                    .filter(it -> it.first() <= row)
                    .findFirst()
                    .orElseThrow();
            ExplainedRow told = explained(model, scored, part, row, flags[row]);
            if (json) {
                console.print(told.json(shape));
            } else {
                told.lines(shape).forEach(console::print);
            }
        }
        int flagged = 0;
        for (boolean flag : flags) {
            flagged += flag ? 1 : 0;
        }
        console.say(Counted.of(scored.count(), "row") + ", " + Numbers.grouped(flagged) + " flagged ("
                + scored.description() + ")");
    }

    private void read(Model model, List<Path> files, ScoredRows scored, List<Part> parts) {
        List<String> names = Stream.concat(ids.stream(), Stream.ofNullable(data.label))
                .distinct()
                .toList();
        try (ModelInput input = ModelInput.open(console, model, files, data, names)) {
            Path from = files.getFirst();
            if (model.columns().window().isPresent()) {
                Frame rows = input.rest();
                parts.add(new Part(from.toString(), rows, input.match(), scored.count()));
                scored.add(model.score(rows, input.match()));
            }
            for (Frame next = input.next(); next.rows() > 0; next = input.next()) {
                parts.add(new Part(from.toString(), next, input.match(), scored.count()));
                scored.add(model.score(next, input.match()));
            }
            input.notes().forEach(console::note);
        }
    }

    /// The rows that stand out most of all files, none of which shares a window with another.
    private List<Integer> peaks(Model model, ScoredRows scored, List<Part> parts) {
        Window window = model.columns().window().orElseThrow();
        double[] scores = scored.scores();
        List<Integer> peaks = new ArrayList<>();
        for (Part part : parts) {
            double[] own = Arrays.copyOfRange(
                    scores, part.first(), part.first() + part.rows().rows());
            Windows.of(part.rows(), window, part.match().places())
                    .withoutHoles()
                    .peaks(own, top)
                    .forEach(row -> peaks.add(part.first() + row));
        }
        return peaks.stream()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .limit(top)
                .toList();
    }

    private ExplainedRow explained(Model model, ScoredRows scored, Part part, int row, boolean flagged) {
        int own = row - part.first();
        double score = scored.scores()[row];
        List<Reason> reasons = model.columns().window().isPresent()
                ? List.of()
                : model.reasons(part.rows().select(new int[] {own}), part.match())
                        .getFirst();
        List<Point> points = model.columns().window().isPresent()
                ? model.points(part.rows(), part.match(), own).getFirst()
                : List.of();
        return new ExplainedRow(
                part.file(own),
                part.rows(),
                own,
                idColumns(model),
                score,
                model.calibration().reference().pValue(score),
                flagged,
                reasons,
                points);
    }

    /// Those asked for; of a series also what tells its rows.
    private List<String> idColumns(Model model) {
        Stream<String> ofSeries = model.columns().window().stream()
                .flatMap(it ->
                        Stream.concat(it.by().stream(), it.order().stream().map(Column::name)));
        return Stream.of(ofSeries, ids.stream(), Stream.ofNullable(data.label))
                .flatMap(it -> it)
                .distinct()
                .toList();
    }
}
