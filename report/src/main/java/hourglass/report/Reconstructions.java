package hourglass.report;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.model.Prepared;
import hourglass.objective.Objective;
import hourglass.problem.Counted;
import hourglass.report.Evaluation.Candidate;
import hourglass.report.Evaluation.Reconstruction;
import hourglass.train.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Judges what reproduces its input: an autoencoder beside the mean of the training rows and PCA fitted to them, with a
/// code of the same size. Errors are in scaled units.
final class Reconstructions {
    private static final double DEAD = 1e-6;

    private Reconstructions() {}

    static List<Candidate> judge(Network autoencoder, Prepared prepared, Examples judged, Kernels kernels) {
        Matrix targets = judged.targets().toMatrix();
        Objective objective = autoencoder.architecture().objective();
        Matrix means =
                repeated(ColumnStatistics.means(prepared.training().targets().toMatrix()), targets.rows());
        double meanError = squaredError(means, targets);
        double size = (double) targets.rows() * targets.columns();

        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Reconstruction(
                "predicting the mean", OptionalDouble.of(lossOfMeans(objective, means, targets)), meanError / size, 0));
        // With as many components as columns, PCA gives every row back as it is.
        if (autoencoder.architecture().codeSize() < targets.columns()) {
            candidates.add(projection(autoencoder, prepared, judged, meanError, kernels));
        }
        Matrix reconstructed = autoencoder.means(judged.inputs().toMatrix());
        objective.expose(reconstructed, targets);
        double error = squaredError(reconstructed, targets);
        double loss = Arrays.stream(autoencoder.loss(judged.inputs().toMatrix(), targets))
                .average()
                .orElseThrow();
        candidates.add(
                new Reconstruction("this autoencoder", OptionalDouble.of(loss), error / size, 1 - error / meanError));
        return candidates;
    }

    private static Reconstruction projection(
            Network autoencoder, Prepared prepared, Examples judged, double meanError, Kernels kernels) {
        Objective objective = autoencoder.architecture().objective();
        Matrix targets = judged.targets().toMatrix();
        PrincipalComponents components = PrincipalComponents.fit(
                prepared.training().targets().toMatrix(),
                autoencoder.architecture().codeSize(),
                kernels);
        Matrix projected = components.reconstruct(inTargetUnits(judged, prepared), kernels);
        double error = squaredError(projected, targets);
        OptionalDouble loss = allAccepted(objective, projected)
                ? OptionalDouble.of(lossOfMeans(objective, projected, targets))
                : OptionalDouble.empty();
        return new Reconstruction(
                "PCA, " + Counted.of(components.components().columns(), "component"),
                loss,
                error / ((double) targets.rows() * targets.columns()),
                1 - error / meanError);
    }

    /// The inputs, brought from their own scaling to that of the targets.
    static Matrix inTargetUnits(Examples examples, Prepared prepared) {
        if (!examples.arePairs()) {
            return examples.targets().toMatrix();
        }
        Matrix rows = examples.inputs().toMatrix().copy();
        prepared.input().invert(rows);
        prepared.target().apply(rows);
        return rows;
    }

    /// Columns of the code that stay the same on all rows.
    static int deadUnits(Matrix codes) {
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

    private static boolean allAccepted(Objective objective, Matrix means) {
        for (int row = 0; row < means.rows(); row++) {
            for (int j = 0; j < means.columns(); j++) {
                if (!objective.domain(j).accepts(means.get(row, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Matrix repeated(double[] mean, int rows) {
        Matrix means = Matrix.zeros(rows, mean.length);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < mean.length; j++) {
                means.set(row, j, (float) mean[j]);
            }
        }
        return means;
    }

    private static double lossOfMeans(Objective objective, Matrix means, Matrix targets) {
        Matrix eta = Matrix.zeros(targets.rows(), objective.parameters(targets.columns()));
        objective.link(means, eta);
        double[] losses = new double[targets.rows()];
        objective.lossPerRow(eta, targets, losses, 0);
        return Arrays.stream(losses).average().orElseThrow();
    }

    /// Σ (found − wanted)² over rows and columns.
    static double squaredError(Matrix reconstruction, Matrix targets) {
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
