package hourglass.cli;

import hourglass.column.Schema;
import hourglass.column.SchemaJson;
import hourglass.data.Overflow;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.regression.Solver;
import hourglass.storage.AtomicFile;
import hourglass.table.Frames;
import hourglass.train.Pretraining;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description =
                "Train an autoencoder on a file of rows, or with --predict a network that predicts a column; whatever"
                        + " is not asked for is chosen from the data.",
        footer = {
            "",
            "Reads .csv .tsv .jsonl .parquet .npy .npz and IDX, the text formats and IDX also as .gz; - for standard input;",
            "pictures (PNG, JPEG, BMP, GIF, TIFF), a folder or a pattern of them, of one size or cut by --patches.",
            "A checkpoint stands beside the output while training; hourglass resume continues from it."
        })
final class TrainCommand extends ConsoleCommand {
    @Parameters(paramLabel = "FILE", description = "Rows to learn from.")
    Path file = Path.of("-");

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "What each row is to be turned into, row by row: FILE is noisy, this one clean. Pictures are paired by"
                            + " the names of their files.")
    @Nullable
    Path target;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "A recipe in JSON, such as hourglass inspect --recipe prints.")
    @Nullable
    Path recipe;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "The model to write (default: the name of FILE with .hourglass).")
    @Nullable
    Path output;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "What the columns are, as --schema-out writes it, maybe edited by hand.")
    @Nullable
    Path schema;

    @Option(
            names = "--schema-out",
            paramLabel = "FILE",
            description = "Write what the columns were taken for, to be edited, and stop.")
    @Nullable
    Path schemaOut;

    @Option(
            names = "--pretrain",
            paramLabel = "EPOCHS",
            description =
                    "First train each pair of layers as an autoencoder of its own, for so many epochs; with --corrupt"
                            + " as denoising ones.")
    @Nullable
    Integer pretrain;

    @Option(
            names = "--report",
            description = "Write a report beside the model too: one page of HTML for a browser, such as"
                    + " hourglass report writes. It holds values of the rows.")
    boolean report;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "With --report: train with N seeds in all, of which the first makes the model, and report how far"
                            + " the results lie apart.")
    @Nullable
    Integer seeds;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    PredictOptions prediction = new PredictOptions();

    @Mixin
    SeriesOptions series = new SeriesOptions();

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    RunOptions running = new RunOptions();

    TrainCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        WishOptions wishes = new WishOptions(spec.commandLine().getParseResult());
        Wishes wanted = wishes.toWishes();
        checkPretraining();
        checkPrediction(wishes);
        checkSeries();
        if (schemaOut != null) {
            Destination.check(schemaOut, List.of(file));
            writeSchema(schemaOut);
            return;
        }
        Path model = output == null ? defaultOutput(file) : output;
        running.checkWritable(model);
        checkReport(model);
        try (Overflow overflow = running.overflow(model)) {
            Optional<GivenRecipe> given =
                    Optional.ofNullable(recipe).map(it -> GivenRecipe.read(it, wishes.thatShapeTheNetwork()));
            Pairs pairs = pairs(wanted, given, overflow);
            overflow.forgetCells();
            TrainingInput.tellOverflow(said(), pairs, overflow);
            checkReport(overflow);
            Advice advice = given.map(it -> it.inPlaceOf(Advisor.advise(pairs, it.suiting(wanted)), wanted))
                    .orElseGet(() -> Advisor.advise(pairs, wanted));
            Prepared prepared = Prepared.of(pairs, advice);
            Optional<Solver> solver = prediction.solver(advice.recipe(), wanted);
            if (solver.isPresent() && seeds != null) {
                throw Problem.usage("a single layer has one optimum, whatever the seed")
                        .at("--seeds")
                        .exception();
            }
            Source source = Source.of(file, Optional.ofNullable(target), data, model, advice, prepared);
            Announcement.print(said(), file, advice, prepared, running, solver);
            TrainingSession session = new TrainingSession(console, running, source, prepared);
            if (report) {
                session.reportBy(
                        new ReportMaker(said(), file, Optional.ofNullable(target), data, List.of()),
                        commandLine(),
                        seeds == null || seeds == 1 ? null : new OtherSeeds(said(), pairs, advice, running, seeds - 1));
            }
            if (solver.isPresent()) {
                session.fit(advice.recipe(), solver.get());
            } else if (pretrain == null) {
                session.start(advice.recipe());
            } else {
                session.startPretrained(advice.recipe(), new Pretraining(pretrain, wanted.corruption()));
            }
        }
    }

    private Console said() {
        return running.said(console);
    }

    private Pairs pairs(Wishes wishes, Optional<GivenRecipe> given, Overflow overflow) {
        boolean alike = given.filter(it -> !it.isOfTable()).isPresent()
                || (prediction.column == null
                        ? target != null || Advisor.takesColumnsAlike(wishes)
                        : wishes.scaling().isPresent());
        TrainingInput input = new TrainingInput(said(), data, Optional.ofNullable(schema), alike, overflow);
        if (series.window != null) {
            return Pairs.of(input.series(file, series.window, series));
        }
        if (prediction.column != null) {
            return input.toPredict(file, prediction.column, Optional.ofNullable(prediction.kind));
        }
        if (target == null) {
            return Pairs.of(input.read(file));
        }
        Frames inputs = input.frame(file, List.of());
        Frames wanted = PicturePairs.aligned(inputs, input.frame(target, List.of()), target.toString());
        Table rows = input.table(file, inputs);
        Table targets = input.table(target, wanted);
        if (targets.rows().rows() != rows.rows().rows()) {
            throw Problem.badData("the target has another number of rows")
                    .at(target.toString())
                    .expected(Counted.of(rows.rows().rows(), "row") + ", as in " + file)
                    .found(Counted.of(targets.rows().rows(), "row"))
                    .exception();
        }
        return Pairs.of(rows, targets);
    }

    private void writeSchema(Path out) {
        Schema found;
        try (Overflow overflow = running.overflow(out)) {
            found = new TrainingInput(console, data, Optional.ofNullable(schema), false, overflow).schema(file);
        }
        AtomicFile.replace(
                out,
                channel -> channel.write(ByteBuffer.wrap(SchemaJson.text(found).getBytes(StandardCharsets.UTF_8))));
        console.say("schema of " + Counted.of(found.columns().size(), "column") + " written to " + out
                + "; to use it: hourglass train " + file + " --schema " + out);
    }

    private void checkReport(Path model) {
        if (seeds != null && (seeds < 1 || !report || pretrain != null)) {
            throw Problem.usage(
                            pretrain != null
                                    ? "--seeds does not go with --pretrain"
                                    : report
                                            ? "the number of seeds is out of range"
                                            : "what other seeds come to is told in the report")
                    .at("--seeds")
                    .expected(report ? "1 or more" : "--report besides")
                    .found(String.valueOf(seeds))
                    .exception();
        }
        if (report && Input.isStandardInput(file) && !data.isDatabase()) {
            throw Problem.usage("a report needs rows that can be read again, and standard input cannot")
                    .at("--report")
                    .exception();
        }
        if (report) {
            ReportMaker.checkWritable(ReportMaker.beside(model), List.of(file));
        }
    }

    private void checkReport(Overflow overflow) {
        if (report && overflow.tables() > 0) {
            throw Problem.usage("a report lays out rows in memory, and these are too many")
                    .at("--report")
                    .remedy("train without it; hourglass report then takes a file of some of the rows")
                    .exception();
        }
    }

    /// What was typed, but for passwords.
    private String commandLine() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(it -> Summary.quoted(DataOptions.withoutPassword(it)))
                .collect(Collectors.joining(" ", "hourglass ", ""));
    }

    private void checkPretraining() {
        if (pretrain != null && pretrain < 1) {
            throw Problem.usage("the number of epochs is out of range")
                    .at("--pretrain")
                    .expected("1 or more")
                    .found(String.valueOf(pretrain))
                    .exception();
        }
    }

    private void checkSeries() {
        series.checkUnused();
        String other = target != null
                ? "--target"
                : prediction.column != null ? "--predict" : schema != null || schemaOut != null ? "--schema" : "";
        if (series.window != null && !other.isEmpty()) {
            throw Problem.usage("--window does not go with " + other).exception();
        }
    }

    private void checkPrediction(WishOptions wishes) {
        if (prediction.column == null) {
            prediction.checkUnused();
        } else {
            refuseWithPrediction(wishes);
        }
    }

    /// What shapes an autoencoder only.
    private void refuseWithPrediction(WishOptions wishes) {
        List<String> refused = wishes.thatShapeAnAutoencoder();
        if (target != null) {
            refused.add("--target");
        }
        if (pretrain != null) {
            refused.add("--pretrain");
        }
        if (data.label != null) {
            refused.add("--label");
        }
        if (!refused.isEmpty()) {
            throw Problem.usage("--predict does not go with " + String.join(", ", refused))
                    .remedy("--drop for columns that are not to be learned from")
                    .exception();
        }
    }

    static Path defaultOutput(Path file) {
        if (file.toString().equals("-")) {
            return Path.of("model.hourglass");
        }
        String name = String.valueOf(file.getFileName());
        String stem = name.replaceFirst("\\.gz$", "").replaceFirst("\\.[^.]+$", "");
        return Path.of((stem.isEmpty() ? name : stem) + ".hourglass");
    }
}
