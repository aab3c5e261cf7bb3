package hourglass.report;

import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.KLDivergence;
import hourglass.model.Model;
import hourglass.objective.LossObjective;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import java.util.Optional;

/// What a person might overlook in the table after training: an autoencoder that says no more than the mean does, and
/// figures that mean nothing for its objective.
public final class Remarks {
    /// A gain below half a percent is none.
    private static final double GAIN = 0.005;

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

    /// One line, if there is something to say of an autoencoder.
    public static Optional<String> of(Evaluation evaluation, Model model) {
        if (evaluation.model() instanceof Density given
                && evaluation.candidates().getFirst() instanceof Density alone) {
            return given.nats() < alone.nats() - GAIN * Math.abs(alone.nats())
                    ? Optional.empty()
                    : Optional.of(
                            "on the whole the columns say no more of one another than each says alone; a longer training (more `epochs`) may help");
        }
        if (!(evaluation.model() instanceof Reconstruction own)
                || !(evaluation.candidates().getFirst() instanceof Reconstruction mean)) {
            return Optional.empty();
        }
        double loss = own.loss().orElse(Double.NaN);
        double ofMean = mean.loss().orElse(Double.NaN);
        if (explainedApplies(model, own.explainedVariance())) {
            return beside(loss, ofMean, own.explainedVariance());
        }
        return Optional.of("explained variance does not apply: "
                + model.recipe().architecture().objective().unit()
                + " does not predict on the scale of the rows"
                + (loss > below(ofMean) ? "; the loss is no lower than that of predicting the mean" : ""));
    }

    private static double below(double loss) {
        return loss - GAIN * Math.abs(loss);
    }

    /// @param ofMean the loss of predicting the mean
    static Optional<String> beside(double loss, double ofMean, double explained) {
        boolean gains = !(loss > below(ofMean));
        boolean explains = !(explained < GAIN);
        if (gains && explains) {
            return Optional.empty();
        }
        boolean worse = explains ? loss > ofMean + GAIN * Math.abs(ofMean) : explained < -GAIN;
        String measure = gains ? " in squared error" : explains ? " in loss" : "";
        return Optional.of((worse ? "worse than" : "no better than") + " predicting the mean" + measure
                + "; another activation, rate or number of epochs may help");
    }
}
