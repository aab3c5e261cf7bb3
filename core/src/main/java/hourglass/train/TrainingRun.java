package hourglass.train;

import hourglass.engine.NotFiniteException;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.engine.ValidationLoss;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A training run that its caller pulls along, one step at a time:
///
/// ```java
/// try (TrainingRun run = TrainingRun.start(recipe, training, validation, Kernels.plain(), threads)) {
///     while (run.advance()) {
///         if (run.epochEnded()) { print(run.report()); }
///     }
///     Network network = run.network();
/// }
/// ```
///
/// Everything is a function of (recipe, rows): the order of the rows of (seed, epoch), corruption of (seed, step, row).
/// The result has the same bits for any number of threads, and for a run that was stopped and resumed.
public final class TrainingRun implements AutoCloseable {
    private final Recipe recipe;
    private final Examples training;
    private final Kernels kernels;
    private final Team team;
    private final Parameters parameters;
    private final float[] best;
    private final OptimizerState optimizer;
    private final float[] velocity;
    private final Mover mover;
    private final @Nullable ValidationLoss evaluation;
    private final Reviver reviver;
    private final BatchThresholds thresholds;
    private final int batch;
    private final int stepsPerEpoch;

    private Progress progress;
    private boolean epochEnded;
    private @Nullable EpochReport report;
    private long epochStart = System.nanoTime();
    private long epochStartStep;

    private TrainingRun(
            Checkpoint from,
            Examples training,
            Examples validation,
            Kernels kernels,
            int threads,
            Optional<Elsewhere> elsewhere) {
        this.recipe = from.recipe();
        this.training = training;
        this.kernels = kernels;
        this.progress = from.progress();
        Training settings = recipe.training();
        check(recipe, training);
        DomainCheck.check(
                recipe.architecture().objective(),
                training.targets(),
                training.mayBeUnobserved(),
                "training row",
                List.of());
        if (validation.rows() > 0) {
            // Not their domain: scaled by the training rows alone, they may lie somewhat outside it.
            check(recipe, validation);
        }
        this.parameters = from.parameters().copy();
        this.best = from.best().block().clone();
        this.optimizer = from.optimizerState();
        this.team = Team.of(threads);
        Kernels[] perWorker = new Kernels[threads];
        for (int i = 0; i < threads; i++) {
            perWorker[i] = kernels.fork();
        }
        this.batch = Math.min(settings.batch(), training.rows());
        Optional<Elsewhere.InRounds> rounds =
                elsewhere.filter(Elsewhere.InRounds.class::isInstance).map(Elsewhere.InRounds.class::cast);
        int most = rounds.map(it -> it.rounds().mostRows(training.rows())).orElse(training.rows());
        int taken = rounds.map(it -> it.rounds().batch(batch)).orElse(batch);
        this.stepsPerEpoch = (most + taken - 1) / taken;
        this.velocity = rounds.isPresent() && from.velocity().length == 0
                ? new float[parameters.block().length]
                : from.velocity();
        this.mover = rounds.<Mover>map(it -> new RoundMover(it, stepsPerEpoch, parameters, optimizer, velocity))
                .orElseGet(() -> steps(perWorker, elsewhere));
        Examples judged = NoisyRows.toJudge(recipe, validation);
        this.evaluation = validation.rows() == 0
                ? null
                : new ValidationLoss(
                        recipe.architecture(), parameters, judged.inputs(), judged.targets(), team, perWorker);
        this.reviver = new Reviver(recipe, parameters, optimizer, training, team, perWorker);
        this.thresholds = new BatchThresholds(recipe, parameters, training, batch, team, perWorker);
        this.epochStartStep = progress.step();
        if (progress.history().size() != progress.step() / stepsPerEpoch) {
            team.close();
            throw Problem.badData("the checkpoint does not fit the rows")
                    .expected(Counted.of(progress.history().size(), "finished epoch") + " of "
                            + Counted.of(stepsPerEpoch, "step"))
                    .found(Counted.of(progress.step(), "step"))
                    .exception();
        }
    }

    private Mover steps(Kernels[] perWorker, Optional<Elsewhere> elsewhere) {
        Training settings = recipe.training();
        TrainingStep step = new TrainingStep(
                recipe.architecture(),
                parameters,
                optimizer,
                settings.clipping(),
                settings.weightDecay(),
                batch,
                training.arePairs(),
                team,
                perWorker);
        return new StepMover(
                step,
                training,
                settings.seed(),
                batch,
                parameters.block(),
                elsewhere.filter(Elsewhere.InShards.class::isInstance).map(it -> ((Elsewhere.InShards) it).shards()));
    }

