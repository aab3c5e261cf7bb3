package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Fitted;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.regression.Solver;
import hourglass.table.ValueType;
import hourglass.train.Examples;
import hourglass.train.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static final Kernels KERNELS = Kernels.plain();

    private static Table rows(float[] x, String... labels) {
        return new Table(List.of("x"), List.of(1), ValueType.REAL, Matrix.of(x.length, 1, x), Arrays.asList(labels));
    }

    /// A single layer, judged by the rows it was fitted to.
    private static Evaluation judged(Table rows, Outcome outcome, double penalty) {
        Pairs pairs = Pairs.toPredict(rows, outcome);
        Advice advice = Advisor.advise(pairs, Wishes.none().withDecay(penalty));
        Prepared split = Prepared.of(pairs, advice);
        Matrix inputs = split.input().scaled(pairs.inputs().rows().toMatrix());
        Matrix targets = split.target().scaled(pairs.targets().rows().toMatrix());
        Prepared all = new Prepared(
                pairs,
                split.split(),
                split.input(),
                split.target(),
                new Examples(inputs, targets),
                new Examples(inputs.rows(0, 0), targets.rows(0, 0)));
        return Evaluation.of(
                Fitted.of(all, advice.recipe(), new Solver.Newton()).model(""), all, KERNELS);
    }

    /// Eight rows, six of class "no". With the input useless (always 0), the layer finds the frequencies: log loss
    /// −¾ log ¾ − ¼ log ¼; the baseline counts each class once more: 7/10 and 3/10.
    @Test
    void classesByHand() {
        Table rows = rows(new float[8], "no", "no", "yes", "no", "no", "yes", "no", "no");
        Evaluation evaluation = judged(rows, new Outcome.Classes("y", List.of("no", "yes")), 0.1);
        assertThat(evaluation.held()).isFalse();
        assertThat(evaluation.rows()).isEqualTo(8);
        assertThat(evaluation.candidates()).hasSize(2);
        var baseline = (Evaluation.Classifier) evaluation.candidates().getFirst();
        assertThat(baseline.accuracy()).isEqualTo(0.75);
        assertThat(baseline.logLoss()).isCloseTo(-0.75 * Math.log(0.7) - 0.25 * Math.log(0.3), within(1e-12));
        var layer = (Evaluation.Classifier) evaluation.model();
        assertThat(layer.accuracy()).isEqualTo(0.75);
        assertThat(layer.logLoss()).isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-6));
    }

    /// y = 10, 20, 30, 60 against x = 0, 1, 2, 3: slope 16, residuals 4, −2, −8, 6, so Σ = 120 of 1400.
    @Test
    void numbersByHand() {
        Table rows = rows(new float[] {0, 1, 2, 3}, "10", "20", "30", "60");
        Evaluation evaluation = judged(rows, new Outcome.Numbers("y"), 0);
        var baseline = (Evaluation.Regressor) evaluation.candidates().getFirst();
        assertThat(baseline.rootMeanSquaredError()).isCloseTo(Math.sqrt(350), within(1e-4));
        assertThat(baseline.explained()).isCloseTo(0, within(1e-6));
        var line = (Evaluation.Regressor) evaluation.model();
        assertThat(line.rootMeanSquaredError()).isCloseTo(Math.sqrt(30), within(1e-4));
        assertThat(line.explained()).isCloseTo(1 - 120.0 / 1400, within(1e-6));
    }

    /// Counts: without use of the input, the layer finds the mean, 2.
    @Test
    void countsByHand() {
        Evaluation evaluation = judged(rows(new float[4], "0", "1", "3", "4"), new Outcome.Counts("y"), 0.1);
        var layer = (Evaluation.Regressor) evaluation.model();
        assertThat(layer.rootMeanSquaredError()).isCloseTo(Math.sqrt(2.5), within(1e-5));
        assertThat(layer.explained()).isCloseTo(0, within(1e-5));
    }

    /// Hidden layers are judged beside the single layer, on rows held back: |x| is no line.
    @Test
    void aSingleLayerStandsBesideHiddenOnes() {
        float[] x = new float[400];
        String[] y = new String[400];
        for (int i = 0; i < 400; i++) {
            x[i] = (i - 200) / 100f;
            y[i] = String.valueOf(Math.abs(x[i]) + 0.001f * (i % 7));
        }
        Outcome outcome = new Outcome.Numbers("y");
        Pairs pairs = Pairs.toPredict(rows(x, y), outcome);
        Wishes wishes = Wishes.none().withEpochs(60).withHidden(List.of(16)).withRate(0.01);
        Advice advice = Advisor.advise(pairs, wishes);
        Prepared prepared = Prepared.of(pairs, advice);
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), KERNELS, 1)) {
            while (run.advance()) {}
            Evaluation evaluation = Evaluation.of(Model.of(prepared, run, "", Optional.empty()), prepared, KERNELS);
            assertThat(evaluation.held()).isTrue();
            assertThat(evaluation.rows()).isEqualTo(40);
            assertThat(evaluation.candidates())
                    .extracting(Evaluation.Candidate::name)
                    .containsExactly("the mean", "linear regression", "this network");
            var line = (Evaluation.Regressor) evaluation.candidates().get(1);
            var network = (Evaluation.Regressor) evaluation.model();
            assertThat(line.explained()).isLessThan(0.2);
            assertThat(network.explained()).isGreaterThan(0.98);
        }
    }
}
