package hourglass.report;

import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.KLDivergence;
import hourglass.model.Model;
import hourglass.objective.LossObjective;
import hourglass.train.EpochResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a person might overlook after training: the ways in which it fails without an error (docs/training.md has them
/// in a table), and whether the model is worth using.
public final class Remarks {
    private Remarks() {}

    /// Whether reconstructions can be compared with rows number by number. The divergence and the categorical
    /// cross-entropy predict shares that sum to 1, which rows need not; the cosine knows directions only.
    ///
    /// @param explained share of the variance explained; below 0, shares are not on the scale of the rows
    public static boolean explainedApplies(Model model, double explained) {
        if (!(model.recipe().architecture().objective() instanceof LossObjective made)) {
            return true;
        }
        return switch (made.loss()) {
            case CosineSimilarity it -> false;
            case KLDivergence it -> explained >= 0;
            case CategoricalCrossentropy it -> explained >= 0;
            default -> true;
        };
    }

    /// What to know of a model before it is used, a line each, from what it is and what it came to.
    public static List<String> of(Evaluation evaluation, Model model) {
        return of(evaluation, model, List.of(), 0);
    }

    /// The same of a model that has just been trained, with what the course of training tells.
    ///
    /// @param bestEpoch whose weights were kept, from 1
    public static List<String> of(Evaluation evaluation, Model model, List<EpochResult> history, int bestEpoch) {
        Facts facts = new Facts(evaluation, model, history, bestEpoch);
        return Arrays.stream(Rule.values())
                .flatMap(rule -> rule.of(facts).stream())
                .toList();
    }

    /// Whether training went wrong after its best epoch: the loss has risen by a quarter of what it had fallen.
    ///
    /// @param bestEpoch whose weights were kept, from 1
    public static Optional<String> ofHistory(List<EpochResult> history, int bestEpoch) {
        return Rule.ofHistory(history, bestEpoch);
    }

    /// In words, whether a model is worth using beside what is simpler: the mean and PCA with as many numbers as its
    /// code
    /// has (of a sparse code, as are active); each column alone; the single layer.
    public static String verdict(Evaluation evaluation, Model model) {
        return new Worth(evaluation, model).verdict();
    }

    /// The model with verdict and remarks in its card, so that its file tells them.
    public static Model noted(Evaluation evaluation, Model model, List<EpochResult> history, int bestEpoch) {
        return model.withCard(model.card()
                .withFindings(Optional.of(verdict(evaluation, model)), of(evaluation, model, history, bestEpoch)));
    }
}
