package hourglass.report;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.ColumnStatistics;
import hourglass.model.MapSpace;
import hourglass.model.Model;
import hourglass.objective.Categorical;
import hourglass.random.Noise;
import hourglass.regression.Fit;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.Examples;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How well a straight line tells labels from the code: multinomial logistic regression on the code, beside as many
/// principal components and all numbers that the network reads, judged on rows that it was not fitted to (Alain and
/// Bengio 2016, "Understanding intermediate layers using linear classifier probes").
///
/// The autoencoder may have learned from all of these rows, though not from their labels.
///
/// @param classes how many labels there are
/// @param judged rows that accuracies are of
/// @param commonest accuracy of always saying the commonest label
/// @param features what was classified from, the code first
public record LinearProbe(int classes, int judged, double commonest, List<Features> features) {
    private static final int MOST_ROWS = 4000;
    private static final int MOST_CLASSES = 50;
    private static final int FEWEST_ROWS = 20;
    private static final double JUDGED = 0.3;
    private static final Solver SOLVER = new Solver.Lbfgs(200, 1e-4, 10);
    /// Products of one pass beyond which the regression would keep the reader waiting.
    private static final long LARGEST = 40_000_000;

    private static final String ALL = "all that the network reads";

    /// Features and what they are good for.
    ///
    /// @param numbers of a row
    /// @param accuracy share of rows whose label is the one told
    public record Features(String name, int numbers, double accuracy) {}

    public LinearProbe {
        features = List.copyOf(features);
    }

    /// Whether all numbers are among the features; they are left out where a fit would take too long.
    public boolean hasAll() {
        return features.getLast().name().equals(ALL);
    }

    /// Fits the probes; empty if there are too few rows, too many labels, or one only.
    ///
    /// @param rows in the units of the file
    /// @param labels of the rows; the empty text is none
    public static Optional<LinearProbe> of(Model model, Matrix rows, List<String> labels, Kernels kernels) {
        int[] order = Noise.permutation(Noise.key(1, Noise.Purpose.SPLIT, rows.rows(), 1), rows.rows());
        int[] chosen = Arrays.stream(order)
                .filter(row -> !labels.get(row).isEmpty())
                .limit(MOST_ROWS)
                .toArray();
        Map<String, Integer> classes = new LinkedHashMap<>();
        Arrays.stream(chosen).forEach(row -> classes.putIfAbsent(labels.get(row), classes.size()));
        if (chosen.length < FEWEST_ROWS || classes.size() < 2 || classes.size() > MOST_CLASSES) {
            return Optional.empty();
        }
        int judged = (int) Math.round(JUDGED * chosen.length);
        int[] truth = Arrays.stream(chosen)
                .map(row -> classes.getOrDefault(labels.get(row), 0))
                .toArray();
        Matrix some = Split.select(rows, chosen);
        Matrix numbers = MapSpace.COLUMNS.of(model, some);
        Matrix code = model.encode(some);
        List<Features> features = new ArrayList<>();
        features.add(features("the code", code, truth, judged, classes.size()));
        if (code.columns() < numbers.columns()) {
            Matrix fitted = numbers.rows(judged, numbers.rows());
            Matrix components =
                    PrincipalComponents.fit(fitted, code.columns(), kernels).encode(numbers, kernels);
            features.add(features("as many principal components", components, truth, judged, classes.size()));
        }
        if ((long) numbers.rows() * numbers.columns() * classes.size() <= LARGEST) {
            features.add(features(ALL, numbers, truth, judged, classes.size()));
        }
        return Optional.of(new LinearProbe(classes.size(), judged, commonest(truth, judged, classes.size()), features));
    }

    /// The first rows are judged, the others fitted.
    private static Features features(String name, Matrix x, int[] truth, int judged, int classes) {
        Matrix scaled = standardized(x, judged);
        Matrix targets = Matrix.zeros(x.rows() - judged, classes);
        for (int row = 0; row < targets.rows(); row++) {
            targets.set(row, truth[judged + row], 1);
        }
        Fit fit = Regression.fit(
                new Examples(scaled.rows(judged, x.rows()), targets),
                new Categorical(),
                Regression.penaltyOf(1, targets.rows()),
                SOLVER);
        int right = 0;
        for (int row = 0; row < judged; row++) {
            right += told(fit, scaled, row, classes) == truth[row] ? 1 : 0;
        }
        return new Features(name, x.columns(), (double) right / judged);
    }

    private static int told(Fit fit, Matrix x, int row, int classes) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            double eta = fit.bias(k);
            for (int j = 0; j < x.columns(); j++) {
                eta += x.get(row, j) * fit.weight(j, k);
            }
            if (eta > highest) {
                highest = eta;
                best = k;
            }
        }
        return best;
    }

    /// Mean 0 and standard deviation 1 on the rows that are fitted; what is not known is the mean.
    private static Matrix standardized(Matrix x, int judged) {
        Matrix scaled = x.copy();
        for (int row = 0; row < scaled.rows(); row++) {
            for (int j = 0; j < scaled.columns(); j++) {
                scaled.set(row, j, Float.isNaN(scaled.get(row, j)) ? 0 : scaled.get(row, j));
            }
        }
        Matrix fitted = scaled.rows(judged, scaled.rows());
        double[] mean = ColumnStatistics.means(fitted);
        double[] deviation = ColumnStatistics.standardDeviations(fitted, mean);
        for (int row = 0; row < scaled.rows(); row++) {
            for (int j = 0; j < scaled.columns(); j++) {
                double centred = scaled.get(row, j) - mean[j];
                scaled.set(row, j, (float) (deviation[j] > 0 ? centred / deviation[j] : centred));
            }
        }
        return scaled;
    }

    private static double commonest(int[] truth, int judged, int classes) {
        int[] fitted = new int[classes];
        Arrays.stream(truth, judged, truth.length).forEach(it -> fitted[it]++);
        int most = 0;
        for (int k = 0; k < classes; k++) {
            most = fitted[k] > fitted[most] ? k : most;
        }
        int commonest = most;
        return (double) Arrays.stream(truth, 0, judged)
                        .filter(it -> it == commonest)
                        .count()
                / judged;
    }
}
