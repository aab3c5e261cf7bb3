package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
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
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.optimize.Optimizer;
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
        Matrix almostBinary = BINARY.rows().copy();
        almostBinary.set(59, 5, 2);
        assertThat(ValueKind.of(Tables.of(almostBinary))).isNotEqualTo(ValueKind.BINARY);
        Matrix negative = PIXELS.rows().copy();
        negative.set(59, 5, -1);
        assertThat(ValueKind.of(Tables.of(negative))).isEqualTo(ValueKind.REAL);
        Matrix fraction = COUNTS.rows().copy();
        fraction.set(59, 5, 0.5f);
        assertThat(ValueKind.of(Tables.of(fraction))).isEqualTo(ValueKind.REAL);
    }

    @Test
    void aLabelAmongBinaryColumnsMakesNoCounts() {
        Matrix labelled = BINARY.rows().copy();
        for (int row = 0; row < labelled.rows(); row++) {
            labelled.set(row, 5, row % 10);
        }
        assertThat(ValueKind.of(Tables.of(labelled))).isEqualTo(ValueKind.REAL);
    }

    @Test
    void fewRowsGetATiedNetworkWithoutHiddenLayers() {
        Architecture few =
                Advisor.advise(Tables.real(40, 6), Wishes.none()).recipe().architecture();
        assertThat(few.encoder()).hasSize(1);
        assertThat(((Dense) few.decoder().getFirst()).weights()).isInstanceOf(Weights.Mirrored.class);
        Architecture enough =
                Advisor.advise(Tables.real(60, 6), Wishes.none()).recipe().architecture();
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
        assertChosen(COUNTS, new Poisson(), ScalingKind.STANDARDIZE, ScalingKind.NONE);
        assertChosen(REAL, new Gaussian(), ScalingKind.STANDARDIZE, ScalingKind.STANDARDIZE);
    }

    private static void assertChosen(Table rows, Objective objective, ScalingKind input, ScalingKind target) {
        Advice advice = Advisor.advise(rows, Wishes.none());
        assertThat(advice.recipe().architecture().objective()).isEqualTo(objective);
        assertThat(advice.input()).isEqualTo(input);
        assertThat(advice.target()).isEqualTo(target);
        assertThat(advice.recipe().architecture().features()).isEqualTo(6);
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
        assertThat(Advisor.advise(few, Wishes.none()).recipe().architecture().decoder())
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
