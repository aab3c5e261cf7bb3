package hourglass.model;

import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.judge.Calibrator;
import hourglass.judge.CellJudge;
import hourglass.judge.CellSurprise;
import hourglass.judge.Decision;
import hourglass.judge.Reference;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import hourglass.random.Noise;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import hourglass.train.Split;
import hourglass.train.TrainingRun;
import java.util.List;
import java.util.stream.IntStream;

/// Calibrates a model on rows it was not trained on: those kept back, or, where they are few, every row by a network of
/// the same recipe that was not trained on it (cross-conformal prediction, Vovk 2015, "Cross-conformal predictors").
final class TableCalibration {
    /// With fewer rows kept back, folds are used.
    private static final int ENOUGH_KEPT = 500;

    private static final int FOLDS = 5;

    /// One cell in a hundred of a table may be an error: docs/decisions/015.
    private static final double ERRORS = 0.01;

    /// So many rows tell spreads and p-values as well as more.
    private static final int MOST_ROWS = 20_000;

    private TableCalibration() {}

    /// With all processors; of a model that predicts none.
    static Calibration of(Prepared prepared, Task task, Recipe recipe, Network network) {
        return task instanceof Task.Predict
                ? Calibration.defaults()
                : of(prepared, recipe, network, Kernels.fastest().kernels(), Trainer.threads());
    }

    static Calibration of(Prepared prepared, Recipe recipe, Network network, Kernels kernels, int threads) {
        if (!(recipe.architecture().objective() instanceof Mixed objective)) {
            return prepared.pairs().inputs().windows().isPresent()
                    ? SeriesCalibration.of(prepared, recipe, network, kernels, threads)
                    : ofReconstructions(prepared, network);
        }
        List<Integer> columns = prepared.pairs().inputs().schema().columnsOfVariables();
        Matrix training = prepared.training().inputs().thinned(MOST_ROWS);
        Matrix kept = prepared.validation().inputs().thinned(MOST_ROWS);
        Matrix expected;
        if (kept.rows() >= ENOUGH_KEPT) {
            expected = Calibrator.expected(network, columns, kept);
        } else {
            kept = joined(training, kept);
            expected = expectedByFolds(kept, columns, recipe, kernels, threads);
        }
        List<CellJudge> judges = Calibrator.judges(objective, kept, expected, joined(training, kept));
        Calibration fitted = new Calibration(judges, ERRORS, Decision.defaults(), new Reference());
        List<CellSurprise> cells = fitted.surprises(
                RowJudge.ofOther(prepared.pairs().inputs().schema().variables()));
        return fitted.with(Calibrator.reference(Calibrator.scoresOf(cells, expected, kept)));
    }

    private static Calibration ofReconstructions(Prepared prepared, Network network) {
        Examples kept = prepared.validation();
        if (kept.rows() == 0) {
            return Calibration.defaults();
        }
        boolean series = prepared.pairs().inputs().windows().isPresent();
        Matrix rows = series ? kept.inputs().toMatrix() : kept.inputs().thinned(MOST_ROWS);
        Matrix targets = series ? kept.targets().toMatrix() : kept.targets().thinned(MOST_ROWS);
        Objective objective = network.architecture().objective();
        if (objective instanceof Likelihood likelihood && !kept.arePairs()) {
            Matrix eta = Matrix.zeros(rows.rows(), objective.parameters(targets.columns()));
            network.forEachEta(
                    rows, (some, first) -> eta.rows(first, first + some.rows()).copyFrom(some));
            List<CellJudge> judges = Calibrator.judgesAlike(
                    likelihood, targets, eta, prepared.training().targets().thinned(MOST_ROWS));
            if (!judges.isEmpty()) {
                return new Calibration(
                        judges, Decision.defaults(), Calibrator.reference(Calibrator.scores(judges, eta, targets)));
            }
        }
        double[] scores = Deviances.ofRows(network, rows, targets);
        return new Calibration(List.of(), Decision.defaults(), Calibrator.reference(scores));
    }

    private static Matrix joined(Matrix first, Matrix second) {
        if (second.rows() == 0) {
            return first;
        }
        Matrix both = Matrix.zeros(first.rows() + second.rows(), first.columns());
        both.rows(0, first.rows()).copyFrom(first);
        both.rows(first.rows(), both.rows()).copyFrom(second);
        return both;
    }

    private static Matrix expectedByFolds(
            Matrix rows, List<Integer> columns, Recipe recipe, Kernels kernels, int threads) {
        Recipe withoutJudges = new Recipe(
                recipe.architecture(), recipe.training().withValidation(0).withoutEarlyStopping());
        Matrix expected =
                Matrix.zeros(rows.rows(), recipe.architecture().objective().parameters(columns.size()));
        int folds = Math.min(FOLDS, rows.rows());
        int[] order = Noise.permutation(Noise.key(recipe.training().seed(), Noise.Purpose.SPLIT, 1, 0), rows.rows());
        for (int fold = 0; fold < folds && folds > 1; fold++) {
            int own = fold;
            int[] out = IntStream.range(0, order.length)
                    .filter(i -> i % folds == own)
                    .map(i -> order[i])
                    .sorted()
                    .toArray();
            int[] in = IntStream.range(0, order.length)
                    .filter(i -> i % folds != own)
                    .map(i -> order[i])
                    .sorted()
                    .toArray();
            Matrix others = Split.select(rows, in);
            Network network;
            try (TrainingRun run = TrainingRun.start(
                    withoutJudges,
                    new Examples(others, others, true),
                    new Examples(Matrix.zeros(0, rows.columns()), Matrix.zeros(0, rows.columns()), true),
                    kernels,
                    threads)) {
                while (run.advance()) {}
                network = run.network();
            }
            Matrix ofFold = Calibrator.expected(network, columns, Split.select(rows, out));
            for (int i = 0; i < out.length; i++) {
                expected.rows(out[i], out[i] + 1).copyFrom(ofFold.rows(i, i + 1));
            }
        }
        return expected;
    }
}
