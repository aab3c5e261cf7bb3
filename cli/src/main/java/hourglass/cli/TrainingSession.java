package hourglass.cli;

import hourglass.model.Fitted;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.regression.Fit;
import hourglass.regression.Solver;
import hourglass.report.Evaluation;
import hourglass.report.Remarks;
import hourglass.report.page.Subject.Seeded;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
import hourglass.train.EpochResult;
import hourglass.train.Pretraining;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A training run from the first step, or from a checkpoint, to the saved model: progress, checkpoints, an orderly stop
/// on a signal, and the summary.
final class TrainingSession {
    private static final long STOP_SECONDS = 20;
    private static final long SIGNAL_MILLISECONDS = 50;

    private final Console console;
    private final Console asked;
    private final RunOptions options;
    private final Source source;
    private final Prepared prepared;
    private final Path output;
    private final Checkpoints checkpoints;
    private final long started = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private long lastCheckpoint = started;
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
        this.checkpoints = new Checkpoints(
                this.console, source, options.kernels().kernels().description());
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

    void start(Recipe recipe) {
        checkpoints.noteOfAnotherRun();
        carryOn(TrainingRun.start(
                recipe,
                prepared.training(),
                prepared.validation(),
                options.kernels().kernels(),
                options.threads()));
    }

    /// There is no checkpoint before the whole network's first step.
    void startPretrained(Recipe recipe, Pretraining pretraining) {
        checkpoints.noteOfAnotherRun();
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

    void resume(CheckpointFile.Loaded loaded, Checkpoint from) {
        checkpoints.takeOver(loaded);
        carryOn(from);
    }

    /// Makes the model of the best epoch so far, without a further step. The checkpoint stays: who wants may train on.
    void finishNow(CheckpointFile.Loaded loaded) {
        checkpoints.takeOver(loaded);
        try (TrainingRun run = resumed(loaded.checkpoint())) {
            if (run.bestEpoch() == 0) {
                throw Problem.badData("no epoch has ended yet, so there is nothing to make a model of")
                        .at(loaded.file().toString())
                        .found(Counted.of(run.step(), "step") + " of the " + Numbers.grouped(run.stepsPerEpoch())
                                + " that make an epoch")
                        .remedy(Checkpoints.resume(loaded.file()) + ", to train on")
                        .exception();
            }
            save(run, false);
        }
    }

    private void carryOn(Checkpoint from) {
        carryOn(resumed(from));
    }

    private TrainingRun resumed(Checkpoint from) {
        return TrainingRun.resume(
                from,
                prepared.training(),
                prepared.validation(),
                options.kernels().kernels(),
                options.threads());
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
            save(run, true);
        } finally {
            stopped.countDown();
            removeQuietly(hook);
        }
    }

    private boolean advance(TrainingRun run) {
        try {
            return run.advance();
        } catch (ProblemException diverged) {
            throw checkpoints
                    .safe()
                    .map(it -> diverged.problem()
                            .remedy(Checkpoints.resume(it) + " --rate with that rate, from the last sound state")
                            .exception(diverged))
                    .orElse(diverged);
        }
    }

