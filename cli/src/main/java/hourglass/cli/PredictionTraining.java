package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.row.ReadOptions;
import hourglass.network.Parameters;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Outcome;
import hourglass.pipeline.PredictionAdvisor;
import hourglass.pipeline.Predictor;
import hourglass.pipeline.Prepared;
import hourglass.pipeline.Supervised;
import hourglass.pipeline.Wishes;
import hourglass.problem.Problem;
import hourglass.regression.Fit;
import hourglass.regression.Solver;
import hourglass.report.PredictionEvaluation;
import hourglass.train.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Trains a network that predicts a column: a single layer by a solver, any other by a training session.
final class PredictionTraining {
    private final Console console;
    private final RunOptions running;
    private final PredictOptions options;
    private final Path file;
    private final Path output;

    PredictionTraining(Console console, RunOptions running, PredictOptions options, Path file, Path output) {
        this.console = console;
        this.running = running;
        this.options = options;
        this.file = file;
        this.output = output;
    }

    /// @param readOptions with the column to predict as label
    /// @param given what the network is, if not to be chosen
    void run(ReadOptions readOptions, Wishes wishes, Optional<GivenRecipe> given) {
        Dataset rows = Dataset.read(file, readOptions);
        String column = readOptions.label().orElseThrow();
        Outcome outcome = Outcome.of(column, rows.labels(), Optional.ofNullable(options.kind));
        Supervised supervised = Supervised.of(rows, outcome);
        Advice advice = given.map(it -> it.predictorInPlaceOf(
                        advise(supervised, outcome, it.suiting(wishes)), wishes, options.weightDecay()))
                .orElseGet(() -> advise(supervised, outcome, wishes));
        Prepared prepared = Prepared.of(supervised.inputs(), supervised.targets(), advice);
        Recipe recipe = advice.recipe();
        Optional<Solver> solver = solver(recipe, wishes);
        console.print("predicting  " + column + ": " + outcome.description()
                + (supervised.leftOut() == 0
                        ? ""
                        : "; " + Numbers.grouped(supervised.leftOut()) + " rows without a value left out"));
        if (solver.isPresent()) {
            String training = PredictionSummary.name(solver.get()) + " on all rows at once, seed "
                    + recipe.training().seed();
            Announcement.print(console, file, supervised.inputs(), advice, prepared, running, training);
            fit(supervised, outcome, prepared, recipe, solver.get());
            return;
        }
        Announcement.print(console, file, supervised.inputs(), advice, prepared, running);
        Source source = Source.of(file, Optional.empty(), readOptions, output, advice, prepared, Optional.of(outcome));
        Product product = new PredictorProduct(console, running, source, supervised, outcome, prepared);
        new TrainingSession(console, running, source, prepared, product).start(recipe);
    }

    private Advice advise(Supervised supervised, Outcome outcome, Wishes wishes) {
        return PredictionAdvisor.advise(supervised.inputs(), outcome, wishes, options.weightDecay());
    }

    /// A single layer has an optimum, which a solver finds, also for a recipe, whose epochs and rate a solver does
    /// without;
    /// wishes for epochs, batches and rates are wishes for the other way.
    private Optional<Solver> solver(Recipe recipe, Wishes wishes) {
        boolean single = PredictionAdvisor.isSingleLayer(recipe);
        if (options.solver != null) {
            Optional<Solver> chosen = options.solver.solver();
            if (chosen.isPresent() && !single) {
                throw Problem.usage("--solver " + options.solver + " is for a single layer, whose objective is convex")
                        .remedy("--hidden 0, without --corrupt, --loss and --likelihood")
                        .exception();
            }
            return chosen;
        }
        boolean stepsWished = wishes.epochs().isPresent()
                || wishes.batch().isPresent()
                || wishes.rate().isPresent()
                || wishes.optimizer().isPresent();
        return single && !stepsWished
                ? Optional.of(Solver.suiting(Parameters.count(recipe.architecture())))
                : Optional.empty();
    }

    private void fit(Supervised rows, Outcome outcome, Prepared prepared, Recipe recipe, Solver solver) {
        long started = System.nanoTime();
        Fit fit = Predictor.fit(prepared, recipe, solver);
        Predictor predictor =
                Predictor.of(rows, String.valueOf(file.getFileName()), outcome, prepared, recipe, solver, fit);
        boolean replaces = Files.exists(output);
        predictor.saveKeepingPrevious(output);
        double seconds = (System.nanoTime() - started) * 1e-9;
        console.print("");
        console.print("fitted      " + fit.iterations() + " steps of " + PredictionSummary.name(solver) + " in "
                + Numbers.seconds(seconds) + ", largest slope " + Numbers.significant(fit.gradientNorm())
                + (fit.converged() ? "" : " (not converged)"));
        PredictionEvaluation evaluation =
                PredictionEvaluation.of(predictor, prepared, running.kernels().kernels());
        new PredictionSummary(console).print(evaluation, output, replaces, file);
    }
}
