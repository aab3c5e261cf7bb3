package hourglass.pipeline;

import hourglass.data.Dataset;
import hourglass.likelihood.Likelihood;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Autoencoder;
import hourglass.model.Variational;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A trained autoencoder with all it takes to use it on rows of a file: columns, scaling, recipe, and a card that says
/// where it comes from. One file ([#save], [#load]). Immutable and thread-safe.
///
/// Rows passed to its methods are in the units of the file; columns of a [Dataset] are found by name.
public final class Model {
    private final Recipe recipe;
    private final List<String> columns;
    private final Scaling input;
    private final Scaling target;
    private final Autoencoder autoencoder;
    private final Card card;

    public Model(
            Recipe recipe, List<String> columns, Scaling input, Scaling target, Autoencoder autoencoder, Card card) {
        this.recipe = recipe;
        this.columns = List.copyOf(columns);
        this.input = input;
        this.target = target;
        this.autoencoder = autoencoder;
        this.card = card;
    }

    /// Trains a model with everything chosen from the data.
    public static Model train(Dataset rows) {
        return train(rows, Wishes.none());
    }

    /// Trains a model as wished, the rest chosen from the data, with all processors.
    public static Model train(Dataset rows, Wishes wishes) {
        Advice advice = Advisor.advise(rows, wishes);
        Prepared prepared = Prepared.of(rows, advice);
        try (TrainingRun run = TrainingRun.start(
                advice.recipe(),
                prepared.training(),
                prepared.validation(),
                Kernels.fastest().kernels(),
                Runtime.getRuntime().availableProcessors())) {
            while (run.advance()) {}
            return of(rows, "", Optional.empty(), prepared, run);
        }
    }

    /// The model of a run as it stands.
    ///
    /// @param source name of the file trained on
    /// @param label the column that was set aside
    public static Model of(Dataset rows, String source, Optional<String> label, Prepared prepared, TrainingRun run) {
        var last = run.history().getLast();
        var best = run.history().get(run.bestEpoch() - 1);
        Card card = new Card(
                source,
                prepared.training().rows(),
                prepared.validation().rows(),
                run.bestEpoch(),
                run.history().size(),
                best.validation(),
                last.loss(),
                label,
                rows.shape());
        return new Model(run.recipe(), rows.columns(), prepared.input(), prepared.target(), run.model(), card);
    }

    /// Reads a model that uses one of Hourglass's own likelihoods.
    ///
    /// @throws hourglass.problem.ProblemException if the file is not a sound model
    public static Model load(Path file) {
        return ModelFile.load(file, List.of());
    }

    /// Reads a model that may use a likelihood of the user's own.
    ///
    /// @param likelihoods records that the file may choose from by name, besides those of Hourglass
    public static Model load(Path file, List<? extends Class<? extends Likelihood>> likelihoods) {
        return ModelFile.load(file, likelihoods);
    }

    /// Saves this model; a file of that name is replaced in one instant, or stays as it is if saving fails.
    public void save(Path file) {
        ModelFile.save(file, this);
    }

    /// Saves this model as [#save] does; a model of that name stays beside it as `….previous`.
    public void saveKeepingPrevious(Path file) {
        ModelFile.saveKeepingPrevious(file, this);
    }

    public Recipe recipe() {
        return recipe;
    }

    /// Names of the columns, in the order of the features.
    public List<String> columns() {
        return columns;
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
    public Autoencoder autoencoder() {
        return autoencoder;
    }

    public Card card() {
        return card;
    }

    /// Names for the columns of the code: code0, code1, …
    public List<String> codeColumns() {
        return IntStream.range(0, recipe.architecture().codeSize())
                .mapToObj(i -> "code" + i)
                .toList();
    }

    /// The codes of rows in the units of the file.
    ///
    /// @return (rows × code size)
    public Matrix encode(Matrix rows) {
        return autoencoder.encode(scaled(rows, input));
    }

    /// The codes of a dataset, its columns found by name.
    public Matrix encode(Dataset dataset) {
        return encode(ColumnMatch.select(dataset, columns));
    }

    /// The reconstructions of codes, in the units of the file.
    ///
    /// @param codes (rows × code size)
    public Matrix decode(Matrix codes) {
        Matrix means = autoencoder.decode(codes);
        target.invert(means);
        return means;
    }

    /// The reconstructions of rows, in the units of the file.
    public Matrix reconstruct(Matrix rows) {
        Matrix means = means(rows);
        target.invert(means);
        return means;
    }

    /// The reconstructions of rows, as scaled as targets are.
    private Matrix means(Matrix rows) {
        Matrix means = autoencoder.reconstruct(scaled(rows, input));
        recipe.architecture().likelihood().expose(means, scaled(rows, target));
        return means;
    }

    /// The reconstructions of a dataset, its columns found by name.
    public Matrix reconstruct(Dataset dataset) {
        return reconstruct(ColumnMatch.select(dataset, columns));
    }

    /// Whether [#sample] can draw new rows.
    public boolean isVariational() {
        return Variational.isVariational(recipe.architecture());
    }

    /// New rows of a variational model, in the units of the file: rows first … first + count − 1 of an endless table,
    /// each a function of the seed and its place. They are means of p(x|z), z drawn from the prior.
    ///
    /// @throws IllegalArgumentException if the model is not variational
    public Matrix sample(long first, int count, long seed) {
        Matrix rows = Variational.of(autoencoder).sample(first, count, seed);
        target.invert(rows);
        return rows;
    }

    /// How strange each row is: the loss of its reconstruction, a sum over features, in nats. Higher is stranger.
    public double[] score(Matrix rows) {
        return autoencoder.loss(scaled(rows, input), scaled(rows, target));
    }

    /// How strange each row of a dataset is, its columns found by name. Higher is stranger.
    public double[] score(Dataset dataset) {
        return score(ColumnMatch.select(dataset, columns));
    }

    /// Squared error of the reconstructions of rows, summed over rows and features, in scaled units.
    ///
    /// @param sums per feature, to which the scaled targets are added
    /// @param squares per feature, to which the squares of the scaled targets are added
    public double squaredError(Matrix rows, double[] sums, double[] squares) {
        Matrix means = means(rows);
        Matrix targets = scaled(rows, target);
        double error = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < targets.columns(); j++) {
                double value = targets.get(row, j);
                double difference = means.get(row, j) - value;
                error += difference * difference;
                sums[j] += value;
                squares[j] += value * value;
            }
        }
        return error;
    }

    private static Matrix scaled(Matrix rows, Scaling scaling) {
        if (rows.columns() != scaling.offsets().length) {
            throw new IllegalArgumentException(
                    "expected " + scaling.offsets().length + " columns, got " + rows.columns());
        }
        Matrix copy = rows.copy();
        scaling.apply(copy);
        return copy;
    }
}
