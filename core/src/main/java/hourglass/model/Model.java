package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.inference.Network;
import hourglass.inference.Variational;
import hourglass.judge.Calibration;
import hourglass.judge.Decision;
import hourglass.matrix.Matrix;
import hourglass.network.Encode;
import hourglass.objective.Objective;
import hourglass.table.Frame;
import hourglass.table.Frames;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A trained network with all it takes to use it on rows in their own units: columns, task, recipe, and a card that
/// says where it comes from. An autoencoder, or a network that predicts a column ([#task()]); a method that does not
/// fit the task says so. One file ([#save(Path)], [#load(Path)]). Immutable and thread-safe.
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
    private final Optional<RowJudge> judge;

    /// A model of a network trained elsewhere.
    public Model(Recipe recipe, Columns columns, Network network, Task task, Calibration calibration, Card card) {
        this.recipe = recipe;
        this.columns = columns;
        this.network = network;
        this.task = task;
        this.calibration = calibration;
        this.card = card;
        this.judge = calibration.cells().isEmpty() ? Optional.empty() : Optional.of(new RowJudge(this));
    }

    /// Trains an autoencoder with everything chosen from the data.
    public static Model train(Frames rows) {
        return train(rows, Wishes.none());
    }

    /// Trains an autoencoder as wished, the rest chosen from the data.
    public static Model train(Frames rows, Wishes wishes) {
        return train(Table.of(rows, Advisor.takesColumnsAlike(wishes)), wishes);
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
        return Trainer.train(pairs, wishes);
    }

    /// The model of a run as it stands, with the weights of the best epoch.
    ///
    /// @param source name of what was trained on, without folders
    /// @param label the column that was set aside, if none is predicted
    public static Model of(Prepared prepared, TrainingRun run, String source, Optional<String> label) {
        Network network = run.network();
        Task task = prepared.task(Optional.empty());
        Calibration calibration = TableCalibration.of(prepared, task, run.recipe(), network);
        return new Model(
                run.recipe(), Columns.of(prepared), network, task, calibration, Card.of(prepared, run, source, label));
    }

    /// Reads a model that uses one of Hourglass's own objectives.
    ///
    /// @throws hourglass.problem.ProblemException if the file is not a sound model
    public static Model load(Path file) {
        return ModelFile.load(file, List.of());
    }

    /// Reads a model from a stream to its end, as strictly as from a file. The stream is not closed.
    ///
    /// @throws hourglass.problem.ProblemException if the stream is not a sound model
    public static Model load(InputStream stream) {
        return ModelFile.load(stream, List.of());
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

    /// Writes to a stream what [#save(Path)] writes to a file. The stream is neither flushed nor closed.
    public void save(OutputStream stream) throws IOException {
        ModelFile.of(this).write(Channels.newChannel(stream));
    }

    /// Saves this model as [#save(Path)] does; a model of that name stays beside it as `….previous`.
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

    /// The same model with another card, such as one that tells what was found when it was judged.
    public Model withCard(Card newCard) {
        return new Model(recipe, columns, network, task, calibration, newCard);
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

    /// How strange each row is, in nats unless the objective is no density: higher is stranger. A table whose columns
    /// are judged each by its kind is judged as [hourglass.judge.Surprise] says; otherwise a row's score is the
    /// deviance of its reconstruction, summed over columns; of a model that was not calibrated, such as one of version
    /// 1 or 2, its loss.
    public double[] score(Matrix rows) {
        requireAutoencoder();
        return judge.map(it -> it.scores(rows)).orElseGet(() -> Deviances.ofRows(this, rows, rows));
    }

    /// How far each row's reconstruction is from what the row should be, such as clean for noisy ones: its deviance,
    /// summed over columns, which is what the scores of a model trained on pairs are compared with. Higher is further.
    ///
    /// @param rows not modified
    /// @param targets row by row, in the same columns and units; not modified
    public double[] score(Matrix rows, Matrix targets) {
        return Deviances.ofRows(this, rows, targets);
    }

    /// Where the model's columns stand in a frame.
    ///
    /// @throws hourglass.problem.ProblemException if columns are missing
    public ColumnMatch match(Frame frame) {
        return columns.match(frame.names(), "the rows");
    }

    /// How strange each row of a frame is, cells that cannot be what their column is included. Higher is stranger.
    public double[] score(Frame rows) {
        return score(rows, match(rows));
    }

    /// How strange each row of a frame is; of a series, which must be whole, the mean over the windows that hold the
    /// row, most of those with it in their middle; NaN without one.
    ///
    /// @param match where the columns stand in it
    public double[] score(Frame rows, ColumnMatch match) {
        if (columns.window().isPresent()) {
            requireAutoencoder();
            return Series.score(this, rows, match);
        }
        return score(columns.schema().read(rows, match));
    }

    /// How strange each row is.
    ///
    /// @param encoded as the schema of [#columns()] reads rows
    public double[] score(Encoded encoded) {
        requireAutoencoder();
        return judge.map(it -> it.scores(encoded)).orElseGet(() -> score(encoded.rows()));
    }

    /// The parts of the scores of rows, one for each column of the schema (rows × columns), row by row; what a score is
    /// the sum of.
    ///
    /// @throws hourglass.problem.ProblemException if the model judges rows as a whole
    public double[] scoreByColumn(Frame rows, ColumnMatch match) {
        return Required.judge(judge.filter(it -> givesReasons()))
                .ofColumns(columns.schema().read(rows, match));
    }

    /// How odd each row of a frame is, and why: rows are flagged as the model's calibration decides.
    public List<Verdict> judge(Frame rows) {
        return judge(rows, calibration.decision());
    }

    /// How odd each row of a frame is, and why.
    ///
    /// @param decision when a row is flagged
    public List<Verdict> judge(Frame rows, Decision decision) {
        return Verdict.of(this, rows, decision);
    }

    /// How odd one row is, and why: what [#judge(Frame)] says of it.
    ///
    /// @param row numbers, texts, Booleans and moments (`LocalDate`, `LocalDateTime`, `LocalTime`, `Instant` in UTC) by
    /// the
    ///     names of all columns that are read, null where nothing is known
    /// @throws hourglass.problem.ProblemException if a name is unknown or lacks, or the model cannot do without a cell
    public Verdict judge(Map<String, ?> row) {
        return judge(NamedRow.of(this, row)).getFirst();
    }

    /// The columns that carry the score of each row, most first; none where rows or series are judged as a whole.
    public List<List<Reason>> reasons(Frame rows, ColumnMatch match) {
        return judge.filter(it -> givesReasons())
                .map(it -> new Explanation(this, it).of(rows, match))
                .orElseGet(() -> Collections.nCopies(rows.rows(), List.of()));
    }

    /// The cells of a series that carry the scores of some of its rows, most first.
    ///
    /// @param rows the whole series
    /// @param chosen rows of it
    /// @throws hourglass.problem.ProblemException if the model judges windows as a whole
    public List<List<Point>> points(Frame rows, ColumnMatch match, int... chosen) {
        SeriesExplanation explanation = new SeriesExplanation(this, Required.judge(judge), rows, match.places());
        return Arrays.stream(chosen).mapToObj(explanation::of).toList();
    }

    /// Whether scores are sums over columns that can be told apart, for [#reasons].
    public boolean givesReasons() {
        return judge.isPresent() && columns.window().isEmpty();
    }

    /// Whether rows may have holes: whether the network encodes each column by its kind.
    public boolean readsHoles() {
        return recipe.architecture().layers().stream().anyMatch(Encode.class::isInstance);
    }

    /// What each cell is expected to be from the rest of its row, in the units of the rows.
    ///
    /// @param rows variables in order, not modified
    /// @throws hourglass.problem.ProblemException if the model judges rows as a whole
    public Matrix expected(Matrix rows) {
        Matrix means = Required.judge(judge).expected(rows);
        requireAutoencoder().target().invert(means);
        return means;
    }

    /// A frame with its holes filled by what is expected there.
    ///
    /// @throws hourglass.problem.ProblemException if the model cannot read rows with holes
    public Frame impute(Frame rows) {
        return impute(rows, match(rows));
    }

    /// A frame with its holes filled by what is expected there.
    ///
    /// @param match where the columns stand in it
    public Frame impute(Frame rows, ColumnMatch match) {
        requireAutoencoder();
        return new Imputation(this).filled(rows, match);
    }

    /// This model with another decision of when a row is flagged.
    public Model withDecision(Decision decision) {
        return new Model(recipe, columns, network, task, calibration.withDecision(decision), card);
    }

    /// How strange rows of a table are.
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
        Required.variational(this);
        Matrix rows = Variational.of(network).sample(first, count, seed);
        target.invert(rows);
        return rows;
    }

    /// Names for the columns of [#predict]: `probability_` and the class, for each class, or the name of the column.
    public List<String> predictionColumns() {
        return requirePredictor().names();
    }

    /// The probability of each class, or the number or count expected, in the units of the file.
    ///
    /// @param rows not modified
    public Matrix predict(Matrix rows) {
        return requirePredictor().of(network.means(columns.encode(rows)));
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
        return requirePredictor().classes(predictions);
    }

    private Task.Reproduce requireAutoencoder() {
        return Required.autoencoder(task);
    }

    private Prediction requirePredictor() {
        return Required.predictor(task);
    }
}
