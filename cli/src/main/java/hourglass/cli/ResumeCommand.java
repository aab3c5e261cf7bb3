package hourglass.cli;

import hourglass.model.Advice;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.ScalingKind;
import hourglass.model.ValueKind;
import hourglass.problem.Problem;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
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
        Pairs pairs = source.read();
        ValueKind kind = source.input() == ScalingKind.COLUMNS
                ? ValueKind.TABLE
                : ValueKind.of(pairs.outcome().isPresent() ? pairs.inputs() : pairs.targets());
        Advice advice = new Advice(kind, source.input(), source.scaledTarget(), start.recipe());
        Prepared prepared = Prepared.of(pairs, advice);
        if (!Fingerprint.of(prepared).equals(source.fingerprint())) {
            throw Problem.badData("the rows are not those the run was started with")
                    .at(source.file())
                    .remedy("the original file in its place")
                    .remedy("hourglass train, to start anew")
                    .exception();
        }
        Announcement.print(running.said(console), Path.of(source.file()), advice, prepared, running, Optional.empty());
        noteOtherKernels(loaded.context().get(TrainingSession.KERNELS));
        running.said(console)
                .print("resuming after step "
                        + Numbers.grouped(loaded.checkpoint().step()));
        new TrainingSession(console, running, source, prepared).resume(start);
    }

    /// The result is that of the undisturbed run only under the same kernels.
    private void noteOtherKernels(@Nullable String before) {
        String now = running.kernels().kernels().description();
        if (before != null && !before.equals(now)) {
            console.say("note: the run so far used other kernels, " + before + ", so the result will differ in its last"
                    + " digits from that of an undisturbed run");
        }
    }
}
