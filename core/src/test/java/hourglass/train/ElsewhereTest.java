package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run whose gradients are computed by others, each from copies of rows and parameters.
class ElsewhereTest {
    private static final Examples TRAINING = Runs.rows(5_000, 1);
    private static final Examples VALIDATION = Runs.rows(300, 2);

    private static Recipe recipe(int batch, Clipping clipping) {
        Architecture architecture = new Architecture(
                6,
                List.of(
                        new Corrupt(new Corruption.Gaussian(0.2f)),
                        new Dense(9, new Elu()),
                        new Dense(3, new Linear())),
                List.of(new Dense(9, new Elu()), new Dense(6, new Linear())),
                new Gaussian());
        Training training = Training.plain(3, batch, new Optimizer.Adam())
                .withSchedule(new Schedule.Cosine(0.1))
                .withClipping(clipping)
                .withWeightDecay(1e-4)
                .withSeed(7);
        return new Recipe(architecture, training);
    }

    /// Shard by shard, the last first, each with a worker of its own.
    private static List<ShardGradient> gradients(Recipe recipe, Batch batch, float[] block) {
        int[] order = Batch.order(recipe.training().seed(), batch.epoch(), TRAINING.rows());
        int height =
                ShardWorker.shardRows(recipe.architecture(), recipe.training().batch());
        List<Integer> firsts = IntStream.iterate(batch.from(), it -> it < batch.to(), it -> it + height)
                .boxed()
                .toList()
                .reversed();
        List<ShardGradient> gradients = new ArrayList<>();
        for (int first : firsts) {
            int[] rows = IntStream.range(first, Math.min(batch.to(), first + height))
                    .map(place -> order[place])
                    .toArray();
            ShardWorker worker = new ShardWorker(recipe, recipe.training().batch(), false, Kernels.plain());
            gradients.addFirst(worker.gradient(
                    block.clone(), TRAINING.select(rows), first - batch.from(), batch.rows(), batch.step()));
        }
        return gradients;
    }

    private static Runs.Outcome elsewhere(Recipe recipe) {
        Elsewhere shards = new Elsewhere.InShards((batch, block) -> gradients(recipe, batch, block));
        try (TrainingRun run = TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 1, shards)) {
            return Runs.finish(run);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 2_500})
    void gradientsComputedElsewhereLeadToTheSameBits(int batch) {
        for (Clipping clipping : List.of(new Clipping.None(), new Clipping.Norm(0.5), new Clipping.Value(0.01))) {
            Recipe recipe = recipe(batch, clipping);
            try (TrainingRun run = TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 2)) {
                assertThat(elsewhere(recipe)).isEqualTo(Runs.finish(run));
            }
        }
    }

    @Test
    void aLossThatIsNoNumberIsToldAsOnOneMachine() {
        Recipe recipe = recipe(2_500, new Clipping.None());
        Elsewhere shards = new Elsewhere.InShards((batch, block) ->
                List.of(new ShardGradient(new float[block.length], Double.NaN, Double.NaN, batch.rows())));
        try (TrainingRun run = TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 1, shards)) {
            assertThatThrownBy(run::advance)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("training diverged")
                    .hasMessageContaining("a smaller learning rate");
        }
    }

    private static Elsewhere inRounds(Recipe recipe, Rounds rounds) {
        List<Examples> parts = IntStream.range(0, rounds.workers())
                .mapToObj(worker -> IntStream.iterate(worker, it -> it < TRAINING.rows(), it -> it + rounds.workers()))
                .map(rows -> TRAINING.select(rows.toArray()))
                .toList();
        return new Elsewhere.InRounds(
                rounds,
                (round, from) -> IntStream.range(0, rounds.workers())
                        .mapToObj(worker -> new RoundWorker(
                                        recipe, rounds, recipe.training().batch(), false, Kernels.plain())
                                .run(parts.get(worker), worker, round, from))
                        .toList());
    }

    private static TrainingRun startInRounds(Recipe recipe, Rounds rounds) {
        return TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 1, inRounds(recipe, rounds));
    }

    @Test
    void roundsOfManyWorkersLearnNearlyAsWellAsOneMachine() {
        Recipe few = recipe(96, new Clipping.None());
        Recipe recipe = new Recipe(few.architecture(), few.training().withEpochs(30));
        double alone;
        try (TrainingRun run = TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 1)) {
            Runs.finish(run);
            alone = run.history().getLast().validation().orElseThrow();
        }
        for (Rounds rounds : List.of(new Rounds(1, 7, 1, 0), new Rounds(3, 5, 1, 0), new Rounds(3, 5, 1, 0.5))) {
            try (TrainingRun run = startInRounds(recipe, rounds)) {
                Runs.Outcome outcome = Runs.finish(run);
                double loss = outcome.history().getLast().validation().orElseThrow();
                assertThat(outcome.history()).hasSize(30);
                assertThat(loss).as("%s", rounds).isLessThan(alone * 1.25);
            }
        }
    }

    @Test
    void roundsContinueFromAFileWhereTheyWere(@TempDir Path folder) {
        Recipe recipe = recipe(100, new Clipping.None());
        Rounds rounds = new Rounds(3, 4, 0.9, 0.6);
        try (TrainingRun whole = startInRounds(recipe, rounds);
                TrainingRun half = startInRounds(recipe, rounds)) {
            Runs.Outcome expected = Runs.finish(whole);
            for (int i = 0; i < 7; i++) {
                half.advance();
            }
            Path file = folder.resolve("checkpoint");
            CheckpointFile.save(file, half.checkpoint(), RecipeJson.standard(), Map.of());
            Checkpoint read = CheckpointFile.load(file, RecipeJson.standard()).checkpoint();
            try (TrainingRun rest =
                    TrainingRun.resume(read, TRAINING, VALIDATION, Kernels.plain(), 1, inRounds(recipe, rounds))) {
                assertThat(Runs.finish(rest)).isEqualTo(expected);
            }
        }
    }

    @Test
    void anAnswerIsMissedAndSettingsAreChecked() {
        Recipe recipe = recipe(100, new Clipping.None());
        Elsewhere lacking = new Elsewhere.InRounds(new Rounds(2, 4, 1, 0), (round, from) -> List.of(from));
        try (TrainingRun run = TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), 1, lacking)) {
            assertThatThrownBy(run::advance).hasMessageContaining("expected 2 workers in a round, got 1");
        }
        assertThatThrownBy(() -> new Rounds(0, 1, 1, 0)).hasMessageContaining("at least 1 worker");
        assertThatThrownBy(() -> new Rounds(1, 1, 1, 1)).hasMessageContaining("below 1");
    }
}
