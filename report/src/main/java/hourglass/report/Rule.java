package hourglass.report;

import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.GaussianLatent;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.problem.Counted;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.train.EpochResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every way in which training may have failed without an error, each with its threshold: the one place for them. What
/// a
/// rule finds is a line for a person, with what to try; settings stand in backticks.
enum Rule {
    /// Of one row nothing differs, and a network that gives the same row for every row reproduces it.
    ONE_ROW,

    /// The loss, or the squared error, is not lower than that of predicting the mean by [#GAIN]; columns say no more of
    /// one another than each alone. From [#OUT_OF_HAND] times its loss on, training went out of hand.
    MEAN,

    /// PCA with as many numbers as the code has explains more by [#GAIN]: the best linear code (Pearson 1901; Baldi and
    /// Hornik 1989), so that a network which falls behind has not learned what it could. From [#ENOUGH_ROWS] rows on.
    PRINCIPAL_COMPONENTS,

    /// Nothing keeps a code as wide as the rows, without noise and penalty, from passing them on (Vincent et al. 2010,
    /// section 2.3).
    IDENTITY,

    /// The code is the same for every row, or all of a variational code is below [CodeUse#LEAST_NATS]: posterior
    /// collapse (Bowman et al. 2016, section 3.1). All rows get the same reconstruction.
    COLLAPSE,

    /// Some units of a variational code are below [CodeUse#LEAST_NATS].
    SILENT_UNITS,

    /// Some units are the same for every row looked at ([CodeUse#dead]); of a sparse code, where a unit may be at rest
    /// in
    /// thousands of rows, more than [#MANY_DEAD] of all.
    DEAD_UNITS,

    /// Holding a unit at its mean takes less than [CodeUse#LEAST_SHARE] from the variance of reconstructions.
    IDLE_UNITS,

    /// A unit of a sparse code is at work in every row, of which there are [#ENOUGH_ROWS], while most rest: it does
    /// what a
    /// bias does, and tells rows apart only by how much.
    CONSTANT_UNITS,

    /// An L1 penalty on a code whose decoder has weights of its own of any length: small numbers and large weights
    /// reproduce
    /// as well and cost less, so that units come back to work the longer it trains. Atoms of length 1 prevent it, and
    /// weights that mirror the encoder's.
    ESCAPABLE_PENALTY,

    /// After the best epoch the loss rose by a quarter of what it had fallen, and by 2 %.
    ROSE_AGAIN,

    /// More parameters than numbers to learn from: enough to know them by heart (Zhang et al. 2017, section 2).
    PARAMETERS,

    /// No row was kept back: figures are of rows learned from.
    NOTHING_KEPT_BACK,

    /// Judged on fewer than [#ENOUGH_ROWS] rows.
    FEW_JUDGED;

    /// A gain below half a percent is none.
    static final double GAIN = 0.005;

    /// The standard error of a variance from n normal numbers is √(2 / (n − 1)) of it: a quarter at 30.
    static final int ENOUGH_ROWS = 30;

    private static final double OUT_OF_HAND = 2;
    private static final double MANY_DEAD = 0.05;
    private static final double RISE = 0.25;
    private static final double RISE_AT_LEAST = 0.02;

    /// What it finds, if anything.
    Optional<String> of(Facts facts) {
        return switch (this) {
            case ONE_ROW -> ofOneRow(facts);
            case MEAN -> besideMean(facts);
            case PRINCIPAL_COMPONENTS -> besidePrincipalComponents(facts);
            case IDENTITY -> ofIdentity(facts);
            case COLLAPSE -> ofCollapse(facts);
            case SILENT_UNITS -> ofSilentUnits(facts);
            case DEAD_UNITS -> ofDeadUnits(facts);
            case IDLE_UNITS -> ofIdleUnits(facts);
            case CONSTANT_UNITS -> ofConstantUnits(facts);
            case ESCAPABLE_PENALTY -> ofEscapablePenalty(facts);
            case ROSE_AGAIN -> ofHistory(facts.history(), facts.bestEpoch());
            case PARAMETERS -> ofParameters(facts);
            case NOTHING_KEPT_BACK -> ofNothingKeptBack(facts);
            case FEW_JUDGED -> ofFewJudged(facts);
        };
    }

