package hourglass.cli;

import hourglass.column.Encoded;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.judge.Decision;
import hourglass.judge.Reference;
import hourglass.model.Model;
import hourglass.model.Reason;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.series.Windows;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "score",
        description = "Write how strange each row is, in nats unless --loss made another: higher is stranger; with its"
                + " p-value, whether it is flagged as odd, and why.",
        footer = {
            "",
            "The p-value of a row is the share of ordinary rows, kept back from training, that are as strange.",
            "A readable list of the oddest rows: hourglass explain MODEL FILE"
        })
final class ScoreCommand extends ConsoleCommand implements Callable<Integer> {
    /// Exit code where flagged rows are to be noticed.
    static final int FLAGGED = 10;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Rows: files, folders, or patterns in quotes; - for standard input.")
    List<Path> files = List.of();

    @Option(
            names = "--id",
            split = ",",
            paramLabel = "COLUMN",
            description = "Pass these columns on to the output, to tell rows by.")
    List<String> ids = List.of();

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "What the rows should be, such as clean for noisy ones, for a model trained on pairs:"
                    + " reconstructions are compared with these rows, pictures by the names of their files, others one"
                    + " after the other.")
    @Nullable
    Path target;

    @Option(names = "--no-reasons", description = "Leave the reasons of flagged rows out.")
    boolean noReasons;

    @Option(names = "--exit-code", description = "End with exit code 10 if a row is flagged.")
    boolean exitCode;

    @Option(names = "--quiet", description = "Say nothing but errors.")
    boolean quiet;

    @Mixin
    DecisionOptions deciding = new DecisionOptions();

    @Mixin
    Output output = new Output();

    @Mixin
    DataOptions data = new DataOptions();

    ScoreCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        throw new IllegalStateException("called, not run");
    }

    @Override
    public Integer call() {
        List<Path> inputs = new ArrayList<>(files);
        inputs.add(modelFile);
        output.check(inputs);
        Model model = ModelFiles.autoencoder(modelFile);
        Decision decision = deciding.decision().orElse(model.calibration().decision());
        Console said = quiet ? console.silent() : console;
        List<List<Path>> all = data.tables(files);
        Optional<TargetRows> targets = targets(model, said, all);
        ScoredRows scored = new ScoredRows(model, decision);
        List<Part> parts = new ArrayList<>();
        for (List<Path> table : all) {
            score(model, table, said, targets, scored, parts);
        }
        boolean[] flags = scored.flags();
        int flagged = write(
                model, scored, parts, flags, all.size() > 1 || parts.stream().anyMatch(Part::rowsAreFiles));
        said.say(Counted.of(scored.count(), "row") + " scored"
                + (output.isStandardOutput() ? "" : ", written to " + output.path) + "; " + Numbers.grouped(flagged)
                + " flagged (" + scored.description() + ")");
        if (areAsManyAsLearned(model, scored.count())) {
            said.note(
                    "as many rows as the model learned from: rows it has seen are less strange to it than new ones, so"
                            + " that fewer of them are flagged than promised");
        }
        said.say(Meaning.of(model));
        targets.map(TargetRows::description)
                .or(() -> model.card().ofPairs() ? Optional.of(TargetRows.themselves()) : Optional.empty())
                .ifPresent(it -> said.say("compared with " + it));
        return exitCode && flagged > 0 ? FLAGGED : 0;
    }

    private Optional<TargetRows> targets(Model model, Console said, List<List<Path>> tables) {
        if (target == null) {
            return Optional.empty();
        }
        if (tables.size() > 1) {
            throw Problem.usage("--target goes with one table: a file, or pictures")
                    .found(Counted.of(tables.size(), "table"))
                    .exception();
        }
        if (model.givesReasons() || model.columns().window().isPresent()) {
            throw Problem.usage("--target is for models trained on pairs, and this one compares rows with themselves")
                    .at(modelFile.toString())
                    .remedy("evaluate --target, or train --target")
                    .exception();
        }
        return Optional.of(TargetRows.read(said, model, tables.getFirst().getFirst(), target, data));
    }

    /// A sign that they are the same: a model keeps none of them.
    static boolean areAsManyAsLearned(Model model, int rows) {
        return model.calibration().isCalibrated()
                && rows == model.card().trainingRows() + model.card().validationRows();
    }

    private void score(
            Model model,
            List<Path> table,
            Console said,
            Optional<TargetRows> targets,
            ScoredRows scored,
            List<Part> parts) {
        Path file = table.getFirst();
        try (ModelInput input = ModelInput.open(said, model, table, data, passedOn())) {
            Strays strays = new Strays(model.columns().schema());
            if (model.columns().window().isPresent()) {
                scoreSeries(model, file, said, scored, parts, input);
            }
            for (Frame next = input.next(); next.rows() > 0; next = input.next()) {
                parts.add(new Part(file.toString(), next, input.match(), scored.count()));
                Encoded encoded = model.columns().schema().read(next, input.match());
                Numeric.require(model, next, input.match(), encoded);
                strays.add(next, encoded, input.match().places());
                scored.add(
                        targets.isPresent()
                                ? model.score(encoded.rows(), targets.get().of(next))
                                : model.score(encoded));
            }
            targets.ifPresent(TargetRows::requireAllTaken);
            strays.tell(said);
            input.notes().forEach(said::note);
            if (input.rejected() > 0) {
                said.say(Counted.of(input.rejected(), "row") + " set aside");
            }
        }
    }

    /// Windows reach over the chunks of a file, so it is taken whole.
    private static void scoreSeries(
            Model model, Path file, Console said, ScoredRows scored, List<Part> parts, ModelInput input) {
        Frame rows = input.rest();
        double[] scores = model.score(rows, input.match());
        parts.add(new Part(file.toString(), rows, input.match(), scored.count()));
        scored.add(scores);
        Windows windows = Windows.of(
                rows, model.columns().window().orElseThrow(), input.match().places());
        SeriesLines.notes(
                        windows,
                        windows.withoutHoles().count(),
                        rows,
                        input.match().places())
                .forEach(said::note);
        long without = Arrays.stream(scores).filter(Double::isNaN).count();
        if (without > 0) {
            said.say("note: " + Counted.of(without, "row has", "rows have")
                    + " no score: no window without gaps and missing values holds "
                    + (without == 1 ? "it" : "them"));
        }
    }

    private List<String> passedOn() {
        List<String> names = new ArrayList<>(ids);
        if (data.label != null && !names.contains(data.label)) {
            names.add(data.label);
        }
        return names;
    }

    /// @return how many rows are flagged
    private int write(Model model, ScoredRows scored, List<Part> parts, boolean[] flags, boolean several) {
        boolean calibrated = model.calibration().isCalibrated();
        boolean texts = !output.isArray();
        boolean lines = texts && parts.stream().anyMatch(part -> part.rows().hasLines());
        List<OutputColumn> columns = new ArrayList<>();
        if (texts && several) {
            columns.add(OutputColumn.text("file"));
        }
        if (texts) {
            columns.add(OutputColumn.number("row"));
        }
        if (lines) {
            columns.add(OutputColumn.number("line"));
        }
        columns.add(OutputColumn.single("score"));
        if (texts && calibrated) {
            columns.add(OutputColumn.single("p_value"));
        }
        if (texts) {
            columns.add(OutputColumn.number("flagged"));
        }
        boolean reasons = texts && !noReasons && model.givesReasons();
        if (reasons) {
            columns.add(OutputColumn.text("reasons"));
        }
        passedOn().forEach(name -> columns.add(OutputColumn.text(name)));
        double[] scores = scored.scores();
        Reference reference = model.calibration().reference();
        int flagged = 0;
        try (RowWriter writer = output.create(console, columns)) {
            for (Part part : parts) {
                FrameBuilder builder =
                        Frame.builder(columns.stream().map(OutputColumn::name).toList());
                boolean[] own = Arrays.copyOfRange(
                        flags, part.first(), part.first() + part.rows().rows());
                List<List<Reason>> why =
                        reasons ? ScoredRows.reasons(model, part.rows(), own, part.match()) : List.of();
                List<Integer> places =
                        passedOn().stream().map(part.rows()::indexOf).toList();
                int next = 0;
                for (int row = 0; row < own.length; row++) {
                    double score = scores[part.first() + row];
                    flagged += own[row] ? 1 : 0;
                    if (texts && several) {
                        builder.text(part.file(row));
                    }
                    if (texts) {
                        builder.number((double) part.rows().rowNumber(row));
                    }
                    if (lines) {
                        builder.number(part.rows().hasLines() ? part.rows().lineOf(row) : Double.NaN);
                    }
                    builder.number((float) Math.min(score, Float.MAX_VALUE));
                    if (texts && calibrated) {
                        builder.number(Double.isNaN(score) ? Double.NaN : (float) reference.pValue(score));
                    }
                    if (texts) {
                        builder.number(own[row] ? 1 : 0);
                    }
                    if (reasons) {
                        builder.text(own[row] ? ScoredRows.text(why.get(next++)) : "");
                    }
                    for (int place : places) {
                        builder.cell(part.rows(), row, place);
                    }
                    builder.endRow();
                }
                writer.write(builder.build());
            }
            writer.commit();
        }
        return flagged;
    }
}
