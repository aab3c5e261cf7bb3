package hourglass.report;

import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.KLDivergence;
import hourglass.model.Model;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Encode;
import hourglass.network.GaussianLatent;
import hourglass.network.Penalize;
import hourglass.network.TopK;
import hourglass.objective.LossObjective;
import hourglass.problem.Counted;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.train.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person might overlook in the table after training: an autoencoder that says no more than the mean does, and
/// figures that mean nothing for its objective.
public final class Remarks {
    /// A gain below half a percent is none.
    private static final double GAIN = 0.005;

    /// The explained variance of fewer rows is mostly their chance.
    private static final int ENOUGH_ROWS = 30;

    private static final double RISE = 0.25;
    private static final double RISE_AT_LEAST = 0.02;

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

    /// What to know of an autoencoder before it is used, a line each.
    public static List<String> of(Evaluation evaluation, Model model) {
        List<String> remarks = new ArrayList<>();
        ofBaseline(evaluation, model).ifPresent(remarks::add);
        if (remarks.isEmpty()) {
            besidePrincipalComponents(evaluation, model).ifPresent(remarks::add);
        }
        if (evaluation.model() instanceof Reconstruction
                && isIdentity(model.recipe().architecture())) {
            remarks.add("the code is as wide as the rows, so that the network can pass everything on: what is explained"
                    + " says nothing; a smaller `code` makes it learn");
        }
        ofCode(evaluation.code()).ifPresent(remarks::add);
        ofParameters(model).ifPresent(remarks::add);
        if (evaluation.held() && evaluation.rows() < ENOUGH_ROWS) {
            remarks.add("judged on " + Counted.of(evaluation.rows(), "row") + ": figures of so few are mostly chance");
        }
        return remarks;
    }

    /// What has as many knobs as there are numbers to learn from can know them by heart.
    private static Optional<String> ofParameters(Model model) {
        int parameters = model.network().parameters().block().length;
        double numbers = (double) model.card().trainingRows() * model.columns().count();
        return parameters <= numbers || numbers == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d parameters learned from %,.0f numbers: it may know the rows by heart; fewer or narrower `hidden`"
                                + " layers, a smaller `code` or more rows",
                        parameters,
                        numbers));
    }

    static Optional<String> ofCode(CodeUse code) {
        return code.silent() == 0
                ? Optional.empty()
                : Optional.of(Counted.of(code.silent(), "number") + " of the code's " + code.units()
                        + (code.silent() == 1 ? " carries" : " carry") + " nothing (below " + CodeUse.LEAST_NATS
                        + " nats): a smaller weight of `variational` or a smaller `code`");
    }

    /// Whether training went wrong after its best epoch: the loss has risen by a quarter of what it had fallen.
    ///
    /// @param bestEpoch whose weights were kept, from 1
    public static Optional<String> ofHistory(List<EpochResult> history, int bestEpoch) {
        if (history.size() < 2 || bestEpoch < 1 || bestEpoch >= history.size()) {
            return Optional.empty();
        }
        double first = history.getFirst().watched();
        double best = history.get(bestEpoch - 1).watched();
        double last = history.getLast().watched();
        double fallen = Math.max(0, first - best);
        return last - best > RISE * fallen && last > best + RISE_AT_LEAST * Math.abs(best)
                ? Optional.of((penalized(history) ? "loss and penalty" : "the loss") + " rose again, from "
                        + shown(best) + " in epoch " + bestEpoch + " to " + shown(last)
                        + " in epoch " + history.getLast().epoch() + "; the weights of epoch " + bestEpoch
                        + " were kept; a lower `rate` may help")
                : Optional.empty();
    }

    private static boolean penalized(List<EpochResult> history) {
        return history.getLast().validationPenalty().orElse(history.getLast().penalty()) != 0;
    }

    private static String shown(double loss) {
        return String.format(Locale.ROOT, "%.4g", loss);
    }

    /// Nothing keeps a code as wide as the rows, without noise and penalty, from passing them on.
    private static boolean isIdentity(Architecture architecture) {
        return architecture.codeSize() >= architecture.targetColumns()
                && architecture.layers().stream()
                        .noneMatch(it -> it instanceof Corrupt
                                || it instanceof TopK
                                || it instanceof Penalize
                                || it instanceof Encode
                                || it instanceof GaussianLatent);
    }

    private static Optional<String> besidePrincipalComponents(Evaluation evaluation, Model model) {
        if (evaluation.rows() < ENOUGH_ROWS
                || !(evaluation.model() instanceof Reconstruction own)
                || !explainedApplies(model, own.explainedVariance())) {
            return Optional.empty();
        }
        return evaluation.candidates().stream()
                .filter(it -> it instanceof Reconstruction && it.name().startsWith("PCA"))
                .map(Reconstruction.class::cast)
                .filter(it -> it.explainedVariance() > own.explainedVariance() + GAIN)
                .map(it -> String.format(
                        Locale.ROOT,
                        "explains less than %s: %.1f %% against %.1f %%; more `epochs` or another `rate` may help, or PCA"
                                + " will do",
                        it.name(),
                        100 * own.explainedVariance(),
                        100 * it.explainedVariance()))
                .findFirst();
    }

    private static Optional<String> ofBaseline(Evaluation evaluation, Model model) {
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
