package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.row.ReadOptions;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Advisor;
import hourglass.pipeline.Prepared;
import hourglass.pipeline.Wishes;
import hourglass.problem.Problem;
import hourglass.train.Pretraining;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    WishOptions wishes = new WishOptions();

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
        Wishes wanted = wishes.toWishes();
        checkPretraining();
        Path model = output == null ? defaultOutput(file) : output;
        running.checkWritable(model);
        ReadOptions readOptions = data.toReadOptions();
        Optional<GivenRecipe> given =
                Optional.ofNullable(recipe).map(it -> GivenRecipe.read(it, wishes.thatShapeTheNetwork()));
        if (prediction.column != null) {
            refuseWithPrediction();
            new PredictionTraining(console, running, prediction, file, model)
                    .run(readOptions.withLabel(prediction.column), wanted, given);
            return;
        }
        prediction.checkUnused();
        Dataset rows = Dataset.read(file, readOptions);
        Dataset targets = target == null ? rows : Dataset.read(target, readOptions);
        if (targets.rows().rows() != rows.rows().rows()) {
            throw Problem.badData("the target has another number of rows")
                    .at(String.valueOf(target))
                    .expected(rows.rows().rows() + " rows, as in " + file)
                    .found(targets.rows().rows() + " rows")
                    .exception();
        }
        Advice advice = given.map(it -> it.inPlaceOf(Advisor.advise(targets, it.suiting(wanted)), wanted))
                .orElseGet(() -> Advisor.advise(targets, wanted));
        Prepared prepared = Prepared.of(rows, targets, advice);
        Source source =
                Source.of(file, Optional.ofNullable(target), readOptions, model, advice, prepared, Optional.empty());
        Announcement.print(console, file, rows, advice, prepared, running);
        Product product = new AutoencoderProduct(console, running, source, rows, prepared);
        TrainingSession session = new TrainingSession(console, running, source, prepared, product);
        if (pretrain == null) {
            session.start(advice.recipe());
        } else {
            session.startPretrained(advice.recipe(), new Pretraining(pretrain, wanted.corruption()));
        }
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

    /// What shapes an autoencoder only.
    private void refuseWithPrediction() {
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
