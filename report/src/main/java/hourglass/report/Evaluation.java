package hourglass.report;

import hourglass.judge.CellJudge;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Task;
import hourglass.train.Examples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How good a model is on rows it has not seen, beside baselines on the same rows.
///
/// | task | baselines |
/// | --- | --- |
/// | reproduce | the mean of the training rows; PCA fitted to the training rows with a code of the same size |
/// | predict | the majority class or the mean of the training rows; beside hidden layers also the single layer
/// (logistic, linear or Poisson regression) fitted to the training rows |
///
/// Without validation rows, the training rows are judged and `held` is false.
///
/// @param rows number of rows judged
/// @param held whether they were held back from training
/// @param candidates the simplest first, the model last
/// @param code how much of it is at work on the rows judged
/// @param denoising what becomes of noise, for a model that was trained with some
public record Evaluation(
        int rows, boolean held, List<Candidate> candidates, CodeUse code, Optional<Denoising> denoising) {
    /// One way to do the task.
    public sealed interface Candidate {
        /// For a person.
        String name();
    }

    /// A way to reconstruct rows.
    ///
    /// @param loss per row, under the model's objective; empty where its reconstructions lie outside the domain
    /// @param meanSquaredError per number, in scaled units
    /// @param explainedVariance 1 − (squared error) / (squared error of the mean), over all columns
    public record Reconstruction(String name, OptionalDouble loss, double meanSquaredError, double explainedVariance)
            implements Candidate {}

    /// A way to predict classes.
    ///
    /// @param accuracy share of rows whose most probable class is the right one
    /// @param logLoss −log p(y|x) in nats, mean over rows; NaN if what is predicted are no probabilities
    public record Classifier(String name, double accuracy, double logLoss) implements Candidate {}

    /// A way to predict numbers or counts.
    ///
    /// @param rootMeanSquaredError in the units of the file
    /// @param explained R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², ȳ the mean of the rows judged; NaN if all y are equal
    public record Regressor(String name, double rootMeanSquaredError, double explained) implements Candidate {}

    /// A way to say how likely cells are.
    ///
    /// @param nats −log p per cell, summed over columns
    public record Density(String name, double nats) implements Candidate {}

    public Evaluation {
        candidates = List.copyOf(candidates);
    }

    /// Columns of the code that stay the same on all rows looked at ([CodeUse#dead]); 0 where there is no code.
    public int deadUnits() {
        return code.dead();
    }

    /// The model itself among the candidates.
    public Candidate model() {
        return candidates.getLast();
    }

    /// Judges a model on the rows it was trained from; of rows that do not stand in memory on [Prepared#inMemory()].
    public static Evaluation of(Model model, Prepared whole, Kernels kernels) {
        Prepared prepared = whole.inMemory();
        boolean held = prepared.validation().rows() > 0;
        Examples judged = held ? prepared.validation() : prepared.training();
        return switch (model.task()) {
            case Task.Reproduce it ->
                model.readsHoles()
                        ? ofColumns(model, prepared.training().inputs().toMatrix())
                        : new Evaluation(
                                judged.rows(),
                                held,
                                Reconstructions.judge(model.network(), prepared, judged, kernels),
                                CodeUse.of(
                                        model.network(),
                                        judged.inputs().toMatrix(),
                                        prepared.training().inputs()),
                                Denoising.of(model, prepared, judged));
            case Task.Predict it ->
                new Evaluation(
                        judged.rows(),
                        held,
                        new Predictions(model, it, prepared, judged, kernels).judge(),
                        CodeUse.none(),
                        Optional.empty());
        };
    }

    /// Judges an autoencoder on rows of a file, which it may have learned from, with baselines fitted to these very
    /// rows,
    /// which favours them. Columns of a table each by its kind are told by what calibration found on rows kept back;
    /// without calibration there is nothing to tell.
    ///
    /// @param rows in the units of the file
    /// @param targets what they should be; `rows` themselves if nothing else is known
    public static Optional<Evaluation> ofRows(Model model, Matrix rows, Matrix targets, Kernels kernels) {
        Matrix encoded = model.columns().encode(rows);
        if (model.readsHoles()) {
            return model.calibration().cells().isEmpty() ? Optional.empty() : Optional.of(ofColumns(model, encoded));
        }
        return Optional.of(new Evaluation(
                rows.rows(),
                false,
                Reconstructions.ofRows(model, rows, targets, kernels),
                CodeUse.of(model.network(), encoded),
                Optional.empty()));
    }

    /// What calibration found on rows that were not trained on: each cell from the rest of its row, beside its column
    /// alone.
    private static Evaluation ofColumns(Model model, Matrix encoded) {
        List<CellJudge> cells = model.calibration().cells();
        double given = cells.stream().mapToDouble(CellJudge::lossGiven).sum();
        double alone = cells.stream().mapToDouble(CellJudge::lossAlone).sum();
        return new Evaluation(
                model.calibration().reference().count(),
                true,
                List.of(new Density("each column alone", alone), new Density("this autoencoder", given)),
                CodeUse.of(model.network(), encoded),
                Optional.empty());
    }
}
