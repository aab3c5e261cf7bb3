package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
    private static final Recipe PLATEAU =
            Runs.recipe(new Optimizer.Adam(0.02), new Schedule.ReduceOnPlateau(0.5, 1, 0.01), 40);

    /// 83 rows in batches of 16 leave a last step of 3 rows; validation, corruption, a penalty over the batch,
    /// plateaus.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        Runs.Outcome one;
        try (TrainingRun run = Runs.start(PLATEAU, 1)) {
            one = Runs.finish(run);
        }
        try (TrainingRun run = Runs.start(PLATEAU, threads)) {
            assertThat(Runs.finish(run)).isEqualTo(one);
        }
        assertThat(one.history()).hasSizeGreaterThan(5);
        assertThat(one.history().getLast().rate())
                .as("the plateau schedule took effect")
                .isLessThan(0.02);
    }

    /// A strong penalty makes the loss worse and worse while what is minimised gets better: the first epoch would be
    /// kept.
    @Test
    void theBestEpochIsThatOfLossAndPenaltyTogether() {
        Architecture architecture = new Architecture(
                6,
                List.of(new Dense(5, new Linear()), new Penalize(new Penalty.L2(0.5f))),
                List.of(new Dense(6, new Linear())),
                new Gaussian());
        Training training = Training.plain(40, 16, new Optimizer.Adam(0.01));
        try (TrainingRun run = Runs.start(new Recipe(architecture, training), 1)) {
            while (run.advance()) {}
            List<EpochResult> history = run.history();
            EpochResult best = history.get(run.bestEpoch() - 1);
            assertThat(history).allMatch(it -> it.watched() >= best.watched());
            assertThat(best.watched())
                    .isEqualTo(best.validation().orElseThrow()
                            + best.validationPenalty().orElseThrow());
            assertThat(history)
                    .as("epochs that are better by the loss alone")
                    .anyMatch(it ->
                            it.validation().orElseThrow() < best.validation().orElseThrow());
        }
    }

    /// Rows that are copied on every reading, in place of a matrix.
    private record Elsewhere(Matrix source) implements Rows {
        @Override
        public int rows() {
            return source.rows();
        }

        @Override
        public int columns() {
            return source.columns();
        }

        @Override
        public void gather(int[] order, int from, int to, Matrix into) {
            for (int i = from; i < to; i++) {
                into.rows(i - from, i - from + 1).copyFrom(source.rows(order[i], order[i] + 1));
            }
        }

        @Override
        public Matrix rows(int from, int to) {
            return source.rows(from, to).copy();
        }
    }

    @Test
    void rowsThatDoNotStandInMemoryGiveTheSameBits() {
        Examples training = Examples.of(new Elsewhere(Runs.TRAINING.inputs().toMatrix()));
        Examples validation = Examples.of(new Elsewhere(Runs.VALIDATION.inputs().toMatrix()));
        try (TrainingRun memory = Runs.start(PLATEAU, 1);
                TrainingRun elsewhere = TrainingRun.start(PLATEAU, training, validation, Kernels.plain(), 2)) {
            assertThat(Runs.finish(elsewhere)).isEqualTo(Runs.finish(memory));
        }
    }

    @Test
    void anotherSeedGivesOtherBits() {
        Training from = PLATEAU.training();
        Training changed = from.withSeed(8);
        try (TrainingRun seven = Runs.start(PLATEAU, 1);
                TrainingRun eight = Runs.start(new Recipe(PLATEAU.architecture(), changed), 1)) {
            assertThat(Runs.finish(seven).model())
                    .isNotEqualTo(Runs.finish(eight).model());
        }
    }

    @Test
    void earlyStoppingKeepsTheBestEpoch() {
        List<List<Integer>> afterEpoch = new ArrayList<>();
        try (TrainingRun run = Runs.start(Runs.recipe(new Optimizer.Adam(0.1), new Schedule.Constant(), 200), 1)) {
            while (run.advance()) {
                if (run.epochEnded()) {
                    afterEpoch.add(Runs.bits(run.checkpoint().parameters().block()));
                }
            }
            List<EpochResult> history = run.history();
            assertThat(history.size()).as("it stopped early").isLessThan(200);
            int best = 1;
            for (EpochResult result : history) {
                if (result.validation().getAsDouble()
                        < history.get(best - 1).validation().getAsDouble()) {
                    best = result.epoch();
                }
            }
            assertThat(best).as("the best epoch is not the last").isLessThan(history.size());
            assertThat(run.bestEpoch()).isEqualTo(best);
            assertThat(Runs.bits(run.network().parameters().block())).isEqualTo(afterEpoch.get(best - 1));
            assertThat(afterEpoch.getLast()).isNotEqualTo(afterEpoch.get(best - 1));
        }
    }

    @Test
    void withoutValidationRowsTheLastEpochIsKept() {
        Recipe recipe = Runs.recipe(new Optimizer.Adam(0.1), new Schedule.Constant(), 6);
        try (TrainingRun run = TrainingRun.start(recipe, Runs.TRAINING, Runs.NONE, Kernels.plain(), 1)) {
            Runs.Outcome outcome = Runs.finish(run);
            assertThat(outcome.bestEpoch()).isEqualTo(6);
            assertThat(outcome.history()).allMatch(result -> result.validation().isEmpty());
            assertThat(outcome.model())
                    .isEqualTo(Runs.bits(run.checkpoint().parameters().block()));
        }
    }

    @Test
    void divergenceNamesStepEpochAndLayer() {
        Training training =
                Training.plain(50, 16, new Optimizer.Sgd(1e12, 0, false)).withValidation(0.1);
        Recipe recipe = new Recipe(Runs.architecture(), training);
        try (TrainingRun run = Runs.start(recipe, 1)) {
            assertThatThrownBy(() -> Runs.finish(run)).isInstanceOfSatisfying(ProblemException.class, e -> {
                Problem problem = e.problem();
                assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
                assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
                assertThat(problem.summary()).contains("diverged").contains("not a finite number");
                assertThat(problem.place())
                        .startsWith("step " + (run.step() + 1) + " (epoch " + (1 + run.step() / 6) + "), ")
                        .matches(".*(encoder|decoder)\\.\\d.*|.*likelihood.*");
                assertThat(problem.remedies().getFirst()).contains("`rate` 1.0E11");
            });
        }
    }

    @Test
    void trainingRowsOutsideTheDomainAreRefusedAndValidationRowsAreNot() {
        Architecture binary = new Architecture(
                2, List.of(new Dense(1, new Linear())), List.of(new Dense(2, new Linear())), new Bernoulli());
        Recipe recipe = new Recipe(binary, Training.defaults());
        Examples inside = Examples.of(Matrix.of(2, 2, 0, 1, 1, 0.5f));
        Examples outside = Examples.of(Matrix.of(2, 2, 0, 1, 1.01f, 0));
        assertThatThrownBy(() -> TrainingRun.start(recipe, outside, inside, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not suit the objective bernoulli");
        try (TrainingRun run = TrainingRun.start(recipe, inside, outside, Kernels.plain(), 1)) {
            assertThat(run.advance()).isTrue();
        }
    }

    @Test
    void aGaussianIsNotAdvisedToBecomeOne() {
        Matrix rows = Runs.TRAINING.inputs().toMatrix().copy();
        rows.set(3, 2, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> TrainingRun.start(PLATEAU, Examples.of(rows), Runs.NONE, Kernels.plain(), 1))
                .hasMessageContaining("training row 4, column 3")
                .hasMessageContaining("leave the row out")
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("`objective` gaussian"));
    }

    /// A column of which no target is observed teaches nothing: the weights to it stay as they began.
    @Test
    void unobservedTargetsAreLearnedFromWhereTheExamplesSaySo() {
        Matrix inputs = Runs.TRAINING.inputs().toMatrix();
        Matrix targets = inputs.copy();
        for (int row = 0; row < targets.rows(); row++) {
            targets.set(row, 5, Float.NaN);
        }
        Recipe all = new Recipe(
                Architecture.feedForward(6, List.of(4), new Elu(), 6, new Gaussian()),
                Training.plain(3, 16, new Optimizer.Adam()));
        assertThatThrownBy(() -> TrainingRun.start(all, new Examples(inputs, targets), Runs.NONE, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("training row 1, column 6")
                .hasMessageContaining("found NaN");
        Parameters start = Checkpoint.initial(all).parameters();
        try (TrainingRun run =
                TrainingRun.start(all, new Examples(inputs, targets, true), Runs.NONE, Kernels.plain(), 2)) {
            while (run.advance()) {}
            assertThat(run.history()).allMatch(epoch -> Double.isFinite(epoch.loss()));
            Matrix began = start.weight(1);
            Matrix ended = run.network().parameters().weight(1);
            for (int unit = 0; unit < 4; unit++) {
                assertThat(ended.get(unit, 5)).isEqualTo(began.get(unit, 5));
                assertThat(ended.get(unit, 4)).isNotEqualTo(began.get(unit, 4));
            }
        }
    }

    @Test
    void rowsOfAnotherWidthAndNoRowsAreRefused() {
        Recipe recipe = Runs.recipe(new Optimizer.Adam(), new Schedule.Constant(), 1);
        Examples wide = Examples.of(Matrix.zeros(3, 7));
        assertThatThrownBy(() -> TrainingRun.start(recipe, wide, Runs.NONE, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> TrainingRun.start(recipe, Runs.NONE, Runs.NONE, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class);
    }

    /// A linear regression by hand: one row x = 2, one unit each, so that the first step can be followed on paper.
    @Test
    void theFirstStepIsTheOneOnPaper() {
        Architecture one = new Architecture(
                1, List.of(new Dense(1, new Linear())), List.of(new Dense(1, new Linear())), new Gaussian());
        Training training =
                Training.plain(1, 1, new Optimizer.Sgd(0.1, 0, false)).withSeed(3);
        Examples row = Examples.of(Matrix.of(1, 1, 2f));
        Examples none = Examples.of(Matrix.zeros(0, 1));
        try (TrainingRun run = TrainingRun.start(new Recipe(one, training), row, none, Kernels.plain(), 1)) {
            float[] before = run.checkpoint().parameters().block().clone();
            float w = before[0];
            float v = before[2];
            run.advance();
            double error = 2.0 * w * v - 2;
            assertThat(run.history().getFirst().loss())
                    .isCloseTo(error * error / 2, org.assertj.core.api.Assertions.within(1e-6));
            float[] after = run.checkpoint().parameters().block();
            assertThat((double) after[0])
                    .isCloseTo(w - 0.1 * error * v * 2, org.assertj.core.api.Assertions.within(1e-6));
            assertThat((double) after[2])
                    .isCloseTo(v - 0.1 * error * 2 * w, org.assertj.core.api.Assertions.within(1e-6));
        }
    }

    /// One rule for who judges: [Split] by the settings, whether the run or its caller splits.
    @Test
    void theShareOfTheRecipeIsKeptBack() {
        Examples rows = Runs.rows(80, 3);
        Recipe recipe = Runs.recipe(new Optimizer.Adam(), new Schedule.Constant(), 3);
        recipe = new Recipe(recipe.architecture(), recipe.training().withValidation(0.25));
        Split split = Split.of(80, recipe.training());
        assertThat(split.validation())
                .hasSize(20)
                .isEqualTo(Split.of(80, 0.25, 7).validation());
        Runs.Outcome whole;
        try (TrainingRun run = TrainingRun.start(recipe, rows, Kernels.plain(), 1)) {
            assertThat(run.stepsPerEpoch()).isEqualTo((80 - 20 + 15) / 16);
            whole = Runs.finish(run);
        }
        assertThat(whole.history()).allMatch(epoch -> epoch.validation().isPresent());
        Examples training = rows.select(split.training());
        Examples validation = rows.select(split.validation());
        try (TrainingRun run = TrainingRun.start(recipe, training, validation, Kernels.plain(), 1)) {
            assertThat(Runs.finish(run)).isEqualTo(whole);
        }
        Recipe all = new Recipe(recipe.architecture(), recipe.training().withValidation(0));
        try (TrainingRun run = TrainingRun.start(all, rows, Kernels.plain(), 1)) {
            assertThat(run.stepsPerEpoch()).isEqualTo(80 / 16);
            assertThat(Runs.finish(run).history())
                    .allMatch(epoch -> epoch.validation().isEmpty());
        }
    }

    @Test
    void selectedExamplesStayTheirOwnTargetsOrPairs() {
        Matrix x = Matrix.of(3, 1, 1, 2, 3);
        int[] chosen = {2, 0};
        assertThat(Examples.of(x).select(chosen).arePairs()).isFalse();
        Examples pairs = new Examples(x, Matrix.of(3, 1, 10, 20, 30)).select(chosen);
        assertThat(pairs.inputs().toMatrix().array()).containsExactly(3, 1);
        assertThat(pairs.targets().toMatrix().array()).containsExactly(30, 10);
    }
}
