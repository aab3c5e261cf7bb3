package hourglass.cli;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.AtomicFile;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The checkpoints of one run: saved beside its output, and taken away once its model is safe.
///
/// Two runs may write to the same output. Each checkpoint names the session that wrote it, so that the first to end
/// does
/// not take away what the other has promised to continue from.
final class Checkpoints {
    static final String SOURCE = "source";
    static final String KERNELS = "kernels";
    static final String OWNER = "owner";

    private final Console console;
    private final Path file;
    private final Source source;
    private final String kernels;
    private final String owner = UUID.randomUUID().toString();
    /// Who wrote the checkpoints that this run may take away; empty for those of versions that named nobody.
    private final Set<Optional<String>> owners = new HashSet<>(Set.of(Optional.of(owner)));

    private @Nullable Path safe;
    private long safeStep;
    private boolean missed;

    Checkpoints(Console console, Source source, String kernels) {
        this.console = console;
        this.file = beside(Path.of(source.output()));
        this.source = source;
        this.kernels = kernels;
    }

    /// Where the checkpoints of a model stand.
    static Path beside(Path output) {
        return output.resolveSibling(output.getFileName() + ".checkpoint");
    }

    /// Whether there are checkpoints at all: not of rows that cannot be read again.
    boolean arePossible() {
        return source.canBeReadAgain();
    }

    void noteOfAnotherRun() {
        if (Files.exists(file)) {
            console.say("note: " + file + " is the checkpoint of another run; this run will replace it");
        }
    }

    /// Carries on with a run: its checkpoint is as good as one of one's own.
    void takeOver(CheckpointFile.Loaded loaded) {
        safe = loaded.file().toAbsolutePath().normalize();
        safeStep = loaded.checkpoint().step();
        owners.add(ownerOf(loaded));
        if (!isOwn(safe)) {
            noteOfAnotherRun();
        }
    }

    private boolean isOwn(Path checkpoint) {
        return checkpoint.equals(file) || checkpoint.equals(AtomicFile.previous(file));
    }

    void save(TrainingRun run) {
        CheckpointFile.save(
                file,
                run.checkpoint(),
                RecipeJson.standard(),
                Map.of(SOURCE, source.toJson(), KERNELS, kernels, OWNER, owner));
        safe = file;
        safeStep = run.step();
    }

    /// Saves while training goes on whether it succeeds or not; what fails at every step is told once.
    void trySave(TrainingRun run) {
        try {
            save(run);
            if (missed) {
                console.say("note: checkpoints can be saved again, the latest after step " + Numbers.grouped(safeStep));
            }
            missed = false;
        } catch (ProblemException unsaved) {
            if (!missed) {
                console.say("note: training goes on without new checkpoints"
                        + safe().map(it -> "; that of step " + Numbers.grouped(safeStep) + " is safe")
                                .orElse("")
                        + "\n" + Problems.text(unsaved.problem()));
            }
            missed = true;
        }
    }

    /// The latest checkpoint to continue from, if there is one.
    Optional<Path> safe() {
        return Optional.ofNullable(safe);
    }

    long safeStep() {
        return safeStep;
    }

    /// The command that continues from a checkpoint, to be pasted.
    static String resume(Path checkpoint) {
        return "hourglass resume " + Summary.quoted(Summary.shown(checkpoint));
    }

    /// A problem of saving the finished model, with what is safe and how to go on.
    Problem unsaved(Problem problem) {
        Problem bare = new Problem(
                problem.kind(), problem.summary(), problem.place(), problem.expected(), problem.found(), List.of());
        Path from = safe;
        if (from == null) {
            return bare.remedy("the same command with -o on a disk that has room");
        }
        return bare.found("a checkpoint of step " + Numbers.grouped(safeStep) + ", which is safe: " + from)
                .remedy(resume(from) + ", once there is room")
                .remedy(resume(from) + " -o MODEL, with MODEL on another disk");
    }

    /// A problem of saving the finished model, which is safe at another place.
    Problem unsaved(Problem problem, Path elsewhere, Path output) {
        return new Problem(problem.kind(), problem.summary(), problem.place(), null, null, List.of())
                .found("room at another place: the model is safe as " + elsewhere)
                .remedy("mv " + Summary.quoted(Summary.shown(elsewhere)) + " " + Summary.quoted(output.toString())
                        + ", once there is room");
    }

    /// Takes away this run's checkpoints, whose model is safe.
    void remove() {
        for (Path each : Set.of(file, AtomicFile.previous(file))) {
            if (Files.exists(each)) {
                removeOwn(each);
            }
        }
        Path from = safe;
        if (from != null && !isOwn(from) && Files.exists(from)) {
            console.say("note: " + from + ", from which this run went on, stays; it is not needed any more");
        }
    }

    private void removeOwn(Path checkpoint) {
        try {
            CheckpointFile.Loaded loaded = CheckpointFile.load(checkpoint, RecipeJson.standard());
            if (!loaded.file().equals(checkpoint) || !owners.contains(ownerOf(loaded))) {
                console.say("note: " + checkpoint + " is the checkpoint of another run, and stays");
                return;
            }
            Files.deleteIfExists(checkpoint);
        } catch (ProblemException | IOException unknown) {
            console.say("note: could not remove " + checkpoint);
        }
    }

    private static Optional<String> ownerOf(CheckpointFile.Loaded loaded) {
        return Optional.ofNullable(loaded.context().get(OWNER));
    }
}