    private static Optional<String> when(boolean found, String text) {
        return found ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> ofOneRow(Facts facts) {
        return when(
                facts.model().card().trainingRows() == 1,
                "learned from 1 row: whatever it says of other rows means nothing; give it more rows");
    }

    private static Optional<String> besideMean(Facts facts) {
        Evaluation evaluation = facts.evaluation();
        if (facts.model().card().trainingRows() == 1) {
            return Optional.empty();
        }
        if (evaluation.model() instanceof Density given
                && evaluation.candidates().getFirst() instanceof Density alone) {
            return besideAlone(
                    given.nats(), alone.nats(), facts.model().columns().count());
        }
        if (!(evaluation.model() instanceof Reconstruction own)
                || !(evaluation.candidates().getFirst() instanceof Reconstruction mean)) {
            return Optional.empty();
        }
        double loss = own.loss().orElse(Double.NaN);
        double ofMean = mean.loss().orElse(Double.NaN);
        if (Remarks.explainedApplies(facts.model(), own.explainedVariance())) {
            return besideMean(loss, ofMean, own.explainedVariance());
        }
        return Optional.of("explained variance does not apply: "
                + facts.model().recipe().architecture().objective().unit()
                + " does not predict on the scale of the rows"
                + (loss > below(ofMean) ? "; the loss is no lower than that of predicting the mean" : ""));
    }

    private static Optional<String> besideAlone(double given, double alone, int columns) {
        if (given < below(alone)) {
            return Optional.empty();
        }
        if (columns == 1) {
            return Optional.of(
                    "there is no other column to tell the only one from: a network adds nothing to the column's"
                            + " own distribution");
        }
        return Optional.of(
                given > alone + OUT_OF_HAND * Math.max(1, Math.abs(alone))
                        ? "columns seem far less likely given one another than alone: training went out of hand; a lower"
                                + " `rate`"
                        : "on the whole the columns say no more of one another than each says alone; a longer training"
                                + " (more `epochs`) or a lower `rate` may help");
    }

    static double below(double loss) {
        return loss - GAIN * Math.abs(loss);
    }

    /// @param ofMean the loss of predicting the mean
    static Optional<String> besideMean(double loss, double ofMean, double explained) {
        boolean gains = !(loss > below(ofMean));
        boolean explains = !(explained < GAIN);
        if (gains && explains) {
            return Optional.empty();
        }
        boolean worse = explains ? loss > ofMean + GAIN * Math.abs(ofMean) : explained < -GAIN;
        String measure = gains ? " in squared error" : explains ? " in loss" : "";
        boolean outOfHand = 1 - explained > OUT_OF_HAND;
        return Optional.of((worse ? "worse than" : "no better than") + " predicting the mean" + measure
                + (outOfHand
                        ? String.format(
                                Locale.ROOT,
                                ", with %.3g times its squared error: training went out of hand; a lower `rate`",
                                1 - explained)
                        : "; another activation, rate or number of epochs may help"));
    }

    private static Optional<String> besidePrincipalComponents(Facts facts) {
        Evaluation evaluation = facts.evaluation();
        if (evaluation.rows() < ENOUGH_ROWS
                || besideMean(facts).isPresent()
                || !(evaluation.model() instanceof Reconstruction own)
                || !Remarks.explainedApplies(facts.model(), own.explainedVariance())) {
            return Optional.empty();
        }
        return Worth.principalComponents(evaluation)
                .filter(it -> it.explainedVariance() > own.explainedVariance() + GAIN)
                .map(it -> String.format(
                        Locale.ROOT,
                        "explains less than %s: %.1f %% against %.1f %%; %smore `epochs` or another `rate` may help, or"
                                + " PCA will do",
                        it.name(),
                        100 * own.explainedVariance(),
                        100 * it.explainedVariance(),
                        isPenalized(facts) ? "a smaller weight of its penalty, " : ""));
    }

    private static boolean isPenalized(Facts facts) {
        return facts.model().recipe().architecture().encoder().stream()
                .anyMatch(it -> it instanceof Penalize || it instanceof GaussianLatent);
    }

    private static Optional<String> ofIdentity(Facts facts) {
        if (!isIdentity(facts)) {
            return Optional.empty();
        }
        return Optional.of(
                facts.model().recipe().architecture().targetColumns() == 1
                        ? "a single column has no smaller code, so that the network can pass it on: what is explained says"
                                + " nothing; more columns, or stretches of rows that follow each other"
                        : "the code is as wide as the rows, so that the network can pass everything on: what is explained"
                                + " says nothing; a smaller `code` makes it learn");
    }

    /// Whether a network could reproduce rows without learning anything.
    static boolean isIdentity(Facts facts) {
        Architecture architecture = facts.model().recipe().architecture();
        return facts.evaluation().model() instanceof Reconstruction
                && architecture.codeSize() >= architecture.targetColumns()
                && architecture.layers().stream()
                        .noneMatch(it -> it instanceof Corrupt
                                || it.selectsUnits()
                                || it instanceof Penalize
                                || it instanceof Encode
                                || it instanceof GaussianLatent);
    }

    /// Whether nothing passes through the code.
    static boolean isCollapsed(CodeUse code) {
        return code.units() > 0 && code.dead() + code.silent() == code.units();
    }

    private static Optional<String> ofCollapse(Facts facts) {
        CodeUse code = facts.evaluation().code();
        if (!isCollapsed(code)) {
            return Optional.empty();
        }
        return Optional.of(
                code.silent() > 0
                        ? "the code carries nothing (below " + CodeUse.LEAST_NATS
                                + " nats in each unit): every row is reconstructed alike; a smaller weight of"
                                + " `variational`, or numbers scaled to a spread of 1 where they are small"
                        : "the code is the same for every row: every row is reconstructed alike; a lower `rate`, or"
                                + " another seed");
    }

    private static Optional<String> ofSilentUnits(Facts facts) {
        CodeUse code = facts.evaluation().code();
        return when(
                code.silent() > 0 && !isCollapsed(code),
                Counted.of(code.silent(), "number") + " of the code's " + code.units()
                        + (code.silent() == 1 ? " carries" : " carry") + " nothing (below " + CodeUse.LEAST_NATS
                        + " nats): a smaller weight of `variational` or a smaller `code`");
    }

    private static Optional<String> ofDeadUnits(Facts facts) {
        CodeUse code = facts.evaluation().code();
        boolean sparse = CodeUse.hasZeros(facts.model().recipe().architecture());
        return when(
                !isCollapsed(code) && code.dead() > (sparse ? MANY_DEAD * code.units() : 0),
                Counted.of(code.dead(), "number") + " of the code's " + code.units()
                        + (code.dead() == 1 ? " is" : " are")
                        + " the same for every row: a smaller `code`, or a lower `rate`");
    }

    private static Optional<String> ofIdleUnits(Facts facts) {
        CodeUse code = facts.evaluation().code();
        return when(
                code.idle() > 0,
                Counted.of(code.idle(), "number") + " of the code's " + code.units()
                        + (code.idle() == 1 ? " moves" : " move")
                        + " reconstructions by less than a ten-thousandth of their variance: a smaller `code` would do");
    }

    private static Optional<String> ofConstantUnits(Facts facts) {
        CodeUse code = facts.evaluation().code();
        return when(
                code.constant() > 0 && facts.evaluation().rows() >= ENOUGH_ROWS && code.active() <= code.units() / 2.0,
                Counted.of(code.constant(), "number") + " of the code's " + code.units()
                        + (code.constant() == 1 ? " is" : " are")
                        + " at work in every row, as a bias is, and hardly " + (code.constant() == 1 ? "tells" : "tell")
                        + " rows apart: centred columns (another `scaling`) or a smaller `code` may help");
    }

    private static Optional<String> ofEscapablePenalty(Facts facts) {
        Architecture architecture = facts.model().recipe().architecture();
        int code = architecture.encoder().size();
        return when(
                architecture.encoder().stream()
                                .anyMatch(it -> it instanceof Penalize layer && layer.penalty() instanceof Penalty.L1)
                        && architecture
                                .layers()
                                .subList(code, architecture.layers().size())
                                .stream()
                                .anyMatch(it -> it instanceof Dense dense && dense.weights() instanceof Weights.Own),
                "the L1 penalty can be escaped by a small code and large weights behind it, the longer it trains: no"
                        + " `hidden` layers, whose atoms have length 1, or the k largest numbers as `sparsity`");
    }

    static Optional<String> ofHistory(List<EpochResult> history, int bestEpoch) {
        if (history.size() < 2 || bestEpoch < 1 || bestEpoch >= history.size()) {
            return Optional.empty();
        }
        double first = history.getFirst().watched();
        double best = history.get(bestEpoch - 1).watched();
        double last = history.getLast().watched();
        double fallen = Math.max(0, first - best);
        boolean penalized =
                history.getLast().validationPenalty().orElse(history.getLast().penalty()) != 0;
        return when(
                last - best > RISE * fallen && last > best + RISE_AT_LEAST * Math.abs(best),
                (penalized ? "loss and penalty" : "the loss") + " rose again, from "
                        + shown(best) + " in epoch " + bestEpoch + " to " + shown(last)
                        + " in epoch " + history.getLast().epoch() + "; the weights of epoch " + bestEpoch
                        + " were kept; a lower `rate` may help");
    }

    private static String shown(double loss) {
        return String.format(Locale.ROOT, "%.4g", loss);
    }

    private static Optional<String> ofParameters(Facts facts) {
        int parameters = facts.model().network().parameters().block().length;
        double numbers = (double) facts.model().card().trainingRows()
                * facts.model().columns().count();
        return when(
                parameters > numbers && numbers > 0,
                String.format(
                        Locale.ROOT,
                        "%,d parameters learned from %,.0f numbers: it may know the rows by heart; fewer or narrower `hidden`"
                                + " layers, a smaller `code` or more rows",
                        parameters,
                        numbers));
    }

    private static Optional<String> ofNothingKeptBack(Facts facts) {
        return when(
                !facts.history().isEmpty()
                        && !facts.evaluation().held()
                        && facts.model().card().trainingRows() > 1,
                "no row was kept back, so that nothing here tells how good it is for other rows: more rows");
    }

    private static Optional<String> ofFewJudged(Facts facts) {
        return when(
                facts.evaluation().held() && facts.evaluation().rows() < ENOUGH_ROWS,
                "judged on " + Counted.of(facts.evaluation().rows(), "row") + ": figures of so few are mostly chance");
    }
}
