package hourglass.model;

import hourglass.inference.Network;
import hourglass.inference.Variational;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.regression.Solver;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A trained network with all it takes to use it on rows in their own units: columns, task, recipe, and a card that
/// says
/// where it comes from. An autoencoder, or a network that predicts a column ([#task()]); a method that does not fit the
/// task says so. One file ([#save], [#load]). Immutable and thread-safe.
///
/// ```java
/// Model model = Model.train(Table.of(List.of("height", "weight"), rows));
/// model.save(file);
/// double[] scores = Model.load(file).score(others); // higher is stranger
/// ```
///
/// Rows passed as a [Matrix] have the model's columns in their order; columns of a [Table] are found by name.
public final class Model {
    private final Recipe recipe;
    private final Columns columns;
    private final Network network;
    private final Task task;
    private final Calibration calibration;
    private final Card card;

    /// A model of a network trained elsewhere.
    public Model(Recipe recipe, Columns columns, Network network, Task task, Calibration calibration, Card card) {
        this.recipe = recipe;
        this.columns = columns;
        this.network = network;
        this.task = task;
        this.calibration = calibration;
        this.card = card;
    }

    /// Trains an autoencoder with everything chosen from the data.
    public static Model train(Table rows) {
        return train(rows, Wishes.none());
    }

    /// Trains an autoencoder as wished, the rest chosen from the data.
    public static Model train(Table rows, Wishes wishes) {
        return train(Pairs.of(rows), wishes);
    }

    /// Trains a network that predicts a column from the others, with everything chosen from the data.
    ///
    /// @param column one of the columns; or the name of what the labels are
    public static Model trainToPredict(Table rows, String column) {
        return train(Pairs.toPredict(rows, column), Wishes.none());
    }

    /// Trains as wished, the rest chosen from the data, with all processors: a single layer, which has an optimum, by
    /// Newton's method or L-BFGS, other networks by stochastic gradient descent.
    ///
    /// @throws hourglass.problem.ProblemException if the wishes contradict each other or the data, or training diverges
    public static Model train(Pairs pairs, Wishes wishes) {
        Advice advice = Advisor.advise(pairs, wishes);
        Prepared prepared = Prepared.of(pairs, advice);
        Optional<Solver> solver = Advisor.solver(advice.recipe(), wishes);
        if (solver.isPresent()) {
            return Fitted.of(prepared, advice.recipe(), solver.get()).model("");
        }
        try (TrainingRun run = TrainingRun.start(
                advice.recipe(),
                prepared.training(),
                prepared.validation(),
                Kernels.fastest().kernels(),
                Runtime.getRuntime().availableProcessors())) {
            while (run.advance()) {}
            return of(prepared, run, "", Optional.empty());
        }
    }

    /// The model of a run as it stands, with the weights of the best epoch.
    ///
    /// @param source name of what was trained on, without folders
    /// @param label the column that was set aside, if none is predicted
    public static Model of(Prepared prepared, TrainingRun run, String source, Optional<String> label) {
        return new Model(
                run.recipe(),
                new Columns(prepared.pairs().inputs().columns(), prepared.input()),
                run.network(),
                prepared.task(Optional.empty()),
                new Calibration(),
                Card.of(prepared, run, source, label));
    }

    /// Reads a model that uses one of Hourglass's own objectives.
    ///
    /// @throws hourglass.problem.ProblemException if the file is not a sound model
    public static Model load(Path file) {
        return ModelFile.load(file, List.of());
    }

    /// Reads a model that may use objectives of the user's own, one inside another too.
    ///
    /// @param objectives records that the file may choose from by name, besides those of Hourglass
    /// @throws hourglass.problem.ProblemException if the file is not a sound model
    public static Model load(Path file, List<? extends Class<? extends Objective>> objectives) {
        return ModelFile.load(file, objectives);
    }

    /// Saves this model; a file of that name is replaced in one instant, or stays as it is if saving fails.
    public void save(Path file) {
        ModelFile.of(this).write(file);
    }

    /// Saves this model as [#save] does; a model of that name stays beside it as `….previous`.
    public void saveKeepingPrevious(Path file) {
        ModelFile.of(this).writeKeepingPrevious(file);
    }

    public Recipe recipe() {
        return recipe;
    }

    /// The columns it reads.
    public Columns columns() {
        return columns;
    }

    /// The network without columns and scaling.
    public Network network() {
        return network;
    }

    /// What it is for.
    public Task task() {
        return task;
    }

    public Calibration calibration() {
        return calibration;
    }

    public Card card() {
        return card;
    }

