package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Period;
import hourglass.column.Schema;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.Huber;
import hourglass.loss.KLDivergence;
import hourglass.loss.MeanAbsolutePercentageError;
import hourglass.loss.MeanSquaredLogarithmicError;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import hourglass.optimize.Optimizer;
import hourglass.problem.ProblemException;
import hourglass.table.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisorTest {
    private static final Table BINARY = Tables.filled(60, 6, (random, j) -> random.nextInt(2));
    private static final Table PIXELS = Tables.filled(60, 6, (random, j) -> Math.max(0, random.nextInt(33) - 16));
    private static final Table GREY = Tables.filled(60, 6, (random, j) -> 1 + random.nextInt(16));
    private static final Table SHARES =
            Tables.filled(60, 6, (random, j) -> Math.max(0, Math.min(1, 2 * random.nextDouble() - 0.5)));
    private static final Table COUNTS =
            Tables.filled(60, 6, (random, j) -> random.nextDouble() < 0.5 ? 0 : random.nextInt(5 + 100 * j));
    private static final Table REAL = Tables.real(60, 6);

    /// Takes columns alike and leaves everything else open.
    private static final Wishes ALIKE = Wishes.none().withCorruption(new Corruption.Swap(0.1f));

    private static Wishes objective(Objective objective) {
        return Wishes.none().withObjective(objective);
    }

    private static Wishes penalty(Penalty penalty) {
        return Wishes.none().withHidden(List.of()).withSparsity(new Penalize(penalty));
    }

    @Test
    void valuesAreRecognised() {
        assertThat(ValueKind.of(BINARY)).isEqualTo(ValueKind.BINARY);
        assertThat(ValueKind.of(PIXELS)).isEqualTo(ValueKind.INTENSITIES);
        assertThat(ValueKind.of(SHARES)).isEqualTo(ValueKind.INTENSITIES);
        assertThat(ValueKind.of(COUNTS)).isEqualTo(ValueKind.COUNTS);
        assertThat(ValueKind.of(GREY)).isEqualTo(ValueKind.REAL);
        assertThat(ValueKind.of(REAL)).isEqualTo(ValueKind.REAL);
    }

    @Test
    void oneNumberDecides() {
        Matrix almostBinary = BINARY.rows().toMatrix().copy();
        almostBinary.set(59, 5, 2);
        assertThat(ValueKind.of(Tables.of(almostBinary))).isNotEqualTo(ValueKind.BINARY);
        Matrix negative = PIXELS.rows().toMatrix().copy();
        negative.set(59, 5, -1);
        assertThat(ValueKind.of(Tables.of(negative))).isEqualTo(ValueKind.REAL);
        Matrix fraction = COUNTS.rows().toMatrix().copy();
        fraction.set(59, 5, 0.5f);
        assertThat(ValueKind.of(Tables.of(fraction))).isEqualTo(ValueKind.REAL);
    }

    @Test
    void aLabelAmongBinaryColumnsMakesNoCounts() {
        Matrix labelled = BINARY.rows().toMatrix().copy();
        for (int row = 0; row < labelled.rows(); row++) {
            labelled.set(row, 5, row % 10);
        }
        assertThat(ValueKind.of(Tables.of(labelled))).isEqualTo(ValueKind.REAL);
    }

    @Test
    void fewRowsGetATiedNetworkWithoutHiddenLayers() {
        Wishes alike = objective(new Gaussian());
        Architecture few = Advisor.advise(Tables.real(40, 6), alike).recipe().architecture();
        assertThat(few.encoder()).hasSize(1);
        assertThat(((Dense) few.decoder().getFirst()).weights()).isInstanceOf(Weights.Mirrored.class);
        Architecture enough = Advisor.advise(Tables.real(60, 6), alike).recipe().architecture();
        assertThat(enough.encoder()).hasSize(2);
    }

    @Test
    void whatTheFileSaysCounts() {
        Matrix dark = Matrix.of(2, 8, 3, 0, 7, 0, 4, 0, 2, 0, 0, 9, 0, 1, 0, 5, 0, 6);
        assertThat(ValueKind.of(Tables.of(dark, ValueType.INTEGER))).isEqualTo(ValueKind.COUNTS);
        assertThat(ValueKind.of(Tables.of(dark, ValueType.UNSIGNED_BYTE))).isEqualTo(ValueKind.INTENSITIES);
        assertThat(ValueKind.of(Tables.of(Matrix.of(1, 2, 0, 0), ValueType.BOOLEAN)))
                .isEqualTo(ValueKind.BINARY);
    }

    @Test
    void likelihoodAndScalingSuitTheValues() {
        assertChosen(BINARY, new Bernoulli(), ScalingKind.NONE, ScalingKind.NONE);
        assertChosen(PIXELS, new Bernoulli(), ScalingKind.COMMON_RANGE, ScalingKind.COMMON_RANGE);
        assertChosen(SHARES, new Bernoulli(), ScalingKind.NONE, ScalingKind.NONE);
        assertChosen(COUNTS, new Poisson(), ScalingKind.LOGARITHM, ScalingKind.NONE);
        assertChosen(REAL, new Gaussian(), ScalingKind.STANDARDIZE, ScalingKind.STANDARDIZE);
    }

    /// Where columns are taken alike: here because noise is wished for that is none of missing cells.
    private static void assertChosen(Table rows, Objective objective, ScalingKind input, ScalingKind target) {
        Advice advice = Advisor.advise(rows, ALIKE);
        assertThat(advice.recipe().architecture().objective()).isEqualTo(objective);
        assertThat(advice.input()).isEqualTo(input);
        assertThat(advice.target()).isEqualTo(target);
        assertThat(advice.recipe().architecture().features()).isEqualTo(6);
    }

    /// A default table is one of columns of their own kinds, however alike its numbers.
    @Test
    void columnsOfATableAreTakenEachByItsKind() {
        for (Table rows : List.of(BINARY, PIXELS, SHARES, COUNTS, GREY, REAL)) {
            Advice advice = Advisor.advise(rows, Wishes.none());
            Architecture architecture = advice.recipe().architecture();
            assertThat(advice.kind()).isEqualTo(ValueKind.TABLE);
            assertThat(advice.input()).isEqualTo(ScalingKind.COLUMNS);
            assertThat(advice.target()).isEqualTo(ScalingKind.COLUMNS);
            assertThat(architecture.objective())
                    .isInstanceOfSatisfying(
                            Mixed.class, it -> assertThat(it.columns()).hasSize(6));
            assertThat(architecture.encoder().get(0))
                    .isInstanceOfSatisfying(
                            Corrupt.class, it -> assertThat(it.corruption()).isInstanceOf(Corruption.Missing.class));
            assertThat(architecture.encoder().get(1)).isInstanceOf(Encode.class);
            assertThat(architecture.codeSize()).isEqualTo(6);
        }
    }

    @Test
    void eachKindHasItsLikelihoodAndItsEncoding() {
        Schema schema = new Schema(List.of(
                new Column("real", new Kind.Real()),
                new Column("amount", new Kind.Skewed()),
                new Column("count", new Kind.Count()),
                new Column("flag", new Kind.YesNo()),
                new Column("city", new Kind.Category(List.of("a", "b"))),
                new Column("size", new Kind.Ordinal(List.of("s", "m", "l"))),
                new Column("at", new Kind.Calendar("", true, 0, List.of(Period.DAY)))));
        Matrix rows =
                Tables.filled(50, 8, (random, j) -> random.nextInt(2)).rows().toMatrix();
        Table table = new Table(schema, List.of(8), ValueType.REAL, rows, List.of());
        Architecture architecture =
                Advisor.advise(table, Wishes.none()).recipe().architecture();
        assertThat(((Mixed) architecture.objective()).columns())
                .extracting(it -> (Object) it.getClass())
                .containsExactly(
                        StudentT.class,
                        StudentT.class,
                        NegativeBinomial.class,
                        Bernoulli.class,
                        ClassIndices.class,
                        StudentT.class,
                        StudentT.class,
                        VonMises.class);
        assertThat(((Mixed) architecture.objective()).columns().get(4)).isEqualTo(new ClassIndices(3));
        assertThat(((Encode) architecture.encoder().get(1)).columns())
                .extracting(it -> (Object) it.getClass())
                .containsExactly(
                        Encoding.Real.class,
                        Encoding.Real.class,
                        Encoding.Logarithm.class,
                        Encoding.YesNo.class,
                        Encoding.OneHot.class,
                        Encoding.Real.class,
                        Encoding.Real.class,
                        Encoding.Circle.class);
        assertThatThrownBy(() -> Advisor.advise(table, objective(new Gaussian())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("`objective`");
        assertThatThrownBy(() -> Advisor.advise(table, Wishes.none().withTied(true)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("`tied`");
    }

    /// Pictures by their shape; digits by their many whole numbers with one bound.
    @Test
    void picturesAreTakenAlike() {
        Table digits = Tables.filled(60, 16, (random, j) -> Math.max(0, random.nextInt(33) - 16));
        Advice advice = Advisor.advise(digits, Wishes.none());
        assertThat(advice.kind()).isEqualTo(ValueKind.INTENSITIES);
        assertThat(advice.recipe().architecture().objective()).isEqualTo(new Bernoulli());
        Table fewer = Tables.filled(60, 15, (random, j) -> Math.max(0, random.nextInt(33) - 16));
        assertThat(Advisor.advise(fewer, Wishes.none()).kind()).isEqualTo(ValueKind.TABLE);
        Table shaped = new Table(REAL.columns(), List.of(2, 3), ValueType.REAL, REAL.rows(), List.of());
        assertThat(Advisor.advise(shaped, Wishes.none()).recipe().architecture().objective())
                .isEqualTo(new Gaussian());
        Matrix hole = digits.rows().toMatrix().copy();
        hole.set(3, 3, Float.NaN);
        assertThat(Advisor.advise(Tables.of(hole), Wishes.none()).kind()).isEqualTo(ValueKind.TABLE);
        assertThatThrownBy(() -> Advisor.advise(Tables.of(hole), ALIKE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("`corruption`")
                .hasMessageContaining("missing");
    }

    @Test
    void aWishedLikelihoodGetsTheScalingItNeeds() {
        assertThat(Advisor.advise(REAL, objective(new Bernoulli())).input()).isEqualTo(ScalingKind.RANGE);
        assertThat(Advisor.advise(COUNTS, objective(new Categorical())).target())
                .isEqualTo(ScalingKind.NONE);
        assertThat(Advisor.advise(COUNTS, objective(new Gaussian())).target()).isEqualTo(ScalingKind.STANDARDIZE);
    }

    @Test
    void aWishedLossGetsTheScalingItNeeds() {
        assertScaled(REAL, new LossObjective(new Huber()), ScalingKind.STANDARDIZE, ScalingKind.STANDARDIZE);
        assertScaled(REAL, new LossObjective(new BinaryCrossentropy()), ScalingKind.RANGE, ScalingKind.RANGE);
        assertScaled(REAL, new LossObjective(new KLDivergence()), ScalingKind.RANGE, ScalingKind.RANGE);
        assertScaled(
                COUNTS,
                new LossObjective(new MeanSquaredLogarithmicError()),
                ScalingKind.STANDARDIZE,
                ScalingKind.NONE);
        assertScaled(
                REAL, new LossObjective(new MeanAbsolutePercentageError()), ScalingKind.STANDARDIZE, ScalingKind.NONE);
        assertScaled(COUNTS, new ClassIndices(30), ScalingKind.STANDARDIZE, ScalingKind.NONE);
    }

    /// Few rows mean tied weights, but nothing can be tied to several numbers of η for each column.
    @Test
    void fewRowsOfClassIndicesAreNotTied() {
        Table few = Tables.filled(20, 6, (random, j) -> random.nextInt(3));
        assertThat(Advisor.advise(few, ALIKE).recipe().architecture().decoder())
                .allMatch(layer -> layer instanceof Dense dense && dense.weights() instanceof Weights.Mirrored);
        assertThat(Advisor.advise(few, objective(new ClassIndices(3)))
                        .recipe()
                        .architecture()
                        .decoder())
                .noneMatch(layer -> layer instanceof Dense dense && dense.weights() instanceof Weights.Mirrored);
    }

    private static void assertScaled(Table rows, Objective objective, ScalingKind input, ScalingKind target) {
        Advice advice = Advisor.advise(rows, objective(objective));
        assertThat(advice.input()).isEqualTo(input);
        assertThat(advice.target()).isEqualTo(target);
        assertThat(advice.recipe().architecture().objective()).isEqualTo(objective);
    }

    @Test
    void wishesAreObeyed() {
        Wishes wished = Wishes.none()
                .withCode(2)
                .withHidden(List.of(20, 10))
                .withTied(true)
                .withCorruption(new Corruption.Swap(0.1f))
                .withSparsity(new Penalize(new Penalty.L1(0.5f)))
                .withEpochs(4)
                .withBatch(7)
                .withRate(0.01)
                .withSeed(9);
        var recipe = Advisor.advise(REAL, wished).recipe();
        var encoder = recipe.architecture().encoder();
        assertThat(encoder.getFirst()).isEqualTo(new Corrupt(new Corruption.Swap(0.1f)));
        assertThat(encoder.getLast()).isEqualTo(new Penalize(new Penalty.L1(0.5f)));
        assertThat(encoder.stream().filter(Dense.class::isInstance).map(layer -> ((Dense) layer).units()))
                .containsExactly(20, 10, 2);
        assertThat(recipe.architecture().decoder())
                .allMatch(layer -> layer instanceof Dense dense && dense.weights() instanceof Weights.Mirrored);
        assertThat(recipe.architecture().codeSize()).isEqualTo(2);
        assertThat(recipe.training().epochs()).isEqualTo(4);
        assertThat(recipe.training().batch()).isEqualTo(7);
        assertThat(recipe.training().optimizer().rate()).isEqualTo(0.01);
        assertThat(recipe.training().seed()).isEqualTo(9);
    }

    @Test
    void theCodeOfAPenaltyHasASuitingActivation() {
        assertThat(code(penalty(new Penalty.L1(1)))).isInstanceOf(Relu.class);
        assertThat(code(penalty(new Penalty.KullbackLeibler(1, 0.1f)))).isInstanceOf(Sigmoid.class);
        assertThat(code(Wishes.none())).isInstanceOf(Linear.class);
    }

    private static Object code(Wishes wishes) {
        return Advisor.advise(REAL, wishes).recipe().architecture().encoder().stream()
                .filter(Dense.class::isInstance)
                .map(Dense.class::cast)
                .toList()
                .getLast()
                .activation();
    }

    /// Rates that suit Adam are too small or too large for others: those keep their own unless one is wished for.
    @Test
    void aWishedOptimiserKeepsItsRate() {
        assertThat(rate(Wishes.none())).isEqualTo(3e-3);
        assertThat(rate(Wishes.none().withOptimizer(new Optimizer.Adam()))).isEqualTo(3e-3);
        assertThat(rate(Wishes.none().withOptimizer(new Optimizer.Sgd()))).isEqualTo(0.01);
        assertThat(rate(Wishes.none().withOptimizer(new Optimizer.Sgd()).withRate(0.5)))
                .isEqualTo(0.5);
    }

    private static double rate(Wishes wishes) {
        return Advisor.advise(REAL, wishes).recipe().training().optimizer().rate();
    }

    @Test
    void oneRowIsNotSetAside() {
        assertThat(Advisor.advise(Tables.real(1, 3), Wishes.none())
                        .recipe()
                        .training()
                        .validation())
                .isZero();
    }

    @Test
    void aBatchOfNoRowsIsRefused() {
        assertThatThrownBy(() -> Wishes.none().withBatch(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch");
    }
}
