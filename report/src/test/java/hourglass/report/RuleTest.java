package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Gaussian;
import hourglass.train.Recipe;
import hourglass.train.TrainingRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each way to fail, by a run that fails so and one that does not. What `RemarksTest` has is not repeated.
class RuleTest {
    private static final Wishes SHORT = Wishes.none().withEpochs(40).withRate(0.01);

    /// Six columns of two causes, about a common place.
    private static Matrix rows(int count, double offset) {
        Random random = new Random(6);
        Matrix rows = Matrix.zeros(count, 6);
        for (int row = 0; row < count; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            for (int j = 0; j < 6; j++) {
                rows.set(row, j, (float)
                        (offset + a * Math.sin(j + 1) + b * Math.cos(2 * j) + 0.1 * random.nextGaussian()));
            }
        }
        return rows;
    }

    private static Facts facts(Matrix rows, Wishes wishes) {
        return facts(rows, wishes, 0.1);
    }

    private static Facts facts(Matrix rows, Wishes wishes, double keptBack) {
        List<String> names =
                IntStream.range(0, rows.columns()).mapToObj(j -> "c" + j).toList();
        Table table = Table.of(names, rows);
        Advice advice = Advisor.advise(table, wishes.withObjective(new Gaussian()));
        Recipe recipe = advice.recipe();
        Advice given = new Advice(
                advice.kind(),
                advice.input(),
                advice.target(),
                new Recipe(recipe.architecture(), recipe.training().withValidation(rows.rows() == 1 ? 0 : keptBack)));
        Prepared prepared = Prepared.of(table, given);
        try (TrainingRun run =
                TrainingRun.start(given.recipe(), prepared.training(), prepared.validation(), Kernels.plain(), 1)) {
            while (run.advance()) {}
            Model model = Model.of(prepared, run, "", Optional.empty());
            return new Facts(Evaluation.of(model, prepared, Kernels.plain()), model, run.history(), run.bestEpoch());
        }
    }

    private static Set<Rule> found(Facts facts) {
        Set<Rule> found = EnumSet.noneOf(Rule.class);
        for (Rule rule : Rule.values()) {
            if (rule.of(facts).isPresent()) {
                found.add(rule);
            }
        }
        return found;
    }

    private static String verdict(Facts facts) {
        return Remarks.verdict(facts.evaluation(), facts.model());
    }

    @Test
    void ofAnOrdinaryRunNothingIsSaidButItsWorth() {
        Facts good = facts(rows(600, 0), SHORT.withCode(2));
        assertThat(found(good)).isEmpty();
        assertThat(verdict(good)).startsWith("no better than PCA, which is simpler: explains 9");
        assertThat(verdict(facts(rows(200, 0), SHORT.withCode(2)))).endsWith(", as far as 20 rows can tell");
    }

    @Test
    void oneRow() {
        Facts one = facts(rows(1, 0), SHORT.withCode(1));
        assertThat(found(one)).contains(Rule.ONE_ROW).doesNotContain(Rule.MEAN, Rule.NOTHING_KEPT_BACK);
        assertThat(verdict(one)).startsWith("not worth using: one row teaches nothing");
    }

    @Test
    void outOfHand() {
        Facts wild =
                facts(rows(600, 0), SHORT.withCode(2).withHidden(List.of(32)).withRate(30));
        assertThat(Rule.MEAN.of(wild).orElse("")).startsWith("worse than predicting the mean");
        assertThat(verdict(wild)).startsWith("not worth using: predicting the mean does as well or better");
        assertThat(Rule.besideMean(1e12, 10, -1e11).orElse(""))
                .isEqualTo("worse than predicting the mean, with 1.00e+11 times its squared error: training went out of"
                        + " hand; a lower `rate`");
        assertThat(Rule.besideMean(12, 10, -0.2).orElse("")).doesNotContain("out of hand");
    }

    @Test
    void aSingleColumn() {
        Matrix one = Matrix.zeros(600, 1);
        one.copyFrom(rows(600, 0).columns(0, 1));
        Facts single = facts(one, SHORT);
        assertThat(Rule.IDENTITY.of(single).orElse("")).startsWith("a single column has no smaller code");
        assertThat(verdict(single)).startsWith("not worth using: its code is as wide as the rows");
    }

    @Test
    void collapseOfAVariationalCode() {
        Facts collapsed = facts(rows(600, 0), SHORT.withCode(2).withVariational(50));
        assertThat(found(collapsed)).contains(Rule.COLLAPSE).doesNotContain(Rule.SILENT_UNITS);
        assertThat(verdict(collapsed)).startsWith("not worth using: ");
        Facts some = facts(rows(600, 0), SHORT.withEpochs(150).withCode(4).withVariational(1));
        assertThat(found(some)).contains(Rule.SILENT_UNITS).doesNotContain(Rule.COLLAPSE);
        Facts all = facts(rows(600, 0), SHORT.withEpochs(150).withCode(2).withVariational(0.1));
        assertThat(found(all)).doesNotContain(Rule.COLLAPSE, Rule.SILENT_UNITS);
    }