    /// Runs in the hook of a signal: asks the loop to stop after its step and waits until it has saved, or a second
    /// signal comes.
    private void stopOnSignal() {
        stopping = true;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
            while (!stopped.await(SIGNAL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                Signals.second().ifPresent(Runtime.getRuntime()::halt);
                if (System.nanoTime() > end) {
                    console.say("stopped before a checkpoint could be written");
                    return;
                }
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
        if (!checkpoints.arePossible()) {
            console.say("\nstopped; rows from standard input cannot be read again, so there is no checkpoint");
            return;
        }
        try {
            checkpoints.save(run);
        } catch (ProblemException unsaved) {
            // Told here: the process may end before anybody else can.
            console.say(Problems.text(unsaved.problem()));
        }
        console.say("\nstopped after step " + Numbers.grouped(run.step())
                + checkpoints
                        .safe()
                        .map(it -> (checkpoints.safeStep() == run.step()
                                        ? ""
                                        : ", the checkpoint is that of step " + Numbers.grouped(checkpoints.safeStep()))
                                + "; to continue: " + Checkpoints.resume(it))
                        .orElse(", without a checkpoint"));
        checkpoints
                .safe()
                .filter(it -> run.bestEpoch() > 0)
                .ifPresent(it -> console.say("to have the model of the best epoch so far, " + run.bestEpoch() + ": "
                        + Checkpoints.resume(it) + " --finish"));
    }

    private void checkpointIfDue(TrainingRun run) {
        double seconds = (System.nanoTime() - lastCheckpoint) * 1e-9;
        if (seconds >= options.checkpointSeconds && checkpoints.arePossible()) {
            checkpoints.trySave(run);
            lastCheckpoint = System.nanoTime();
        }
    }

    /// @param isOver whether no step is left, so that the checkpoints have done their duty
    private void save(TrainingRun run, boolean isOver) {
        boolean replaces = Files.exists(output);
        Model model = Model.of(prepared, run, source.fileName(), source.label());
        try {
            model.saveKeepingPrevious(output);
        } catch (ProblemException unsaved) {
            throw isOver ? kept(run, model, unsaved) : unsaved;
        }
        // The checkpoint stays until the card is whole too: a run that is killed here and resumed ends with the same
        // bytes.
        Evaluation evaluation = Evaluation.of(model, prepared, options.kernels().kernels());
        Model noted = noted(model, evaluation, run.history(), run.bestEpoch());
        if (isOver) {
            checkpoints.remove();
        }
        // From here on nothing can be lost: a signal need not wait for summary and report.
        stopped.countDown();
        int trained = run.history().size();
        summarize(
                noted,
                evaluation,
                replaces,
                "trained     " + Counted.of(trained, "epoch") + " in " + Numbers.seconds(seconds()) + ", best epoch "
                        + run.bestEpoch()
                        + (trained == run.recipe().training().epochs()
                                ? ""
                                : run.isFinished() ? " (stopped early)" : " (more were to come)"),
                run.history(),
                run.bestEpoch());
        if (!isOver) {
            checkpoints
                    .safe()
                    .ifPresent(it -> console.say("the checkpoint stays; to train on: " + Checkpoints.resume(it)));
        }
    }

    /// The run is over and its model cannot be written: its last state is kept if there is room for it, else the model
    /// itself where there is room; the checkpoint before stays whatever happens.
    private ProblemException kept(TrainingRun run, Model model, ProblemException unsaved) {
        if (checkpoints.arePossible()) {
            try {
                checkpoints.save(run);
            } catch (ProblemException alsoUnsaved) {
                unsaved.addSuppressed(alsoUnsaved);
            }
        }
        if (checkpoints.safeStep() < run.step()) {
            Optional<Path> elsewhere = savedElsewhere(judged(model, run.history(), run.bestEpoch()));
            if (elsewhere.isPresent()) {
                return checkpoints
                        .unsaved(unsaved.problem(), elsewhere.get(), output)
                        .exception(unsaved);
            }
        }
        return checkpoints.unsaved(unsaved.problem()).exception(unsaved);
    }

    /// With what is found when it is judged in its card, as it would have been saved.
    private Model judged(Model model, List<EpochResult> history, int bestEpoch) {
        Evaluation evaluation = Evaluation.of(model, prepared, options.kernels().kernels());
        return Remarks.noted(evaluation, model, history, bestEpoch);
    }

    /// In the folder for temporary files, which is mostly on another disk.
    private Optional<Path> savedElsewhere(Model model) {
        try {
            Path folder = Files.createTempDirectory("hourglass-");
            try {
                Path file = folder.resolve(output.getFileName());
                model.saveKeepingPrevious(file);
                return Optional.of(file);
            } catch (ProblemException noRoomEither) {
                Files.delete(folder);
                return Optional.empty();
            }
        } catch (IOException noFolder) {
            return Optional.empty();
        }
    }

    /// Fits a single layer, in one go.
    void fit(Recipe recipe, Solver solver) {
        Fitted fitted = Fitted.of(prepared, recipe, solver);
        boolean replaces = Files.exists(output);
        Model model = fitted.model(source.fileName());
        try {
            model.saveKeepingPrevious(output);
        } catch (ProblemException unsaved) {
            throw savedElsewhere(judged(model, List.of(), 0))
                    .map(it ->
                            checkpoints.unsaved(unsaved.problem(), it, output).exception(unsaved))
                    .orElse(unsaved);
        }
        Fit fit = fitted.fit();
        Evaluation evaluation = Evaluation.of(model, prepared, options.kernels().kernels());
        summarize(
                noted(model, evaluation, List.of(), 0),
                evaluation,
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

    /// Writes what was found into the saved model; where that fails, the model stays as it is.
    private Model noted(Model model, Evaluation evaluation, List<EpochResult> history, int bestEpoch) {
        Model noted = Remarks.noted(evaluation, model, history, bestEpoch);
        try {
            noted.save(output);
            return noted;
        } catch (ProblemException unsaved) {
            console.say("note: the model is saved, but what was found when it was judged is not in its card: "
                    + unsaved.problem().summary());
            return model;
        }
    }

    /// @param replaces whether a model of the same name stood there before
    private void summarize(
            Model model,
            Evaluation evaluation,
            boolean replaces,
            String training,
            List<EpochResult> history,
            int bestEpoch) {
        console.print("");
        console.print(training);
        if (!prepared.isInMemory()) {
            console.print(
                    "judged      on rows spread evenly over those on the disk, as many as have 16.8 million numbers");
        }
        new Summary(console)
                .print(model, evaluation, Remarks.of(evaluation, model, history, bestEpoch), output, replaces, source);
        if (report != null) {
            List<Seeded> seeds = others == null ? List.of() : others.judged();
            report.write(
                    ReportMaker.beside(output),
                    output,
                    model,
                    new ReportMaker.Trained(Optional.of(evaluation), seeds, history, bestEpoch),
                    command);
            console.print("report      " + Summary.shown(ReportMaker.beside(output)) + "    (open it in a browser)");
        }
        if (options.json) {
            asked.print(TrainingJson.of(model, evaluation, Remarks.of(evaluation, model, history, bestEpoch), output));
        }
    }
}
