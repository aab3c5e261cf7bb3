package hourglass.report;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.network.Architecture;
import hourglass.network.TopK;
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
    private Reconstructions() {}

    static List<Candidate> judge(Network autoencoder, Prepared prepared, Examples judged, Kernels kernels) {
        return judge(
                autoencoder,
                prepared.training().targets().toMatrix(),
                judged.inputs().toMatrix(),
                inTargetUnits(judged, prepared),
                judged.targets().toMatrix(),
                kernels);
    }

    /// Rows as they are, with baselines fitted to these very rows, which favours them.
    ///
    /// @param rows in the units of the file
    /// @param targets what they should be, likewise
    static List<Candidate> ofRows(Model model, Matrix rows, Matrix targets, Kernels kernels) {
        Matrix wanted = model.task().target().scaled(targets);
        Matrix linear = model.task().target().scaled(rows);
        return judge(model.network(), wanted, model.columns().encode(rows), linear, wanted, kernels);
    }

    /// @param fitted what the baselines are fitted to, scaled as the targets
    /// @param linear the inputs, scaled as the targets
    private static List<Candidate> judge(
            Network autoencoder, Matrix fitted, Matrix inputs, Matrix linear, Matrix targets, Kernels kernels) {
        Objective objective = autoencoder.architecture().objective();
        Matrix means = repeated(ColumnStatistics.means(fitted), targets.rows());
        double meanError = squaredError(means, targets);
        double size = (double) targets.rows() * targets.columns();

        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Reconstruction(
                "predicting the mean", OptionalDouble.of(lossOfMeans(objective, means, targets)), meanError / size, 0));
        int codeSize = numbersOfCode(autoencoder, inputs);
        // With as many components as columns, PCA gives every row back as it is.
        if (codeSize < targets.columns()) {
            PrincipalComponents components = PrincipalComponents.fit(fitted, codeSize, kernels);
            Matrix projected = components.reconstruct(linear, kernels);
            double error = squaredError(projected, targets);
            candidates.add(new Reconstruction(
                    "PCA, " + Counted.of(components.components().columns(), "component"),
                    allAccepted(objective, projected)
                            ? OptionalDouble.of(lossOfMeans(objective, projected, targets))
                            : OptionalDouble.empty(),
                    error / size,
                    1 - error / meanError));
        }
        Matrix reconstructed = autoencoder.means(inputs);
        objective.expose(reconstructed, targets);
        double error = squaredError(reconstructed, targets);
        double loss = Arrays.stream(autoencoder.loss(inputs, targets)).average().orElseThrow();
        candidates.add(
                new Reconstruction("this autoencoder", OptionalDouble.of(loss), error / size, 1 - error / meanError));
        return candidates;
    }

    /// How many numbers of the code a row has: of a sparse one those that are not zero, on average and rounded up.
    private static int numbersOfCode(Network autoencoder, Matrix inputs) {
        Architecture architecture = autoencoder.architecture();
        return architecture.encoder().stream()
                .filter(TopK.class::isInstance)
                .mapToInt(it -> ((TopK) it).k())
                .reduce((first, last) -> last)
                .orElseGet(() -> CodeUse.hasZeros(architecture)
                        ? Math.max(1, (int) Math.ceil(CodeUse.active(autoencoder.encode(inputs))))
                        : architecture.codeSize());
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
