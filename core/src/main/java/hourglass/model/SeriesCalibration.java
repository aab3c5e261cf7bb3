package hourglass.model;

import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.judge.Calibrator;
import hourglass.judge.CellJudge;
import hourglass.judge.Decision;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import hourglass.series.Windows;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Split;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.stream.IntStream;

/// Calibrates a model of a series on every row of it, each judged by a network that was trained on no window that holds
/// it: a stretch or two kept back would be few rows to compare with, as neighbours are alike.
final class SeriesCalibration {
    private static final int FOLDS = 5;

    private SeriesCalibration() {}

    static Calibration of(Prepared prepared, Recipe recipe, Network network, Kernels kernels, int threads) {
        Windows windows = prepared.pairs().inputs().windows().orElseThrow();
        Objective objective = recipe.architecture().objective();
        Matrix rows = prepared.pairs().inputs().rows().toMatrix();
        Matrix inputs = prepared.input().scaled(rows);
        Matrix targets = prepared.target().scaled(rows);
        Matrix eta = Matrix.zeros(inputs.rows(), objective.parameters(targets.columns()));
        double[] deviances = new double[inputs.rows()];
        for (Split fold : windows.folds(FOLDS, recipe.training().seed())) {
            // A series too short for folds is judged by the network that learned it: better than no calibration.
            Network own = fold.training().length == 0
                    ? network
                    : trained(
                            new Examples(Split.select(inputs, fold.training()), Split.select(targets, fold.training())),
                            recipe,
                            kernels,
                            threads);
            Matrix out = Split.select(inputs, fold.validation());
            own.forEachEta(out, (some, first) -> {
                for (int i = 0; i < some.rows(); i++) {
                    int row = fold.validation()[first + i];
                    eta.rows(row, row + 1).copyFrom(some.rows(i, i + 1));
                }
            });
            double[] ofFold = Deviances.ofRows(own, out, Split.select(targets, fold.validation()));
            for (int i = 0; i < ofFold.length; i++) {
                deviances[fold.validation()[i]] = ofFold[i];
            }
        }
        List<CellJudge> judges = objective instanceof Likelihood likelihood
                ? Calibrator.judgesAlike(likelihood, targets, eta, targets)
                : List.of();
        double[] scores = judges.isEmpty() ? deviances : Calibrator.scores(judges, eta, targets);
        int[] all = IntStream.range(0, scores.length).toArray();
        return new Calibration(judges, Decision.defaults(), Calibrator.reference(windows.ofRowsWithin(all, scores)));
    }

    private static Network trained(Examples examples, Recipe recipe, Kernels kernels, int threads) {
        Recipe alone = new Recipe(
                recipe.architecture(), recipe.training().withValidation(0).withoutEarlyStopping());
        Examples none = new Examples(
                Matrix.zeros(0, examples.inputs().columns()),
                Matrix.zeros(0, examples.targets().columns()));
        try (TrainingRun run = TrainingRun.start(alone, examples, none, kernels, threads)) {
            while (run.advance()) {}
            return run.network();
        }
    }
}
