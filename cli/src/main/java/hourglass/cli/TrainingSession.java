package hourglass.cli;

import hourglass.model.Fitted;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.problem.Counted;
import hourglass.problem.ProblemException;
import hourglass.regression.Fit;
import hourglass.regression.Solver;
import hourglass.report.Evaluation;
import hourglass.report.Remarks;
import hourglass.storage.AtomicFile;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
import hourglass.train.EpochResult;
import hourglass.train.Pretraining;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A training run from the first step, or from a checkpoint, to the saved model: progress, checkpoints, an orderly stop
/// on a signal, and the summary.
final class TrainingSession {
    static final String SOURCE = "source";
    static final String KERNELS = "kernels";
    private static final long STOP_SECONDS = 20;

    private final Console console;
    private final Console asked;
    private final RunOptions options;
    private final Source source;
    private final Prepared prepared;
    private final Path output;
    private final Path checkpoint;
    private final long started = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private long lastCheckpoint = started;
    private boolean hasCheckpoint;
    private @Nullable ReportMaker report;
    private @Nullable String command;
    private @Nullable OtherSeeds others;

    TrainingSession(Console console, RunOptions options, Source source, Prepared prepared) {
        this.console = options.said(console);
        this.asked = console;
        this.options = options;
        this.source = source;
        this.prepared = prepared;
        this.output = Path.of(source.output());
        this.checkpoint = checkpointOf(output);
    }

    /// Ends with a report.
    ///
    /// @param typed what started the run
    /// @param seeds the same with other seeds; null if nobody asked
    void reportBy(ReportMaker maker, String typed, @Nullable OtherSeeds seeds) {
        report = maker;
        command = typed;
        others = seeds;
    }

    static Path checkpointOf(Path output) {
        return output.resolveSibling(output.getFileName() + ".checkpoint");
    }

    void start(Recipe recipe) {
        noteOtherCheckpoint();
        carryOn(TrainingRun.start(
                recipe,
                prepared.training(),
                prepared.validation(),
                options.kernels().kernels(),
                options.threads()));
    }

    /// There is no checkpoint before the whole network's first step.
    void startPretrained(Recipe recipe, Pretraining pretraining) {
        noteOtherCheckpoint();
        Checkpoint pretrained = pretraining.run(
                recipe,
                prepared.training(),
                options.kernels().kernels(),
                options.threads(),
                (layer, layers, report) -> {
                    if (report.result().epoch() == pretraining.epochs()) {
                        console.say("pretrained layer " + layer + " of " + layers + ": loss per row "
                                + Numbers.significant(report.result().loss()));
                    }
                });
        carryOn(pretrained);
    }

    private void noteOtherCheckpoint() {
        if (Files.exists(checkpoint)) {
            console.say("note: " + checkpoint + " is the checkpoint of another run; this run will replace it");
        }
    }

    void resume(Checkpoint from) {
        hasCheckpoint = true;
        carryOn(from);
    }

    private void carryOn(Checkpoint from) {
        carryOn(TrainingRun.resume(
                from,
                prepared.training(),
                prepared.validation(),
                options.kernels().kernels(),
                options.threads()));
    }

    private void carryOn(TrainingRun run) {
        Thread hook = new Thread(this::stopOnSignal, "hourglass-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (run) {
            ProgressDisplay display =
                    new ProgressDisplay(console, run.recipe().training().epochs());
            while (!stopping && advance(run)) {
                display.afterStep(run);
                checkpointIfDue(run);
            }
            display.finish(run);
            if (stopping) {
                stop(run);
                return;
            }
            finish(run);
        } finally {
            stopped.countDown();
            removeQuietly(hook);
        }
    }

    private boolean advance(TrainingRun run) {
        try {
            return run.advance();
        } catch (ProblemException diverged) {
            if (hasCheckpoint) {
                throw diverged.problem()
                        .remedy("hourglass resume " + checkpoint + " --rate with that rate, from the last sound state")
                        .exception(diverged);
            }
            throw diverged;
        }
    }