    /// Names for the columns of [#encode]: code0, code1, …
    public List<String> codeColumns() {
        requireAutoencoder();
        return IntStream.range(0, recipe.architecture().codeSize())
                .mapToObj(i -> "code" + i)
                .toList();
    }

    /// The codes of rows.
    ///
    /// @return (rows × code size)
    public Matrix encode(Matrix rows) {
        requireAutoencoder();
        return network.encode(columns.encode(rows));
    }

    /// The codes of the rows of a table.
    public Matrix encode(Table table) {
        return encode(columns.select(table));
    }

    /// The reconstructions of codes, in the units of the rows.
    ///
    /// @param codes (rows × code size)
    public Matrix decode(Matrix codes) {
        Scaling target = requireAutoencoder().target();
        Matrix means = network.decode(codes);
        target.invert(means);
        return means;
    }

    /// The reconstructions of rows, in their units.
    public Matrix reconstruct(Matrix rows) {
        Scaling target = requireAutoencoder().target();
        Matrix means = network.means(columns.encode(rows));
        recipe.architecture().objective().expose(means, target.scaled(rows));
        target.invert(means);
        return means;
    }

    /// The reconstructions of the rows of a table.
    public Matrix reconstruct(Table table) {
        return reconstruct(columns.select(table));
    }

    /// How strange each row is: the loss of its reconstruction, a sum over columns, for a likelihood in nats. Higher is
    /// stranger.
    public double[] score(Matrix rows) {
        Scaling target = requireAutoencoder().target();
        return network.loss(columns.encode(rows), target.scaled(rows));
    }

    /// How strange each row of a table is. Higher is stranger.
    public double[] score(Table table) {
        return score(columns.select(table));
    }

    /// Whether [#sample] can draw new rows.
    public boolean isVariational() {
        return Variational.isVariational(recipe.architecture());
    }

    /// New rows of a variational model, in the units of the file: rows first … first + count − 1 of an endless table,
    /// each a function of the seed and its place. They are means of p(x|z), z drawn from the prior.
    ///
    /// @throws hourglass.problem.ProblemException if the model is not variational
    public Matrix sample(long first, int count, long seed) {
        Scaling target = requireAutoencoder().target();
        if (!isVariational()) {
            throw Problem.usage("the model is not variational: it has no distribution of codes to draw from")
                    .exception();
        }
        Matrix rows = Variational.of(network).sample(first, count, seed);
        target.invert(rows);
        return rows;
    }

    /// Names for the columns of [#predict]: `probability_` and the class, for each class, or the name of the column.
    public List<String> predictionColumns() {
        Outcome outcome = requirePredictor().outcome();
        return outcome instanceof Outcome.Classes classes
                ? classes.names().stream().map(name -> "probability_" + name).toList()
                : List.of(outcome.column());
    }

    /// The probability of each class, or the number or count expected, in the units of the file.
    ///
    /// @param rows not modified
    public Matrix predict(Matrix rows) {
        Task.Predict predict = requirePredictor();
        Matrix means = network.means(columns.encode(rows));
        if (predict.outcome() instanceof Outcome.Classes classes
                && classes.names().size() == 2) {
            Matrix both = Matrix.zeros(means.rows(), 2);
            for (int row = 0; row < means.rows(); row++) {
                both.set(row, 0, 1 - means.get(row, 0));
                both.set(row, 1, means.get(row, 0));
            }
            return both;
        }
        predict.target().invert(means);
        return means;
    }

    /// The predictions for the rows of a table.
    public Matrix predict(Table table) {
        return predict(columns.select(table));
    }

    /// The most probable class of each row of predictions, the first of equals.
    ///
    /// @param predictions as [#predict] gives them
    /// @throws hourglass.problem.ProblemException if the outcome is not one of classes
    public List<String> classes(Matrix predictions) {
        Outcome outcome = requirePredictor().outcome();
        if (!(outcome instanceof Outcome.Classes classes)) {
            throw Problem.usage("the outcome is " + outcome.description() + ", not classes")
                    .exception();
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

    private Task.Reproduce requireAutoencoder() {
        return switch (task) {
            case Task.Reproduce it -> it;
            case Task.Predict it -> throw unfit("codes, reconstructions and scores");
        };
    }

    private Task.Predict requirePredictor() {
        return switch (task) {
            case Task.Predict it -> it;
            case Task.Reproduce it -> throw unfit("predictions");
        };
    }

    private ProblemException unfit(String wanted) {
        return Problem.badData("the model " + task.description() + " and has no " + wanted)
                .exception();
    }
}