    /// Starts a run from fresh parameters, on rows that are not split yet: the share that the recipe sets aside
    /// ([Training#validation()]) judges, by [Split].
    ///
    /// @param threads at least 1; without influence on the result
    public static TrainingRun start(Recipe recipe, Examples examples, Kernels kernels, int threads) {
        Split split = Split.of(examples.rows(), recipe.training());
        return start(recipe, examples.select(split.training()), examples.select(split.validation()), kernels, threads);
    }

    /// Starts a run from fresh parameters, on rows that the caller has split: what the recipe says of the share to set
    /// aside is taken as done and not looked at.
    ///
    /// @param validation rows to judge by; may have no rows, then nothing stops early
    /// @param threads at least 1; without influence on the result
    public static TrainingRun start(
            Recipe recipe, Examples training, Examples validation, Kernels kernels, int threads) {
        check(recipe, training);
        NeededMemory.require(recipe, training.rows());
        return new TrainingRun(Start.of(recipe, training), training, validation, kernels, threads, Optional.empty());
    }

    /// Starts a run whose gradients are computed elsewhere, from fresh parameters.
    ///
    /// @param training the rows that the workers have
    /// @param threads for validation, at least 1; without influence on the result
    public static TrainingRun start(
            Recipe recipe, Examples training, Examples validation, Kernels kernels, int threads, Elsewhere elsewhere) {
        check(recipe, training);
        NeededMemory.require(recipe, training.rows());
        return resume(Start.of(recipe, training), training, validation, kernels, threads, elsewhere);
    }

    /// Continues where a checkpoint was taken. The rows must be those of the original run.
    public static TrainingRun resume(
            Checkpoint checkpoint, Examples training, Examples validation, Kernels kernels, int threads) {
        return new TrainingRun(checkpoint, training, validation, kernels, threads, Optional.empty());
    }

    /// Continues a run whose gradients are computed elsewhere.
    public static TrainingRun resume(
            Checkpoint checkpoint,
            Examples training,
            Examples validation,
            Kernels kernels,
            int threads,
            Elsewhere elsewhere) {
        return new TrainingRun(checkpoint, training, validation, kernels, threads, Optional.of(elsewhere));
    }

    private static void check(Recipe recipe, Examples examples) {
        int features = recipe.architecture().features();
        if (examples.rows() == 0) {
            throw Problem.badData("there are no rows to train on").exception();
        }
        if (examples.inputs().columns() != features) {
            throw Problem.badData("the rows do not fit the recipe")
                    .expected(Counted.of(features, "column"))
                    .found(Counted.of(examples.inputs().columns(), "column"))
                    .exception();
        }
        int targets = recipe.architecture().targetColumns();
        if (examples.targets().columns() != targets) {
            throw Problem.badData("the targets do not fit the recipe")
                    .expected(Counted.of(targets, "column"))
                    .found(Counted.of(examples.targets().columns(), "column"))
                    .exception();
        }
    }

    /// Takes one step, or the steps of a round; after the last step of an epoch, validates too.
    ///
    /// @return whether any was taken; false once training is over
    /// @throws hourglass.problem.ProblemException if a loss or gradient is not a finite number
    public boolean advance() {
        epochEnded = false;
        if (isFinished()) {
            return false;
        }
        long step = progress.step();
        int epoch = (int) (step / stepsPerEpoch);
        int inEpoch = (int) (step % stepsPerEpoch);
        Training settings = recipe.training();
        try {
            Mover.Moved moved = mover.move(step, epoch, inEpoch, this::rate);
            progress = new Progress(
                    step + moved.steps(),
                    progress.epochLoss() + moved.loss(),
                    progress.epochPenalty() + moved.penalty(),
                    progress.plateauFactor(),
                    progress.plateauBest(),
                    progress.plateauWait(),
                    progress.bestLoss(),
                    progress.bestEpoch(),
                    progress.stoppingBest(),
                    progress.stoppingWait(),
                    progress.history());
            if (inEpoch + moved.steps() == stepsPerEpoch) {
                endEpoch(epoch + 1, rate(progress.step() - 1));
            }
        } catch (NotFiniteException e) {
            throw Problem.badData("training diverged: the " + e.what() + " is not a finite number")
                    .at("step " + (step + 1) + " (epoch " + (epoch + 1) + "), " + e.where())
                    .remedy("a smaller learning rate: `rate` "
                            + (float) (settings.optimizer().rate() / 10))
                    .exception(e);
        }
        return true;
    }

