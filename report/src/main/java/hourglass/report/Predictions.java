package hourglass.report;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Prepared;
import hourglass.model.Task;
import hourglass.network.Encode;
import hourglass.network.Parameters;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.report.Evaluation.Candidate;
import hourglass.report.Evaluation.Classifier;
import hourglass.report.Evaluation.Regressor;
import hourglass.train.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Judges what predicts a column, beside simpler ways.
record Predictions(Model model, Task.Predict task, Prepared prepared, Examples judged, Kernels kernels) {
    /// Steps and parameters up to which the single layer is worth fitting for comparison.
    private static final Solver FOR_COMPARISON = new Solver.Lbfgs(300, 1e-5, 10);

    /// A single-precision probability of 0 may stand for a larger one.
    private static final double SMALLEST_PROBABILITY = 1e-15;

    private static final long LARGEST_COMPARISON = 200_000_000;

    List<Candidate> judge() {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(
                task.outcome() instanceof Outcome.Classes classes
                        ? majority(classes.names().size())
                        : mean());
        if (!Advisor.isSingleLayer(model.recipe()) && isWorthFitting()) {
            double penalty = Regression.penaltyOf(1, prepared.training().rows());
            Network layer = Regression.fit(prepared.training(), task.outcome().objective(), penalty, FOR_COMPARISON)
                    .network(kernels);
            candidates.add(judge(nameOfSingleLayer(), layer));
        }
        candidates.add(judge("this network", model.network()));
        return candidates;
    }

    private boolean isWorthFitting() {
        var architecture = model.recipe().architecture();
        long parameters = (architecture.features() + 1L) * architecture.targetColumns();
        // What an encode layer reads, values by their places and holes, is nothing to fit a line to.
        return architecture.layers().stream().noneMatch(Encode.class::isInstance)
                && parameters * prepared.training().rows() <= LARGEST_COMPARISON
                && Parameters.count(architecture) > parameters;
    }

    private String nameOfSingleLayer() {
        return switch (task.outcome()) {
            case Outcome.Classes it -> "logistic regression";
            case Outcome.Numbers it -> "linear regression";
            case Outcome.Counts it -> "Poisson regression";
        };
    }

    private Candidate judge(String name, Network network) {
        if (!(task.outcome() instanceof Outcome.Classes)) {
            return regressor(name, network.means(judged.inputs().toMatrix()));
        }
        Matrix inputs = judged.inputs().toMatrix();
        Matrix targets = judged.targets().toMatrix();
        int[] found = network.classify(inputs);
        int correct = 0;
        for (int row = 0; row < found.length; row++) {
            correct += found[row] == classOf(targets, row) ? 1 : 0;
        }
        boolean isLogLoss =
                network.architecture().objective().equals(task.outcome().objective());
        double loss = isLogLoss
                ? Arrays.stream(network.loss(inputs, targets)).average().orElseThrow()
                : logLoss(network.means(inputs), targets);
        return new Classifier(name, (double) correct / found.length, loss);
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
    /// once more than it occurred, so that a class not seen in training has a chance.
    private Candidate majority(int classes) {
        Examples training = prepared.training();
        int[] counts = new int[classes];
        for (int row = 0; row < training.rows(); row++) {
            counts[classOf(training.targets().toMatrix(), row)]++;
        }
        int majority = 0;
        for (int k = 1; k < classes; k++) {
            majority = counts[k] > counts[majority] ? k : majority;
        }
        int correct = 0;
        double loss = 0;
        for (int row = 0; row < judged.rows(); row++) {
            int right = classOf(judged.targets().toMatrix(), row);
            correct += right == majority ? 1 : 0;
            loss -= Math.log((counts[right] + 1.0) / (training.rows() + classes));
        }
        return new Classifier("the most frequent class", (double) correct / judged.rows(), loss / judged.rows());
    }

    private Candidate mean() {
        double sum = 0;
        for (int row = 0; row < prepared.training().rows(); row++) {
            sum += prepared.training().targets().toMatrix().get(row, 0);
        }
        Matrix means = Matrix.zeros(judged.rows(), 1);
        means.fill((float) (sum / prepared.training().rows()));
        return regressor("the mean", means);
    }

    private Candidate regressor(String name, Matrix predictions) {
        Matrix targets = judged.targets().toMatrix().copy();
        Matrix means = predictions.copy();
        task.target().invert(targets);
        task.target().invert(means);
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