    @Test
    void deadUnitsOfASparseCode() {
        Wishes sparse = SHORT.withCode(12).withHidden(List.of());
        Facts none = facts(rows(600, 0), sparse.withSparsity(new Penalize(new Penalty.L1(0.01f))));
        assertThat(found(none)).doesNotContain(Rule.COLLAPSE, Rule.DEAD_UNITS);
        Facts all = facts(rows(600, 0), sparse.withSparsity(new Penalize(new Penalty.L1(100))));
        assertThat(found(all)).contains(Rule.COLLAPSE).doesNotContain(Rule.DEAD_UNITS);
        Facts some = facts(rows(600, 0), sparse.withSparsity(new TopK(1, 0)).withRate(0.3));
        assertThat(found(some)).contains(Rule.DEAD_UNITS).doesNotContain(Rule.COLLAPSE);
    }

    @Test
    void aPenaltyThatCanBeEscaped() {
        Wishes penalized = SHORT.withEpochs(1).withCode(12).withSparsity(new Penalize(new Penalty.L1(0.1f)));
        assertThat(found(facts(rows(100, 0), penalized))).doesNotContain(Rule.ESCAPABLE_PENALTY);
        assertThat(found(facts(rows(100, 0), penalized.withHidden(List.of(8))))).contains(Rule.ESCAPABLE_PENALTY);
        assertThat(found(facts(
                        rows(100, 0), SHORT.withEpochs(1).withHidden(List.of(8)).withSparsity(new TopK(2)))))
                .doesNotContain(Rule.ESCAPABLE_PENALTY);
    }

    /// PCA beside a sparse code has as many components as numbers are active.
    @Test
    void theBaselineOfASparseCode() {
        Facts penalized = facts(
                rows(600, 0),
                SHORT.withCode(12).withHidden(List.of()).withSparsity(new Penalize(new Penalty.L1(0.3f))));
        double active = penalized.evaluation().code().active();
        assertThat(active).isBetween(0.5, 5.9);
        assertThat(Worth.principalComponents(penalized.evaluation())
                        .orElseThrow()
                        .name())
                .startsWith("PCA, " + (int) Math.ceil(active) + " component");
        Facts chosen =
                facts(rows(600, 0), SHORT.withCode(12).withHidden(List.of()).withSparsity(new TopK(3)));
        assertThat(Worth.principalComponents(chosen.evaluation()).orElseThrow().name())
                .isEqualTo("PCA, 3 components");
    }

    @Test
    void aUnitThatIsAlwaysAtWork() {
        Wishes sparse = SHORT.withCode(12).withHidden(List.of()).withSparsity(new TopK(3));
        assertThat(found(facts(rows(600, 20), sparse.withScaling(ScalingKind.NONE))))
                .contains(Rule.CONSTANT_UNITS);
        assertThat(found(facts(rows(600, 20), sparse))).doesNotContain(Rule.CONSTANT_UNITS);
    }

    /// 120 units of which a row takes one: those that few rows kept back have no use for are rare, not dead.
    @Test
    void aRareUnitIsNotDead() {
        Facts facts =
                facts(rows(600, 0), SHORT.withCode(120).withHidden(List.of()).withSparsity(new TopK(1)));
        Network network = facts.model().network();
        Matrix all = facts.model().columns().encode(rows(600, 0));
        int dead = CodeUse.of(network, all).dead();
        int unused = CodeUse.of(network, all.rows(0, 60)).dead();
        assertThat(unused).isGreaterThan(dead);
        assertThat(CodeUse.of(network, all.rows(0, 60), all.rows(60, 600)).dead())
                .isEqualTo(dead);
        assertThat(facts.evaluation().rows()).isEqualTo(60);
        assertThat(facts.evaluation().code().dead()).isEqualTo(dead);
    }

    @Test
    void aUnitThatMovesNothing() {
        Facts facts = facts(rows(600, 0), SHORT.withCode(2).withHidden(List.of()));
        assertThat(facts.evaluation().code().idle()).isZero();
        Parameters parameters = facts.model().network().parameters();
        int decoder = facts.model().recipe().architecture().layers().size() - 1;
        for (int j = 0; j < 6; j++) {
            parameters.weight(decoder).set(1, j, parameters.weight(decoder).get(1, j) * 1e-3f);
        }
        Network still = new Network(facts.model().recipe().architecture(), parameters, Kernels.plain());
        CodeUse use = CodeUse.of(still, facts.model().columns().encode(rows(600, 0)));
        assertThat(use.idle()).isEqualTo(1);
        Evaluation judged = new Evaluation(60, true, facts.evaluation().candidates(), use, Optional.empty());
        assertThat(Rule.IDLE_UNITS
                        .of(new Facts(judged, facts.model(), List.of(), 0))
                        .orElse(""))
                .startsWith("1 number of the code's 2 moves reconstructions by less than");
    }

    @Test
    void nothingKeptBack() {
        assertThat(found(facts(rows(100, 0), SHORT.withCode(2), 0))).contains(Rule.NOTHING_KEPT_BACK);
        assertThat(found(facts(rows(100, 0), SHORT.withCode(2), 0.3))).doesNotContain(Rule.NOTHING_KEPT_BACK);
    }
}
