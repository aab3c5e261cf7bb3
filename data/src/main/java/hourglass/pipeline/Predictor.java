package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Network;
import hourglass.network.Parameters;
import hourglass.regression.Fit;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A trained network that predicts a column from the others, with all it takes to use it on rows of a file: columns,
/// scaling, outcome, recipe, and a card that says where it comes from. One file ([#save], [#load]). Immutable and
/// thread-safe.
///
/// Rows passed to its methods are in the units of the file; columns of a [Dataset] are found by name.
public final class Predictor {
    private final Recipe recipe;
    private final Optional<Solver> solver;
    private final List<String> columns;
    private final Outcome outcome;
    private final Scaling input;
    private final Scaling target;
    private final Network network;
    private final Card card;

    Predictor(
            Recipe recipe,
            Optional<Solver> solver,
            List<String> columns,
            Outcome outcome,
            Scaling input,
            Scaling target,
            Network network,
            Card card) {
        this.recipe = recipe;
        this.solver = solver;
        this.columns = List.copyOf(columns);
        this.outcome = outcome;
        this.input = input;
        this.target = target;
        this.network = network;
        this.card = card;
    }

    /// Trains a predictor with everything chosen from the data, with all processors.
    ///
    /// @param rows read with the column to predict as their label
    /// @param column its name
    public static Predictor train(Dataset rows, String column) {
        return train(rows, Outcome.of(column, rows.labels(), Optional.empty()), Wishes.none());
    }

    /// Trains a predictor as wished: a single layer (no hidden units) by Newton's method or L-BFGS, others by
    /// stochastic gradient descent.
    public static Predictor train(Dataset rows, Outcome outcome, Wishes wishes) {
        Supervised supervised = Supervised.of(rows, outcome);
        Advice advice = PredictionAdvisor.advise(supervised.inputs(), outcome, wishes, OptionalDouble.empty());
        Prepared prepared = Prepared.of(supervised.inputs(), supervised.targets(), advice);
        Recipe recipe = advice.recipe();
        if (PredictionAdvisor.isSingleLayer(recipe)) {
            long parameters = Parameters.count(recipe.architecture());
            Solver solver = Solver.suiting(parameters);
            return of(supervised, "", outcome, prepared, recipe, solver, fit(prepared, recipe, solver));
        }
        try (TrainingRun run = TrainingRun.start(
                recipe,
                prepared.training(),
                prepared.validation(),
                Kernels.fastest().kernels(),
                Runtime.getRuntime().availableProcessors())) {
            while (run.advance()) {}
            return of(supervised, "", outcome, prepared, run);
        }
    }

    /// Fits a single layer to prepared rows, with the weight decay of the recipe as penalty.
    public static Fit fit(Prepared prepared, Recipe recipe, Solver solver) {
        return Regression.fit(
                prepared.training(),
                recipe.architecture().likelihood(),
                recipe.training().weightDecay(),
                solver);
    }

    /// The predictor of a run as it stands.
    ///
    /// @param source name of the file trained on
    public static Predictor of(Supervised rows, String source, Outcome outcome, Prepared prepared, TrainingRun run) {
        var best = run.history().get(run.bestEpoch() - 1);
        Card card = card(
                rows,
                source,
                prepared,
                outcome,
                run.bestEpoch(),
                run.history().size(),
                best.validation(),
                run.history().getLast().loss());
        return new Predictor(
                run.recipe(),
                Optional.empty(),
                rows.inputs().columns(),
                outcome,
                prepared.input(),
                prepared.target(),
                run.network(),
                card);
    }

    /// The predictor of a fitted layer; its card counts the solver's steps as epochs.
    ///
    /// @param source name of the file trained on
    public static Predictor of(
            Supervised rows, String source, Outcome outcome, Prepared prepared, Recipe recipe, Solver solver, Fit fit) {
        Network network = fit.network(Kernels.fastest().kernels());
        OptionalDouble validation = prepared.validation().rows() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(meanLoss(network, prepared.validation()));
        Card card = card(
                rows,
                source,
                prepared,
                outcome,
                fit.iterations(),
                fit.iterations(),
                validation,
                meanLoss(network, prepared.training()));
        return new Predictor(
                recipe,
                Optional.of(solver),
                rows.inputs().columns(),
                outcome,
                prepared.input(),
                prepared.target(),
                network,
                card);
    }

