package hourglass.cli;

import hourglass.data.row.ReadOptions;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Outcome;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.problem.Problem;
import hourglass.regression.Solver;
import hourglass.train.Pretraining;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            "Reads .csv .tsv .jsonl .parquet .npy .npz and IDX, the text formats and IDX also as .gz; - for standard input.",
            "A checkpoint stands beside the output while training; hourglass resume continues from it."
        })
final class TrainCommand extends ConsoleCommand {
    @Parameters(paramLabel = "FILE", description = "Rows to learn from.")
    Path file = Path.of("-");

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "What each row is to be turned into, row by row: FILE is noisy, this one clean.")
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
            names = "--pretrain",
            paramLabel = "EPOCHS",
            description =
                    "First train each pair of layers as an autoencoder of its own, for so many epochs; with --corrupt"
                            + " as denoising ones.")
    @Nullable
    Integer pretrain;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    PredictOptions prediction = new PredictOptions();

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
        ReadOptions readOptions = readOptions(wishes);
        Path model = output == null ? defaultOutput(file) : output;
        running.checkWritable(model);
        Optional<GivenRecipe> given =
                Optional.ofNullable(recipe).map(it -> GivenRecipe.read(it, wishes.thatShapeTheNetwork()));
        Pairs pairs = pairs(readOptions);
        Advice advice = given.map(it -> it.inPlaceOf(Advisor.advise(pairs, it.suiting(wanted)), wanted))
                .orElseGet(() -> Advisor.advise(pairs, wanted));
        Prepared prepared = Prepared.of(pairs, advice);
        Optional<Solver> solver = prediction.solver(advice.recipe(), wanted);
        Source source = Source.of(file, Optional.ofNullable(target), readOptions, model, advice, prepared);
        Announcement.print(console, file, advice, prepared, running, solver);
        TrainingSession session = new TrainingSession(console, running, source, prepared);
        if (solver.isPresent()) {
            session.fit(advice.recipe(), solver.get());
        } else if (pretrain == null) {
            session.start(advice.recipe());
        } else {
            session.startPretrained(advice.recipe(), new Pretraining(pretrain, wanted.corruption()));
        }
    }

    private Pairs pairs(ReadOptions readOptions) {
        Table rows = RowFiles.read(file, readOptions);
        if (prediction.column != null) {
            return Pairs.toPredict(
                    rows, Outcome.of(prediction.column, rows.labels(), Optional.ofNullable(prediction.kind)));
        }
        if (target == null) {
            return Pairs.of(rows);
        }
        Table targets = RowFiles.read(target, readOptions);
        if (targets.rows().rows() != rows.rows().rows()) {
            throw Problem.badData("the target has another number of rows")
                    .at(target.toString())
                    .expected(rows.rows().rows() + " rows, as in " + file)
                    .found(targets.rows().rows() + " rows")
                    .exception();
        }
        return Pairs.of(rows, targets);
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

    /// Where a column is predicted, it is read as the label.
    private ReadOptions readOptions(WishOptions wishes) {
        if (prediction.column == null) {
            prediction.checkUnused();
            return data.toReadOptions();
        }
        refuseWithPrediction(wishes);
        return data.toReadOptions().withLabel(prediction.column);
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
