package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.inference.Network;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.KLDivergence;
import hourglass.loss.Loss;
import hourglass.loss.MeanSquaredError;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Corruption;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.random.Noise;
import hourglass.train.EpochResult;
import hourglass.train.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A model that says no more than the mean does is called that, and no other.
class RemarksTest {
    private static String verdict(double loss, double ofMean, double explained) {
        return Rule.besideMean(loss, ofMean, explained).orElse("");
    }

    @Test
    void lossAndSquaredErrorAreComparedWithThoseOfTheMean() {
        assertThat(verdict(5, 10, 0.5)).isEmpty();
        assertThat(verdict(-11, -10, 0.5)).isEmpty();
        assertThat(verdict(10, 10, 0)).startsWith("no better than predicting the mean;");
        assertThat(verdict(12, 10, -0.2)).startsWith("worse than predicting the mean;");
        assertThat(verdict(5, 10, -0.2)).startsWith("worse than predicting the mean in squared error;");
        assertThat(verdict(5, 10, 0)).startsWith("no better than predicting the mean in squared error;");
        assertThat(verdict(-10, -10, 0.5)).startsWith("no better than predicting the mean in loss;");
        assertThat(verdict(-9, -10, 0.5)).startsWith("worse than predicting the mean in loss;");
    }

    @Test
    void sharesAndDirectionsAreNotComparedInSquaredError() {
        assertApplies(new KLDivergence(), true, false);
        assertApplies(new CategoricalCrossentropy(), true, false);
        assertApplies(new CosineSimilarity(), false, false);
        assertApplies(new MeanSquaredError(), true, true);
    }

    /// @param positive whether 30 % explained can be meant
    /// @param negative whether -30 % can
    private static void assertApplies(Loss loss, boolean positive, boolean negative) {
        Table rows = Table.of(List.of("a", "b"), new float[] {0.5f, 0.5f}, new float[] {1, 0}, new float[] {0, 1});
        Model model = Model.train(
                rows, Wishes.none().withObjective(new LossObjective(loss)).withEpochs(1));
        assertThat(Remarks.explainedApplies(model, 0.3)).isEqualTo(positive);
        assertThat(Remarks.explainedApplies(model, -0.3)).isEqualTo(negative);
    }

    private static EpochResult epoch(int number, double loss) {
        return new EpochResult(number, 99, 0, OptionalDouble.of(loss), OptionalDouble.empty(), 0.1);
    }

    @Test
    void aLossThatRoseAgainIsTold() {
        List<EpochResult> rose = List.of(epoch(1, 100), epoch(2, 20), epoch(3, 90));
        assertThat(Remarks.ofHistory(rose, 2).orElse(""))
                .startsWith("the loss rose again, from 20.00 in epoch 2 to 90.00 in epoch 3");
        // An ordinary end: the loss creeps up by less than a quarter of its fall.
        assertThat(Remarks.ofHistory(List.of(epoch(1, 100), epoch(2, 20), epoch(3, 39)), 2))
                .isEmpty();
        assertThat(Remarks.ofHistory(List.of(epoch(1, 100), epoch(2, 20)), 2)).isEmpty();
        assertThat(Remarks.ofHistory(List.of(), 0)).isEmpty();
        // Where the first epoch was the best, any rise is one.
        assertThat(Remarks.ofHistory(List.of(epoch(1, 20), epoch(2, 90)), 1)).isPresent();
    }

    /// Three numbers that depend on one.
    private static Matrix rows() {
        Matrix rows = Matrix.zeros(200, 3);
        for (int row = 0; row < 200; row++) {
            long key = Noise.key(4, Noise.Purpose.SAMPLING, row, 0);
            double x = Noise.gaussian(key, 0);
            for (int j = 0; j < 3; j++) {
                rows.set(row, j, (float) ((j + 1) * x + 0.1 * Noise.gaussian(key, j + 1)));
            }
        }
        return rows;
    }

    private static List<String> remarks(Wishes wishes) {
        Matrix rows = rows();
        Wishes wanted = wishes.withObjective(new Gaussian()).withHidden(List.of());
        Model model = Model.train(Table.of(List.of("a", "b", "c"), rows), wanted);
        return Remarks.of(Evaluation.ofRows(model, rows, rows, Kernels.plain()).orElseThrow(), model);
    }

