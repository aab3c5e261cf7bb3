package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Prepared;
import hourglass.pipeline.Supervised;
import hourglass.pipeline.ValueKind;
import hourglass.problem.Problem;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Continue an interrupted training run; the result is the same as without the interruption.")
final class ResumeCommand extends ConsoleCommand {
    @Parameters(paramLabel = "CHECKPOINT", description = "The checkpoint, or the model that was to be written.")
    Path file = Path.of("");

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Continue with another learning rate, after a run that diverged.")
    @Nullable
    Double rate;

    @Mixin
    RunOptions running = new RunOptions();

    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Path beside = TrainingSession.checkpointOf(file);
        Path checkpoint = !file.toString().endsWith(".checkpoint") && Files.exists(beside) ? beside : file;
        CheckpointFile.Loaded loaded = CheckpointFile.load(checkpoint, RecipeJson.standard());
        if (!loaded.file().equals(checkpoint)) {
            console.say("note: " + checkpoint + " is missing or damaged, continuing from " + loaded.file());
        }
        String json = loaded.context().get(TrainingSession.SOURCE);
        if (json == null) {
            throw Problem.badData("the checkpoint does not say where its rows came from")
                    .at(checkpoint.toString())
                    .exception();
        }
        Source source = Source.fromJson(json, checkpoint + ", source");
        running.checkWritable(Path.of(source.output()));
        Checkpoint start =
                rate == null ? loaded.checkpoint() : loaded.checkpoint().withRate(rate);
        Recipe recipe = start.recipe();
        Dataset rows = Dataset.read(Path.of(source.file()), source.readOptions());
        Optional<Supervised> supervised = source.outcome().map(outcome -> Supervised.of(rows, outcome));
        Dataset inputs = supervised.map(Supervised::inputs).orElse(rows);
        Dataset targets = supervised
                .map(Supervised::targets)
                .orElseGet(() -> source.target()
                        .map(target -> Dataset.read(Path.of(target), source.readOptions()))
                        .orElse(rows));
        Advice advice = new Advice(
                ValueKind.of(supervised.isPresent() ? inputs : targets), source.input(), source.scaledTarget(), recipe);
        Prepared prepared = Prepared.of(inputs, targets, advice);
        if (!Fingerprint.of(prepared).equals(source.fingerprint())) {
            throw Problem.badData("the rows are not those the run was started with")
                    .at(source.file())
                    .remedy("the original file in its place")
                    .remedy("hourglass train, to start anew")
                    .exception();
        }
        Announcement.print(console, Path.of(source.file()), inputs, advice, prepared, running);
        console.print(
                "resuming after step " + Numbers.grouped(loaded.checkpoint().step()));
        Product product = supervised.isPresent()
                ? new PredictorProduct(
                        console,
                        running,
                        source,
                        supervised.get(),
                        source.outcome().orElseThrow(),
                        prepared)
                : new AutoencoderProduct(console, running, source, rows, prepared);
        new TrainingSession(console, running, source, prepared, product).resume(start);
    }
}