    /// Runs in the hook of a signal: asks the loop to stop after its step and waits until it has saved.
    private void stopOnSignal() {
        stopping = true;
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                console.say("stopped before a checkpoint could be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeQuietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // then the hook is what stopped the run
        }
    }

    private void stop(TrainingRun run) {
        if (!source.canBeReadAgain()) {
            console.say("\nstopped; rows from standard input cannot be read again, so there is no checkpoint");
            return;
        }
        saveCheckpoint(run);
        console.say("\nstopped after step " + Numbers.grouped(run.step()) + "; to continue: hourglass resume "
                + checkpoint);
    }

    private void checkpointIfDue(TrainingRun run) {
        double seconds = (System.nanoTime() - lastCheckpoint) * 1e-9;
        if (seconds >= options.checkpointSeconds && source.canBeReadAgain()) {
            try {
                saveCheckpoint(run);
            } catch (ProblemException unsaved) {
                console.say("note: training goes on without a new checkpoint\n" + Problems.text(unsaved.problem()));
            }
            lastCheckpoint = System.nanoTime();
        }
    }

    private void saveCheckpoint(TrainingRun run) {
        CheckpointFile.save(
                checkpoint,
                run.checkpoint(),
                RecipeJson.standard(),
                Map.of(
                        SOURCE,
                        source.toJson(),
                        KERNELS,
                        options.kernels().kernels().description()));
        hasCheckpoint = true;
    }

    private void finish(TrainingRun run) {
        boolean replaces = Files.exists(output);
        Model model = Model.of(prepared, run, source.fileName(), source.label());
        model.saveKeepingPrevious(output);
        deleteQuietly(checkpoint);
        deleteQuietly(AtomicFile.previous(checkpoint));
        int trained = run.history().size();
        summarize(
                model,
                replaces,
                "trained     " + Counted.of(trained, "epoch") + " in " + Numbers.seconds(seconds()) + ", best epoch "
                        + run.bestEpoch() + (trained < run.recipe().training().epochs() ? " (stopped early)" : ""),
                run.history(),
                run.bestEpoch());
    }

    /// Fits a single layer, in one go.
    void fit(Recipe recipe, Solver solver) {
        Fitted fitted = Fitted.of(prepared, recipe, solver);
        boolean replaces = Files.exists(output);
        Model model = fitted.model(source.fileName());
        model.saveKeepingPrevious(output);
        Fit fit = fitted.fit();
        summarize(
                model,
                replaces,
                "fitted      " + Counted.of(fit.iterations(), "step") + " of " + Summary.name(solver) + " in "
                        + Numbers.seconds(seconds()) + ", largest slope " + Numbers.significant(fit.gradientNorm())
                        + (fit.converged() ? "" : " (not converged)"),
                List.of(),
                0);
    }

    private double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    /// @param replaces whether a model of the same name stood there before
    private void summarize(Model model, boolean replaces, String training, List<EpochResult> history, int bestEpoch) {
        console.print("");
        console.print(training);
        Evaluation evaluation = Evaluation.of(model, prepared, options.kernels().kernels());
        if (report != null) {
            report.write(
                    ReportMaker.beside(output),
                    output,
                    model,
                    new ReportMaker.Trained(
                            Optional.of(evaluation), others == null ? List.of() : others.judged(), history, bestEpoch),
                    command);
        }
        new Summary(console).print(model, evaluation, Remarks.ofHistory(history, bestEpoch), output, replaces, source);
        if (report != null) {
            console.print("report      " + Summary.shown(ReportMaker.beside(output)) + "    (open it in a browser)");
        }
        if (options.json) {
            asked.print(TrainingJson.of(model, evaluation, Remarks.ofHistory(history, bestEpoch), output));
        }
    }

    private void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            console.say("note: could not remove " + file);
        }
    }
}
