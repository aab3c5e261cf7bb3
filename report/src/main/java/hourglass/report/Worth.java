package hourglass.report;

import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.report.Evaluation.Candidate;
import hourglass.report.Evaluation.Classifier;
import hourglass.report.Evaluation.Density;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.report.Evaluation.Regressor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a model is worth using beside what is simpler. A difference below [Rule#GAIN] is none.
record Worth(Evaluation evaluation, Model model) {
    private static final String NOT = "not worth using: ";
    private static final String YES = "worth using: ";

    String verdict() {
        String basis = !evaluation.held()
                ? ", on rows it may have learned from"
                : evaluation.rows() < Rule.ENOUGH_ROWS
                        ? ", as far as " + Counted.of(evaluation.rows(), "row") + " can tell"
                        : "";
        return switch (evaluation.model()) {
                    case Reconstruction own -> reconstruction(own);
                    case Density own -> density(own);
                    case Classifier own -> classifier(own);
                    case Regressor own -> regressor(own);
                }
                + basis;
    }

    /// PCA among the candidates.
    static Optional<Reconstruction> principalComponents(Evaluation evaluation) {
        return evaluation.candidates().stream()
                .filter(it -> it instanceof Reconstruction && it.name().startsWith("PCA"))
                .map(Reconstruction.class::cast)
                .filter(it -> Double.isFinite(it.explainedVariance()))
                .findFirst();
    }

    private String reconstruction(Reconstruction own) {
        Facts facts = new Facts(evaluation, model, List.of(), 0);
        if (model.card().trainingRows() == 1) {
            return NOT + "one row teaches nothing";
        }
        if (!Remarks.explainedApplies(model, own.explainedVariance())) {
            return besideMeanInLoss(own);
        }
        if (!Double.isFinite(own.explainedVariance())) {
            return NOT + "the rows judged are all alike, so that nothing could be shown";
        }
        if (Rule.MEAN.of(facts).isPresent()) {
            return NOT + "predicting the mean does as well or better";
        }
        if (Rule.isIdentity(facts)) {
            return NOT + "its code is as wide as the rows, which reproduces them whatever it learned";
        }
        Optional<Double> removed =
                evaluation.denoising().map(Denoising::removed).filter(Double::isFinite);
        Optional<Reconstruction> linear = principalComponents(evaluation);
        if (removed.isPresent() && linear.isEmpty()) {
            return removed.get() > Rule.GAIN
                    ? YES + "takes " + percent(removed.get()) + " of the squared error of noise away"
                    : NOT + "the noise is no smaller than before";
        }
        String explains = "explains " + percent(own.explainedVariance());
        if (linear.isEmpty()) {
            return YES + explains + " of what the mean leaves; PCA with a code as wide would leave nothing";
        }
        double gain = own.explainedVariance() - linear.get().explainedVariance();
        String besides = explains + " where " + linear.get().name() + ", "
                + (gain < -Rule.GAIN ? "explains " : "a code of the same size, explains ")
                + percent(linear.get().explainedVariance());
        return gain > Rule.GAIN
                ? YES + besides
                : gain < -Rule.GAIN ? NOT + besides : "no better than PCA, which is simpler: " + besides;
    }

    private String besideMeanInLoss(Reconstruction own) {
        double loss = own.loss().orElse(Double.NaN);
        double mean = evaluation.candidates().getFirst() instanceof Reconstruction it
                ? it.loss().orElse(Double.NaN)
                : Double.NaN;
        return loss <= Rule.below(mean)
                ? String.format(Locale.ROOT, YES + "loss %.4g where predicting the mean has %.4g", loss, mean)
                : NOT + "predicting the mean does as well or better";
    }

    private String density(Density own) {
        double alone = evaluation.candidates().getFirst() instanceof Density it ? it.nats() : Double.NaN;
        return own.nats() < Rule.below(alone)
                ? String.format(
                        Locale.ROOT,
                        YES + "a row is %.3g nats likelier given its other cells than from each column alone",
                        alone - own.nats())
                : NOT + "each column alone tells as much of a row";
    }

    private List<Candidate> simpler() {
        return evaluation.candidates().subList(0, evaluation.candidates().size() - 1);
    }

    private String classifier(Classifier own) {
        Optional<Classifier> best = simpler().stream()
                .filter(Classifier.class::isInstance)
                .map(Classifier.class::cast)
                .max(Comparator.comparingDouble(Classifier::accuracy));
        if (best.isEmpty()) {
            return YES + percent(own.accuracy()) + " right";
        }
        return compared(
                own.accuracy() - best.get().accuracy(),
                percent(own.accuracy()) + " right where " + best.get().name() + " has "
                        + percent(best.get().accuracy()),
                best.get().name());
    }

    private String regressor(Regressor own) {
        Optional<Regressor> best = simpler().stream()
                .filter(Regressor.class::isInstance)
                .map(Regressor.class::cast)
                .min(Comparator.comparingDouble(Regressor::rootMeanSquaredError));
        if (best.isEmpty()) {
            return String.format(Locale.ROOT, YES + "RMSE %.4g", own.rootMeanSquaredError());
        }
        double other = best.get().rootMeanSquaredError();
        return compared(
                other == 0 ? 0 : 1 - own.rootMeanSquaredError() / other,
                String.format(
                        Locale.ROOT,
                        "RMSE %.4g where %s has %.4g",
                        own.rootMeanSquaredError(),
                        best.get().name(),
                        other),
                best.get().name());
    }

    /// @param gain over the best of the simpler ways, a share
    private static String compared(double gain, String figures, String simpler) {
        return gain > Rule.GAIN
                ? YES + figures
                : gain < -Rule.GAIN ? NOT + figures : "no better than " + simpler + ", which is simpler: " + figures;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
