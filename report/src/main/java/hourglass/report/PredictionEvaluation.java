package hourglass.report;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Network;
import hourglass.network.Parameters;
import hourglass.pipeline.Outcome;
import hourglass.pipeline.PredictionAdvisor;
import hourglass.pipeline.Predictor;
import hourglass.pipeline.Prepared;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How good a predictor is on rows it has not seen, beside baselines on the same rows: the majority class or the mean
/// of the training rows, and for a network with hidden layers the single layer (logistic, linear or Poisson regression)
/// fitted to the training rows.
///
/// Without validation rows, the training rows are judged and `held` is false.
///
/// @param rows number of rows judged
/// @param held whether they were held back from training
/// @param candidates baseline, perhaps the single layer, and the predictor, in this order
public record PredictionEvaluation(int rows, boolean held, List<Candidate> candidates) {
    /// One way to predict.
    public sealed interface Candidate {
        /// For a person.
        String name();
    }

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

    /// Steps and parameters up to which the single layer is worth fitting for comparison.
    private static final Solver FOR_COMPARISON = new Solver.Lbfgs(300, 1e-5, 10);

    /// A single-precision probability of 0 may stand for a larger one.
    private static final double SMALLEST_PROBABILITY = 1e-15;

    private static final long LARGEST_COMPARISON = 200_000_000;

    public PredictionEvaluation {
        candidates = List.copyOf(candidates);
    }

    /// The predictor itself among the candidates.
    public Candidate predictor() {
        return candidates.getLast();
    }

    /// The majority class, or the mean, among the candidates.
    public Candidate baseline() {
        return candidates.getFirst();
    }

    /// Judges a predictor on the rows it was trained from.
    public static PredictionEvaluation of(Predictor predictor, Prepared prepared, Kernels kernels) {
        boolean held = prepared.validation().rows() > 0;
        Examples judged = held ? prepared.validation() : prepared.training();
        List<Candidate> candidates = new ArrayList<>();
        boolean classes = predictor.outcome() instanceof Outcome.Classes;
        candidates.add(
                classes
                        ? majority(predictor.outcome(), prepared.training(), judged)
                        : mean(predictor, prepared, judged));
        Recipe recipe = predictor.recipe();
        if (!PredictionAdvisor.isSingleLayer(recipe) && isWorthFitting(predictor, prepared)) {
            double penalty = Regression.penaltyOf(1, prepared.training().rows());
            Network layer = Regression.fit(
                            prepared.training(), predictor.outcome().likelihood(), penalty, FOR_COMPARISON)
                    .network(kernels);
            candidates.add(judge(nameOfSingleLayer(predictor.outcome()), layer, predictor, judged));
        }
        candidates.add(judge("this network", predictor.network(), predictor, judged));
        return new PredictionEvaluation(judged.rows(), held, candidates);
    }

    private static boolean isWorthFitting(Predictor predictor, Prepared prepared) {
        var architecture = predictor.recipe().architecture();
        long parameters = (architecture.features() + 1L) * architecture.targetColumns();
        return parameters * prepared.training().rows() <= LARGEST_COMPARISON
                && Parameters.count(architecture) > parameters;
    }

    private static String nameOfSingleLayer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classes it -> "logistic regression";
            case Outcome.Numbers it -> "linear regression";
            case Outcome.Counts it -> "Poisson regression";
        };
    }

    private static Candidate judge(String name, Network network, Predictor predictor, Examples judged) {
        if (predictor.outcome() instanceof Outcome.Classes) {
            int[] found = network.classify(judged.inputs());
            int correct = 0;
            for (int row = 0; row < found.length; row++) {
                correct += found[row] == classOf(judged.targets(), row) ? 1 : 0;
            }
            double loss = network.architecture()
                            .likelihood()
                            .equals(predictor.outcome().likelihood())
                    ? Arrays.stream(network.loss(judged.inputs(), judged.targets()))
                            .average()
                            .orElseThrow()
                    : logLoss(network.predict(judged.inputs()), judged.targets());
            return new Classifier(name, (double) correct / found.length, loss);
        }
        return regressor(name, network.predict(judged.inputs()), predictor, judged);
    }

    /// From the probabilities, whatever else the network was trained on; NaN if its predictions are none.
    private static double logLoss(Matrix predicted, Matrix targets) {
        double sum = 0;
        for (int row = 0; row < targets.rows(); row++) {
            double total = targets.columns() == 1 ? 1 : 0;
            for (int k = 0; k < targets.columns(); k++) {
                float p = predicted.get(row, k);
                if (!(p >= 0 && p <= 1)) {
                    return Double.NaN;
                }
                total += targets.columns() == 1 ? 0 : p;
            }
            int right = classOf(targets, row);
            double p = targets.columns() == 1
                    ? (right == 1 ? predicted.get(row, 0) : 1.0 - predicted.get(row, 0))
                    : predicted.get(row, right) / total;
            sum -= Math.log(Math.max(SMALLEST_PROBABILITY, p));
        }
        return sum / targets.rows();
    }

    private static int classOf(Matrix targets, int row) {
        if (targets.columns() == 1) {
            return targets.get(row, 0) == 1 ? 1 : 0;
        }
        for (int k = 0; k < targets.columns(); k++) {
            if (targets.get(row, k) == 1) {
                return k;
            }
        }
        throw new IllegalArgumentException("row " + row + " has no class");
    }

    /// The class most frequent among the training rows; its log loss is that of the frequencies, each class counted
    /// once
    /// more than it occurred, so that a class not seen in training has a chance.
    private static Candidate majority(Outcome outcome, Examples training, Examples judged) {
        int classes = outcome instanceof Outcome.Classes it ? it.names().size() : 0;
        int[] counts = new int[classes];
        for (int row = 0; row < training.rows(); row++) {
            counts[classOf(training.targets(), row)]++;
        }
        int majority = 0;
        for (int k = 1; k < classes; k++) {
            majority = counts[k] > counts[majority] ? k : majority;
        }
        int correct = 0;
        double loss = 0;
        for (int row = 0; row < judged.rows(); row++) {
            int right = classOf(judged.targets(), row);
            correct += right == majority ? 1 : 0;
            loss -= Math.log((counts[right] + 1.0) / (training.rows() + classes));
        }
        return new Classifier("the most frequent class", (double) correct / judged.rows(), loss / judged.rows());
    }

    private static Candidate mean(Predictor predictor, Prepared prepared, Examples judged) {
        double sum = 0;
        for (int row = 0; row < prepared.training().rows(); row++) {
            sum += prepared.training().targets().get(row, 0);
        }
        Matrix means = Matrix.zeros(judged.rows(), 1);
        means.fill((float) (sum / prepared.training().rows()));
        return regressor("the mean", means, predictor, judged);
    }

    private static Candidate regressor(String name, Matrix predictions, Predictor predictor, Examples judged) {
        Matrix targets = judged.targets().copy();
        Matrix means = predictions.copy();
        predictor.target().invert(targets);
        predictor.target().invert(means);
        double mean = 0;
        for (int row = 0; row < targets.rows(); row++) {
            mean += targets.get(row, 0) / (double) targets.rows();
        }
        double error = 0;
        double spread = 0;
        for (int row = 0; row < targets.rows(); row++) {
            error += Math.pow((double) means.get(row, 0) - targets.get(row, 0), 2);
            spread += Math.pow(targets.get(row, 0) - mean, 2);
        }
        return new Regressor(name, Math.sqrt(error / targets.rows()), spread == 0 ? Double.NaN : 1 - error / spread);
    }
}
