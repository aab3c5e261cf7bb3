package hourglass.cli;

import hourglass.data.Overflow;
import hourglass.problem.Problem;
import hourglass.storage.AtomicFile;
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
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "The model to write (default: beside CHECKPOINT, with its name).")
    @Nullable
    Path output;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Continue with another learning rate, after a run that diverged.")
    @Nullable
    Double rate;

    @Option(
            names = "--finish",
            description = "Train no further: make the model of the best epoch so far. The checkpoint stays.")
    boolean finish;

    @Mixin
    RunOptions running = new RunOptions();

    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (finish && rate != null) {
            throw Problem.usage("--rate is for training on, and --finish ends it")
                    .exception();
        }
        Path checkpoint = checkpoint();
        CheckpointFile.Loaded loaded = CheckpointFile.load(checkpoint, RecipeJson.standard());
        if (!loaded.file().equals(checkpoint)) {
            console.say("note: " + checkpoint + " is missing or damaged, continuing from " + loaded.file());
        }
        String json = loaded.context().get(Checkpoints.SOURCE);
        if (json == null) {
            throw Problem.badData("the checkpoint does not say where its rows came from")
                    .at(checkpoint.toString())
                    .exception();
        }
        Source began = Source.fromJson(json, checkpoint + ", source");
        Path model = output == null ? Relocation.modelBeside(checkpoint, began) : output;
        running.checkWritable(model);
        Checkpoint start = Optional.ofNullable(rate)
                .map(it -> Problems.of("--rate", it, () -> loaded.checkpoint().withRate(it)))
                .orElse(loaded.checkpoint());
        try (Overflow overflow = running.overflow(model)) {
            FoundRows found = FoundRows.of(began, checkpoint, model, start.recipe(), overflow);
            found.noteMoved(console, began, output != null);
            TrainingInput.tellOverflow(running.said(console), found.prepared().pairs(), overflow);
            Announcement.print(
                    running.said(console),
                    Path.of(found.source().file()),
                    found.advice(),
                    found.prepared(),
                    running,
                    Optional.empty());
            noteOtherKernels(loaded.context().get(Checkpoints.KERNELS));
            TrainingSession session = new TrainingSession(console, running, found.source(), found.prepared());
            String reached = Numbers.grouped(loaded.checkpoint().step());
            running.said(console).print((finish ? "finishing as of step " : "resuming after step ") + reached);
            if (finish) {
                session.finishNow(loaded);
            } else {
                session.resume(loaded, start);
            }
        }
    }

    /// The file that was named, or where it is a model, what stands beside it.
    private Path checkpoint() {
        if (file.toString().endsWith(".checkpoint")) {
            return file;
        }
        Path beside = Checkpoints.beside(file);
        return Files.exists(beside) || Files.exists(AtomicFile.previous(beside)) ? beside : file;
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
