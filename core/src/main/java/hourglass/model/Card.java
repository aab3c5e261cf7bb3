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
/// @param verdict in words, whether it is worth using; empty where nobody has judged it
/// @param remarks what to know of it before it is used, a line each; settings in backticks
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
        boolean ofPairs,
        Optional<String> verdict,
        List<String> remarks) {
    public Card {
        rowShape = List.copyOf(rowShape);
        remarks = List.copyOf(remarks);
    }

    /// Of a model that nobody has judged yet. Files from before it said so have these keys: a shorter constructor tells
    /// [hourglass.json.RecordCodec] what may be missing and what it is then.
    public Card(
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
                ofPairs,
                Optional.empty(),
                List.of());
    }

    /// Of rows that were their own targets; likewise the keys of files from before it said so.
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

    /// The same with what was found when the model was judged.
    public Card withFindings(Optional<String> newVerdict, List<String> newRemarks) {
        return new Card(
                source,
                trainingRows,
                validationRows,
                bestEpoch,
                epochs,
                validationLoss,
                trainingLoss,
                labelColumn,
                rowShape,
                ofPairs,
                newVerdict,
                newRemarks);
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
