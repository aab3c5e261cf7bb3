package hourglass.model;

import hourglass.train.EpochResult;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a model says about itself: where it comes from and how good it was on rows it had not seen. No dates and no
/// times, so that the same recipe on the same rows gives the same file.
///
/// @param source name of the file trained on, without folders
/// @param trainingRows rows learned from
/// @param validationRows rows judged by
/// @param bestEpoch the epoch whose weights were kept
/// @param epochs epochs trained
/// @param validationLoss loss per validation row, empty without such rows
/// @param trainingLoss loss per row of the last epoch, while the weights moved
/// @param labelColumn the column that was set aside or is predicted
/// @param rowShape of a row as the file had it, such as `[28, 28]`
/// @param ofPairs whether rows had targets of their own, such as clean ones for noisy ones
public record Card(
        String source,
        int trainingRows,
        int validationRows,
        int bestEpoch,
        int epochs,
        OptionalDouble validationLoss,
        double trainingLoss,
        Optional<String> labelColumn,
        List<Integer> rowShape,
        boolean ofPairs) {
    public Card {
        rowShape = List.copyOf(rowShape);
    }

    /// Of rows that were their own targets, or of a model from before it said so.
    public Card(
            String source,
            int trainingRows,
            int validationRows,
            int bestEpoch,
            int epochs,
            OptionalDouble validationLoss,
            double trainingLoss,
            Optional<String> labelColumn,
            List<Integer> rowShape) {
        this(
                source,
                trainingRows,
                validationRows,
                bestEpoch,
                epochs,
                validationLoss,
                trainingLoss,
                labelColumn,
                rowShape,
                false);
    }

    /// The card of a run as it stands.
    ///
    /// @param label the column that was set aside, if none is predicted
    static Card of(Prepared prepared, TrainingRun run, String source, Optional<String> label) {
        List<EpochResult> history = run.history();
        return new Card(
                source,
                prepared.training().rows(),
                prepared.validation().rows(),
                run.bestEpoch(),
                history.size(),
                history.get(run.bestEpoch() - 1).validation(),
                history.getLast().loss(),
                prepared.pairs().outcome().map(Outcome::column).or(() -> label),
                prepared.pairs().inputs().shape(),
                prepared.pairs().outcome().isEmpty() && !prepared.pairs().areSame());
    }
}