    private static double meanLoss(Network network, Examples examples) {
        double sum = 0;
        for (double loss : network.loss(examples.inputs(), examples.targets())) {
            sum += loss;
        }
        return sum / examples.rows();
    }

    private static Card card(
            Supervised rows,
            String source,
            Prepared prepared,
            Outcome outcome,
            int best,
            int epochs,
            OptionalDouble validation,
            double training) {
        return new Card(
                source,
                prepared.training().rows(),
                prepared.validation().rows(),
                best,
                epochs,
                validation,
                training,
                Optional.of(outcome.column()),
                rows.inputs().shape());
    }

    /// Whether a file is a predictor rather than an autoencoder.
    ///
    /// @throws hourglass.problem.ProblemException if it is no sound file of tensors
    public static boolean isPredictor(Path file) {
        return PredictorFile.isPredictor(file);
    }

    /// Reads a predictor.
    ///
    /// @throws hourglass.problem.ProblemException if the file is not a sound one
    public static Predictor load(Path file) {
        return PredictorFile.load(file);
    }

    /// Saves this predictor; a file of that name is replaced in one instant, or stays as it is if saving fails.
    public void save(Path file) {
        PredictorFile.tensorFile(this).write(file);
    }

    /// Saves this predictor as [#save] does; a model of that name stays beside it as `….previous`.
    public void saveKeepingPrevious(Path file) {
        PredictorFile.tensorFile(this).writeKeepingPrevious(file);
    }

    public Recipe recipe() {
        return recipe;
    }

    /// What fitted a single layer; empty for stochastic gradient descent.
    public Optional<Solver> solver() {
        return solver;
    }

    /// Names of the columns it predicts from, in the order of the features.
    public List<String> columns() {
        return columns;
    }

    /// What it predicts.
    public Outcome outcome() {
        return outcome;
    }

    /// Scaling of what goes in.
    public Scaling input() {
        return input;
    }

    /// Scaling of what comes out.
    public Scaling target() {
        return target;
    }

    /// The network without columns and scaling.
    public Network network() {
        return network;
    }

    public Card card() {
        return card;
    }

    /// Names for the columns of [#predict]: `probability_` and the class, for each class, or the name of the column.
    public List<String> predictionColumns() {
        return outcome instanceof Outcome.Classes classes
                ? classes.names().stream().map(name -> "probability_" + name).toList()
                : List.of(outcome.column());
    }

    /// The probability of each class, or the number or count expected, in the units of the file.
    ///
    /// @param rows in the units of the file, not modified
    public Matrix predict(Matrix rows) {
        if (rows.columns() != columns.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " columns, got " + rows.columns());
        }
        Matrix scaled = rows.copy();
        input.apply(scaled);
        Matrix means = network.predict(scaled);
        if (outcome instanceof Outcome.Classes classes && classes.names().size() == 2) {
            Matrix both = Matrix.zeros(means.rows(), 2);
            for (int row = 0; row < means.rows(); row++) {
                both.set(row, 0, 1 - means.get(row, 0));
                both.set(row, 1, means.get(row, 0));
            }
            return both;
        }
        target.invert(means);
        return means;
    }

    /// The predictions for a dataset, its columns found by name.
    public Matrix predict(Dataset dataset) {
        return predict(ColumnMatch.select(dataset, columns));
    }

    /// The most probable class of each row of predictions, the first of equals.
    ///
    /// @param predictions as [#predict] gives them
    /// @throws IllegalStateException if the outcome is not one of classes
    public List<String> classes(Matrix predictions) {
        if (!(outcome instanceof Outcome.Classes classes)) {
            throw new IllegalStateException("the outcome is " + outcome.description() + ", not classes");
        }
        List<String> names = new ArrayList<>();
        for (int row = 0; row < predictions.rows(); row++) {
            int best = 0;
            for (int k = 1; k < predictions.columns(); k++) {
                best = predictions.get(row, k) > predictions.get(row, best) ? k : best;
            }
            names.add(classes.names().get(best));
        }
        return names;
    }
}
