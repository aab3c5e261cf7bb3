package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Kernels;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final RecipeJson RECIPES = RecipeJson.standard();
    private static final Recipe ADAM = Runs.recipe(new Optimizer.Adam(0.02), new Schedule.Cosine(0.01), 12);
    private static final int STEPS_PER_EPOCH = 6;

    @TempDir
    Path folder;

    static Stream<Arguments> settings() {
        List<Optimizer> optimizers = List.of(
                new Optimizer.Sgd(0.01, 0, false),
                new Optimizer.Sgd(0.01, 0.9, true),
                new Optimizer.Adam(0.02, 0.9, 0.999, 1e-8, 0.01),
                new Optimizer.RmsProp(0.01, 0.9, 1e-7));
        List<Schedule> schedules = List.of(
                new Schedule.Constant(),
                new Schedule.Step(2, 0.5),
                new Schedule.Cosine(0.01),
                new Schedule.WarmUp(9, new Schedule.Cosine(0)),
                new Schedule.ReduceOnPlateau(0.5, 1, 0.01));
        return optimizers.stream()
                .flatMap(optimizer -> schedules.stream().map(schedule -> Arguments.of(optimizer, schedule)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void stoppedAnywhereAndResumedTheRunComesToTheSameBits(Optimizer optimizer, Schedule schedule) {
        Recipe recipe = Runs.recipe(optimizer, schedule, 10);
        Runs.Outcome undisturbed;
        try (TrainingRun run = Runs.start(recipe, 1)) {
            undisturbed = Runs.finish(run);
        }
        Random random = new Random(recipe.hashCode());
        int last = Math.toIntExact(undisturbed.steps());
        int anywhere = 1 + random.nextInt(last - 1);
        for (int stop : new int[] {0, 1, STEPS_PER_EPOCH - 1, STEPS_PER_EPOCH, 2 * STEPS_PER_EPOCH, anywhere, last}) {
            Path file = folder.resolve("run.checkpoint");
            try (TrainingRun run = Runs.start(recipe, 2)) {
                advance(run, stop);
                CheckpointFile.save(file, run.checkpoint(), RECIPES, Map.of());
            }
            CheckpointFile.Loaded loaded = CheckpointFile.load(file, RECIPES);
            assertThat(loaded.checkpoint().step()).isEqualTo(stop);
            assertThat(loaded.checkpoint().recipe()).isEqualTo(recipe);
            try (TrainingRun run = Runs.resume(loaded.checkpoint(), 3)) {
                assertThat(Runs.finish(run)).as("stopped after step %s", stop).isEqualTo(undisturbed);
            }
        }
    }

    private static void advance(TrainingRun run, int steps) {
        for (int i = 0; i < steps; i++) {
            assertThat(run.advance()).isTrue();
        }
    }

    @Test
    void theContextComesBack() {
        Path file = folder.resolve("c");
        CheckpointFile.save(file, Checkpoint.initial(ADAM), RECIPES, Map.of("source", "{\"ü\": 1}", "x", ""));
        assertThat(CheckpointFile.load(file, RECIPES).context())
                .containsExactlyInAnyOrderEntriesOf(Map.of("source", "{\"ü\": 1}", "x", ""));
    }

    @Test
    void aDamagedOrMissingCheckpointGivesWayToThePreviousOne() throws IOException {
        Path file = folder.resolve("run.checkpoint");
        try (TrainingRun run = Runs.start(ADAM, 1)) {
            advance(run, 7);
            CheckpointFile.save(file, run.checkpoint(), RECIPES, Map.of());
            advance(run, 3);
            CheckpointFile.save(file, run.checkpoint(), RECIPES, Map.of());
        }
        assertThat(CheckpointFile.load(file, RECIPES).checkpoint().step()).isEqualTo(10);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        CheckpointFile.Loaded previous = CheckpointFile.load(file, RECIPES);
        assertThat(previous.checkpoint().step()).isEqualTo(7);
        assertThat(previous.file()).isEqualTo(folder.resolve("run.checkpoint.previous"));
        Files.delete(file);
        assertThat(CheckpointFile.load(file, RECIPES).checkpoint().step()).isEqualTo(7);
    }

    @Test
    void anyFlippedBitIsRefusedOrWithoutEffectAndAnyCutIsRefused() throws IOException {
        Path file = folder.resolve("c");
        CheckpointFile.save(file, Checkpoint.initial(ADAM), RECIPES, Map.of("source", "x"));
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int trial = 0; trial < 400; trial++) {
            byte[] damaged = bytes.clone();
            int bit = random.nextInt(8 * (trial < 200 ? Math.min(3000, bytes.length) : bytes.length));
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefusedOrSame(Files.write(file, damaged), Checkpoint.initial(ADAM), "bit " + bit);
            int length = random.nextInt(bytes.length);
            assertRefused(Files.write(file, java.util.Arrays.copyOf(bytes, length)), "cut to " + length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format          | hourglass-model-1",
                "optimizer_steps | many",
                "optimizer_steps | -3",
                "recipe          | {",
                "recipe          | null",
                "progress        | []",
                "progress        | {\"step\": -1}",
            })
    void metadataThatCannotBeIsRefused(String key, String value) {
        assertRefused(changed(key, value), key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"step\":0       | \"step\":-1",
                "\"step\":0       | \"step\":1.5",
                "\"step\":0       | \"steps\":0",
                "\"best_epoch\":0 | \"best_epoch\":7",
                "\"best_epoch\":0 | \"best_epoch\":-7",
                "\"plateau_wait\":0 | \"plateau_wait\":-7",
            })
    void progressThatCannotBeIsRefused(String from, String to) {
        String text = RECIPES.codec().encode(Progress.class, Progress.start()).compact();
        assertThat(text).contains(from);
        assertRefused(changed("progress", text.replace(from, to)), to);
    }

    @ParameterizedTest
    @CsvSource({"9,2147483647", "9,9999999999", "9,0", "6,7"})
    void aRecipeThatClaimsAnotherSizeIsRefusedBeforeAnythingIsAllocated(String units, String claimed) {
        String recipe = RECIPES.compact(ADAM);
        assertRefused(changed("recipe", recipe.replace("\"units\":" + units, "\"units\":" + claimed)), claimed);
    }

    @Test
    void progressThatDoesNotFitTheRowsIsRefused() {
        Checkpoint start = Checkpoint.initial(ADAM);
        Progress far = new Progress(1000, 0, 0, 1, 1, 0, 1, 0, 1, 0, List.of());
        Checkpoint hostile =
                new Checkpoint(ADAM, far, start.parameters(), start.best(), start.optimizerState(), new float[0]);
        assertThatThrownBy(() -> TrainingRun.resume(hostile, Runs.TRAINING, Runs.VALIDATION, Kernels.plain(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not fit the rows");
    }

    @Test
    void anotherRateChangesNothingElse() {
        Checkpoint checkpoint = Checkpoint.initial(ADAM);
        Checkpoint slower = checkpoint.withRate(1e-4);
        assertThat(slower.recipe().training().optimizer()).isEqualTo(new Optimizer.Adam(1e-4));
        assertThat(slower.withRate(0.02).recipe()).isEqualTo(ADAM);
        assertThat(slower.progress()).isEqualTo(checkpoint.progress());
    }

    private Path changed(String key, String value) {
        Path file = folder.resolve("changed");
        CheckpointFile.save(file, Checkpoint.initial(ADAM), RECIPES, Map.of());
        TensorFile sound = TensorFile.read(file);
        Map<String, String> metadata = new HashMap<>(sound.metadata());
        assertThat(metadata.put(key, value)).isNotEqualTo(value);
        new TensorFile(metadata, sound.tensors()).write(file);
        return file;
    }

    /// A bit in the name of the header's hash only turns the hash into a text like any other.
    private static void assertRefusedOrSame(Path file, Checkpoint original, String description) {
        try {
            Checkpoint loaded = CheckpointFile.load(file, RECIPES).checkpoint();
            assertThat(loaded.recipe()).as(description).isEqualTo(original.recipe());
            assertThat(loaded.progress()).as(description).isEqualTo(original.progress());
            assertThat(Runs.bits(loaded.parameters().block()))
                    .as(description)
                    .isEqualTo(Runs.bits(original.parameters().block()));
        } catch (ProblemException e) {
            assertThat(e.problem().kind()).as(description).isEqualTo(Problem.Kind.BAD_DATA);
        }
    }

    private static void assertRefused(Path file, String description) {
        assertThatThrownBy(() -> CheckpointFile.load(file, RECIPES))
                .as(description)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA));
    }
}
