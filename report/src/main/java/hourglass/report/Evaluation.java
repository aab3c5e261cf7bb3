package hourglass.report;

import hourglass.likelihood.Likelihood;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Autoencoder;
import hourglass.pipeline.ColumnStatistics;
import hourglass.pipeline.Prepared;
import hourglass.train.Examples;
import java.util.List;
import java.util.OptionalDouble;

/// How good an autoencoder is on rows it has not seen, beside two baselines on the same rows: predicting the mean of
/// the
/// training rows, and PCA fitted to the training rows with a code of the same size.
///
/// Errors are in scaled units. Without validation rows, the training rows are judged and `held` is false.
///
/// @param rows number of rows judged
/// @param held whether they were held back from training
/// @param candidates mean, PCA and the autoencoder, in this order
/// @param codeSize columns of the code
/// @param deadUnits columns of the code that stay the same on all rows judged
public record Evaluation(int rows, boolean held, List<Candidate> candidates, int codeSize, int deadUnits) {
    /// One way to reconstruct rows.
    ///
    /// @param name for a person
    /// @param loss per row, under the autoencoder's likelihood; empty where its reconstructions lie outside the domain
    /// @param meanSquaredError per number
    /// @param explainedVariance 1 − (squared error) / (squared error of the mean), over all columns
    public record Candidate(String name, OptionalDouble loss, double meanSquaredError, double explainedVariance) {}

    private static final double DEAD = 1e-6;

    public Evaluation {
        candidates = List.copyOf(candidates);
    }

    /// The autoencoder itself among the candidates.
    public Candidate autoencoder() {
        return candidates.getLast();
    }

    /// PCA among the candidates.
    public Candidate principalComponents() {
        return candidates.get(1);
    }

    /// Judges an autoencoder.
    public static Evaluation of(Autoencoder autoencoder, Prepared prepared, Kernels kernels) {
        boolean held = prepared.validation().rows() > 0;
        Examples judged = held ? prepared.validation() : prepared.training();
        Matrix targets = judged.targets();
        Likelihood likelihood = autoencoder.architecture().likelihood();
        double[] mean = ColumnStatistics.means(prepared.training().targets());
        double meanError = squaredErrorOfMean(targets, mean);
        double size = (double) targets.rows() * targets.columns();

        int codeSize = autoencoder.architecture().codeSize();
        PrincipalComponents components =
                PrincipalComponents.fit(prepared.training().targets(), codeSize, kernels);
        Matrix projected = components.reconstruct(inTargetUnits(judged, prepared), kernels);
        double projectedError = squaredError(projected, targets);
        OptionalDouble projectedLoss = allAccepted(likelihood, projected)
                ? OptionalDouble.of(lossOfMeans(likelihood, projected, targets))
                : OptionalDouble.empty();

        Matrix reconstructed = autoencoder.reconstruct(judged.inputs());
        likelihood.expose(reconstructed, targets);
        double error = squaredError(reconstructed, targets);
        double loss = average(autoencoder.loss(judged.inputs(), targets));
        return new Evaluation(
                targets.rows(),
                held,
                List.of(
                        new Candidate(
                                "predicting the mean",
                                OptionalDouble.of(lossOfMean(likelihood, mean, targets)),
                                meanError / size,
                                0),
                        new Candidate(
                                "PCA, " + components.components().columns()
                                        + (components.components().columns() == 1 ? " component" : " components"),
                                projectedLoss,
                                projectedError / size,
                                1 - projectedError / meanError),
                        new Candidate(
                                "this autoencoder", OptionalDouble.of(loss), error / size, 1 - error / meanError)),
                codeSize,
                deadUnits(autoencoder.encode(judged.inputs())));
    }

    /// The inputs, brought from their own scaling to that of the targets.
    private static Matrix inTargetUnits(Examples examples, Prepared prepared) {
        if (!examples.arePairs()) {
            return examples.targets();
        }
        Matrix rows = examples.inputs().copy();
        prepared.input().invert(rows);
        prepared.target().apply(rows);
        return rows;
    }

    private static int deadUnits(Matrix codes) {
        int dead = 0;
        // One row shows nothing about what changes between rows.
        if (codes.rows() < 2) {
            return dead;
        }
        for (int j = 0; j < codes.columns(); j++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < codes.rows(); row++) {
                low = Math.min(low, codes.get(row, j));
                high = Math.max(high, codes.get(row, j));
            }
            dead += high - low <= DEAD ? 1 : 0;
        }
        return dead;
    }

    private static boolean allAccepted(Likelihood likelihood, Matrix means) {
        for (int row = 0; row < means.rows(); row++) {
            for (int j = 0; j < means.columns(); j++) {
                if (!likelihood.accepts(means.get(row, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double lossOfMean(Likelihood likelihood, double[] mean, Matrix targets) {
        Matrix means = Matrix.zeros(targets.rows(), targets.columns());
        for (int row = 0; row < targets.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                means.set(row, j, (float) mean[j]);
            }
        }
        return lossOfMeans(likelihood, means, targets);
    }

    private static double lossOfMeans(Likelihood likelihood, Matrix means, Matrix targets) {
        Matrix eta = Matrix.zeros(targets.rows(), likelihood.parameters(targets.columns()));
        likelihood.link(means, eta);
        double[] losses = new double[targets.rows()];
        likelihood.lossPerRow(eta, targets, losses, 0);
        return average(losses);
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double squaredErrorOfMean(Matrix targets, double[] mean) {
        double sum = 0;
        for (int row = 0; row < targets.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                double difference = targets.get(row, j) - mean[j];
                sum += difference * difference;
            }
        }
        return sum;
    }

    private static double squaredError(Matrix reconstruction, Matrix targets) {
        double sum = 0;
        for (int row = 0; row < targets.rows(); row++) {
            for (int j = 0; j < targets.columns(); j++) {
                double difference = (double) reconstruction.get(row, j) - targets.get(row, j);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
