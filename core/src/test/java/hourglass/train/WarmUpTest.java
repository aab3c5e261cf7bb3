package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.model.Advisor;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The weight of a variational code's divergence that grows.
class WarmUpTest {
    private static final int STEPS_PER_EPOCH = (Runs.TRAINING.rows() + 15) / 16;

    private static Recipe recipe(float weight, int warmUp, int epochs) {
        return new Recipe(
                new Architecture(
                        6,
                        List.of(
                                new Dense(5, new Tanh()),
                                new Dense(4, new Linear()),
                                new GaussianLatent(weight, warmUp)),
                        List.of(new Dense(6, new Linear())),
                        new Gaussian()),
                Training.plain(epochs, 16, new Optimizer.Adam(0.01)).withSeed(3));
    }

    private static ShardGradient gradient(float weight, int warmUp, long step) {
        Recipe recipe = recipe(weight, warmUp, 1);
        float[] block = Parameters.initial(recipe.architecture(), 5).block();
        return new ShardWorker(recipe, 16, false, Kernels.plain())
                .gradient(block, Runs.TRAINING.select(IntStream.range(0, 16).toArray()), 0, 16, step);
    }

    /// What the gradient of a weight without warm-up is, `GradientTest` compares with differences. Half of the way up,
    /// a
    /// weight has the gradient of half its size, bit for bit, and tells the penalty of its full size.
    @Test
    void onTheWayUpTheGradientIsThatOfASmallerWeight() {
        assertThat(gradient(0.8f, 10, 4).block()).isEqualTo(gradient(0.4f, 0, 4).block());
        assertThat(gradient(0.8f, 10, 4).penalty())
                .isCloseTo(2 * gradient(0.4f, 0, 4).penalty(), within(1e-6));
        assertThat(gradient(0.8f, 16, 0).block())
                .isEqualTo(gradient(0.05f, 0, 0).block());
        assertThat(gradient(0.8f, 10, 4).block())
                .isNotEqualTo(gradient(0.8f, 0, 4).block());
        for (long step : new long[] {9, 10, 1000}) {
            assertThat(gradient(0.8f, 10, step).block())
                    .isEqualTo(gradient(0.8f, 0, step).block());
        }
    }

    @Test
    void stoppedOnTheWayUpAndResumedTheRunComesToTheSameBits() {
        Recipe recipe = recipe(1, 4 * STEPS_PER_EPOCH, 8);
        Runs.Outcome whole;
        try (TrainingRun run = Runs.start(recipe, 1)) {
            whole = Runs.finish(run);
        }
        for (int stop : new int[] {1, STEPS_PER_EPOCH, 3 * STEPS_PER_EPOCH + 2, 4 * STEPS_PER_EPOCH}) {
            Checkpoint checkpoint;
            try (TrainingRun run = Runs.start(recipe, 2)) {
                while (run.step() < stop) {
                    run.advance();
                }
                checkpoint = run.checkpoint();
            }
            try (TrainingRun run = TrainingRun.resume(checkpoint, Runs.TRAINING, Runs.VALIDATION, Kernels.plain(), 1)) {
                assertThat(Runs.finish(run)).isEqualTo(whole);
            }
        }
    }

    /// Epochs are judged at full weight, and on the way up that may get worse for long.
    @Test
    void nothingStopsEarlyOnTheWayUp() {
        assertThat(epochs(0)).isLessThan(40);
        assertThat(epochs(40 * STEPS_PER_EPOCH)).isGreaterThan(40);
    }

    private static int epochs(int warmUp) {
        Recipe recipe = recipe(50, warmUp, 60);
        Training stopping = recipe.training().withEarlyStopping(new EarlyStopping(2, 0));
        try (TrainingRun run = Runs.start(new Recipe(recipe.architecture(), stopping), 1)) {
            while (run.advance()) {}
            EpochResult last = run.history().getLast();
            assertThat(last.watched())
                    .isEqualTo(last.validation().orElseThrow()
                            + last.validationPenalty().orElseThrow());
            return run.history().size();
        }
    }

    /// In rounds, steps of workers are told apart by their noise and not by their place on the way up.
    @Test
    void workersOfARoundAreAtTheSamePlace() {
        Recipe warm = recipe(0.8f, 10, 1);
        Recipe half = recipe(0.4f, 0, 1);
        float[] block = Parameters.initial(warm.architecture(), 5).block();
        Rounds rounds = new Rounds(2, 1, 1, 0);
        LocalState from = new LocalState(block, new float[2 * block.length], 0, 0);
        Round round = new Round(4, 0, 0, 4, new double[] {0.01});
        assertThat(new RoundWorker(warm, rounds, 16, false, Kernels.plain())
                        .run(Runs.TRAINING, 1, round, from)
                        .block())
                .isEqualTo(new RoundWorker(half, rounds, 16, false, Kernels.plain())
                        .run(Runs.TRAINING, 1, round, from)
                        .block());
    }

    @Test
    void adviceIsHalfOfTheStepsAndOldRecipesAreAsTheyWere() {
        float[][] rows = new float[100][3];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {(float) Math.sin(i), (float) Math.cos(3 * i), i % 7};
        }
        Recipe advised = Advisor.advise(
                        Table.of(List.of("a", "b", "c"), rows),
                        Wishes.none().withVariational(2).withEpochs(20).withBatch(10))
                .recipe();
        assertThat(advised.architecture().encoder().getLast()).isEqualTo(new GaussianLatent(2, 90));
        String text = RecipeJson.standard().compact(recipe(2, 0, 3));
        assertThat(text).contains(",\"warm_up\":0");
        assertThat(RecipeJson.standard().read(text.replace(",\"warm_up\":0", ""), "old"))
                .isEqualTo(recipe(2, 0, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianLatent(1, -1))
                .withMessageContaining("got -1");
    }
}