    @Test
    void aCodeAsWideAsTheRowsIsNoSummary() {
        assertThat(remarks(Wishes.none().withCode(3).withEpochs(200)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("the code is as wide as the rows");
        assertThat(remarks(Wishes.none().withCode(3).withEpochs(200).withCorruption(new Corruption.Gaussian(0.5f))))
                .isEmpty();
    }

    @Test
    void whoExplainsLessThanPrincipalComponentsIsTold() {
        List<String> tired = remarks(Wishes.none().withCode(1).withEpochs(15).withRate(0.003));
        assertThat(tired).hasSize(1).first().asString().startsWith("explains less than PCA, 1 component: ");
        assertThat(remarks(Wishes.none().withCode(1).withEpochs(300).withRate(0.01)))
                .isEmpty();
    }

    private static List<String> remarksOf(int count, Wishes wishes) {
        Random random = new Random(5);
        Matrix rows = Matrix.zeros(count, 3);
        for (int row = 0; row < count; row++) {
            double hidden = random.nextGaussian();
            for (int j = 0; j < 3; j++) {
                rows.set(row, j, (float) (hidden * (1 + j) + 0.1 * random.nextGaussian()));
            }
        }
        Table table = Table.of(List.of("a", "b", "c"), rows);
        Advice advice =
                Advisor.advise(table, wishes.withObjective(new Gaussian()).withCode(1));
        Prepared prepared = Prepared.of(table, advice);
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), Kernels.plain(), 1)) {
            while (run.advance()) {}
            Model model = Model.of(prepared, run, "", Optional.empty());
            return Remarks.of(Evaluation.of(model, prepared, Kernels.plain()), model);
        }
    }

    @Test
    void fewRowsAreTold() {
        Wishes wide = Wishes.none().withHidden(List.of(64)).withRate(0.01).withEpochs(60);
        assertThat(remarksOf(60, wide))
                .anyMatch(it -> it.startsWith("644 parameters learned from 162 numbers"))
                .anyMatch(it -> it.startsWith("judged on 6 rows"));
        assertThat(remarksOf(3000, wide)).noneMatch(it -> it.contains("parameters") || it.startsWith("judged on"));
    }

    /// Means that hardly leave 0 carry next to nothing, one that is twice its input does.
    @Test
    void aVariationalCodeThatCarriesNothingIsTold() {
        Matrix rows = rows();
        Wishes wishes = Wishes.none()
                .withObjective(new Gaussian())
                .withHidden(List.of())
                .withCode(2);
        Model model = Model.train(
                Table.of(List.of("a", "b", "c"), rows),
                wishes.withVariational(1).withEpochs(1));
        assertThat(ofCode(model, rows, use(model, 0.01f, rows)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("the code carries nothing (below 0.01 nats in each unit)");
        assertThat(ofCode(model, rows, use(model, 2, rows)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1 number of the code's 2 carries nothing");
        assertThat(ofCode(model, rows, CodeUse.none())).isEmpty();
    }

    private static List<String> ofCode(Model model, Matrix rows, CodeUse use) {
        Evaluation evaluation =
                Evaluation.ofRows(model, rows, rows, Kernels.plain()).orElseThrow();
        Facts facts = new Facts(
                new Evaluation(evaluation.rows(), false, evaluation.candidates(), use, Optional.empty()),
                model,
                List.of(),
                0);
        return Stream.of(Rule.COLLAPSE, Rule.SILENT_UNITS, Rule.DEAD_UNITS, Rule.IDLE_UNITS, Rule.CONSTANT_UNITS)
                .flatMap(rule -> rule.of(facts).stream())
                .toList();
    }

    /// Of an encoder whose two means are the first column times a weight and times 0.01, and whose variances are 1.
    private static CodeUse use(Model model, float weight, Matrix rows) {
        Parameters parameters = model.network().parameters();
        Arrays.fill(parameters.block(), 0);
        parameters.block()[0] = weight;
        parameters.block()[1] = 0.01f;
        Network network = new Network(model.recipe().architecture(), parameters, Kernels.plain());
        CodeUse use = CodeUse.of(network, model.columns().encode(rows));
        assertThat(use.dead()).isZero();
        return use;
    }
}