    private double rate(long step) {
        Training settings = recipe.training();
        long allSteps = (long) settings.epochs() * stepsPerEpoch;
        return settings.optimizer().rate()
                * settings.schedule().factor(step, stepsPerEpoch, allSteps, progress.plateauFactor());
    }

    private void endEpoch(int epoch, double rate) {
        thresholds.afterEpoch(epoch);
        OptionalDouble validation =
                evaluation == null ? OptionalDouble.empty() : OptionalDouble.of(evaluation.meanLoss());
        EpochResult result = new EpochResult(
                epoch,
                progress.epochLoss() / training.rows(),
                progress.epochPenalty() / training.rows(),
                validation,
                evaluation == null || !watchesPenalties()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(evaluation.meanPenalty()),
                rate);
        double watched = result.watched();
        boolean isBest = validation.isEmpty() || watched < progress.bestLoss();
        if (isBest) {
            System.arraycopy(parameters.block(), 0, best, 0, best.length);
        }
        progress = progress.afterEpoch(recipe.training(), result, watched, isBest, progress.step() >= warmUp());
        // After the epoch was judged and its weights kept: what a new unit is worth shows when it has learned.
        reviver.afterEpoch(epoch);
        epochEnded = true;
        double seconds = Math.max(1e-9, (System.nanoTime() - epochStart) * 1e-9);
        double epochs = (double) (progress.step() - epochStartStep) / stepsPerEpoch;
        report = new EpochReport(
                result,
                isBest,
                training.rows() * epochs / seconds,
                seconds / epochs * (recipe.training().epochs() - epoch));
        epochStart = System.nanoTime();
        epochStartStep = progress.step();
    }

    /// Steps until all penalties have their full weight.
    private int warmUp() {
        int most = 0;
        for (Layer layer : recipe.architecture().layers()) {
            most = layer instanceof GaussianLatent latent ? Math.max(most, latent.warmUp()) : most;
        }
        return most;
    }

    /// Runs that began under a version that did not go on as they began: the losses they compare with are without
    /// penalties.
    private boolean watchesPenalties() {
        List<EpochResult> history = progress.history();
        return history.isEmpty() || history.getLast().validationPenalty().isPresent();
    }

    /// Whether no step is left: all epochs are done or early stopping said so.
    public boolean isFinished() {
        Training settings = recipe.training();
        boolean stopped = evaluation != null
                && settings.earlyStopping().isPresent()
                && progress.stoppingWait() >= settings.earlyStopping().get().patience();
        return stopped || progress.step() >= (long) settings.epochs() * stepsPerEpoch;
    }

    /// Whether the latest [#advance()] ended an epoch, so that [#report()] is new.
    public boolean epochEnded() {
        return epochEnded;
    }

    /// The latest finished epoch of this run.
    ///
    /// @throws IllegalStateException before the first
    public EpochReport report() {
        EpochReport latest = report;
        if (latest == null) {
            throw new IllegalStateException("no epoch has ended yet");
        }
        return latest;
    }

    /// Steps taken, over all sessions of the run.
    public long step() {
        return progress.step();
    }

    /// The most rows of a step.
    public int batch() {
        return batch;
    }

    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    public Recipe recipe() {
        return recipe;
    }

    /// Results of all finished epochs.
    public List<EpochResult> history() {
        return new ArrayList<>(progress.history());
    }

    /// The epoch whose weights [#network()] has, from 1; 0 before the first epoch ended.
    public int bestEpoch() {
        return progress.bestEpoch();
    }

    /// All that resuming needs, copied.
    public Checkpoint checkpoint() {
        return new Checkpoint(
                recipe, progress, parameters.copy(), parameters.over(best.clone()), optimizer.copy(), velocity.clone());
    }

    /// The network with the weights of the best epoch so far (without validation rows, the latest epoch).
    public Network network() {
        return new Network(recipe.architecture(), parameters.over(best), kernels);
    }

    /// Ends the threads.
    @Override
    public void close() {
        team.close();
    }
}
