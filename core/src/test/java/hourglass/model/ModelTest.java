package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Tanh;
import hourglass.loss.Loss;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Matrix;
import hourglass.network.Corruption;
import hourglass.objective.ClassIndices;
import hourglass.objective.Domain;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.LossObjective;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.TensorFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    private static final Table ROWS = Tables.filled(70, 5, (random, j) -> random.nextInt(9));

    @TempDir
    Path folder;

    private static Model model(Optional<Objective> objective, boolean tied) {
        Wishes wishes = Wishes.none()
                .withCode(2)
                .withHidden(List.of(7))
                .withActivation(new Tanh())
                .withTied(tied)
                .withCorruption(new Corruption.Masking(0.1f))
                .withEpochs(2);
        return Model.train(ROWS, objective.map(wishes::withObjective).orElse(wishes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli", "gaussian", "poisson", "categorical"})
    void savedAndLoadedItGivesTheSameBits(String name) throws ReflectiveOperationException {
        for (Class<? extends Objective> type : Objective.standard()) {
            if (type.getSimpleName().equalsIgnoreCase(name)) {
                Objective objective = type.getDeclaredConstructor().newInstance();
                assertSameAfterLoading(model(Optional.of(objective), false));
                assertSameAfterLoading(model(Optional.of(objective), true));
                return;
            }
        }
        throw new AssertionError(name);
    }

    static List<Loss> losses() {
        return Loss.standard();
    }

    /// Every loss trains, and its model is the same after loading.
    @ParameterizedTest
    @MethodSource("losses")
    void everyLossServesAsObjective(Loss loss) {
        Objective objective =
                loss instanceof SparseCategoricalCrossentropy ? new ClassIndices(9) : new LossObjective(loss);
        Model model = model(Optional.of(objective), !(objective instanceof ClassIndices));
        assertThat(model.recipe().architecture().objective()).isEqualTo(objective);
        assertSameAfterLoading(model);
    }

    private void assertSameAfterLoading(Model model) {
        Path file = folder.resolve("m.hourglass");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.encode(ROWS).array()).isEqualTo(model.encode(ROWS).array());
        assertThat(loaded.reconstruct(ROWS).array())
                .isEqualTo(model.reconstruct(ROWS).array());
        assertThat(loaded.score(ROWS)).isEqualTo(model.score(ROWS));
        assertThat(loaded.recipe()).isEqualTo(model.recipe());
        assertThat(loaded.card()).isEqualTo(model.card());
        assertThat(loaded.columns().names()).isEqualTo(model.columns().names());
        assertThat(loaded.calibration()).isEqualTo(model.calibration());
        assertThat(Arrays.stream(model.score(ROWS)).distinct().count()).isGreaterThan(50);
    }

    /// A user's own likelihood around others: the first for each row, the second where the first is not the smaller.
    record Smaller(Likelihood first, List<Objective> others) implements Likelihood {
        @Override
        public String name() {
            return "smaller";
        }

        @Override
        public int parameters(int features) {
            return first.parameters(features);
        }

        @Override
        public Domain domain(int column) {
            return first.domain(column);
        }

        @Override
        public Activation output() {
            return first.output();
        }

        @Override
        public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
            return first.loss(eta, x, scale, gradient);
        }

        @Override
        public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
            first.lossPerRow(eta, x, losses, from);
            double[] second = new double[x.rows()];
            for (Objective other : others) {
                other.lossPerRow(eta, x, second, 0);
                for (int row = 0; row < x.rows(); row++) {
                    losses[from + row] = Math.min(losses[from + row], second[row]);
                }
            }
        }

        @Override
        public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
            first.addLossPerColumn(eta, x, losses);
        }

        @Override
        public double constant(Matrix x) {
            return first.constant(x);
        }

        @Override
        public void sample(Matrix eta, long seed, long first, Matrix x) {
            this.first.sample(eta, seed, first, x);
        }
    }

    /// One of the user's own inside another, declared as a likelihood and as an objective in a list.
    @Test
    void objectivesOfTheUsersOwnAreSavedAndLoadedHoweverDeep() {
        Objective own = new Smaller(
                new Smaller(new GoldenApi.Cauchy(0.5f), List.of()), List.of(new GoldenApi.Cauchy(2), new Gaussian()));
        Model model = model(Optional.of(own), false);
        Path file = folder.resolve("own");
        model.save(file);
        Model loaded = Model.load(file, List.of(Smaller.class, GoldenApi.Cauchy.class));
        assertThat(loaded.recipe()).isEqualTo(model.recipe());
        assertThat(loaded.score(ROWS)).isEqualTo(model.score(ROWS));
        for (List<Class<? extends Objective>> tooFew :
                List.of(List.<Class<? extends Objective>>of(), List.<Class<? extends Objective>>of(Smaller.class))) {
            assertThatThrownBy(() -> Model.load(file, tooFew))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(tooFew.isEmpty() ? "\"smaller\"" : "\"cauchy\"");
        }
    }

    @Test
    void savingTwiceGivesTheSameBytes() throws IOException {
        Model model = model(Optional.empty(), false);
        model.save(folder.resolve("a"));
        Model.load(folder.resolve("a")).save(folder.resolve("b"));
        assertThat(folder.resolve("b")).hasSameBinaryContentAs(folder.resolve("a"));
    }

    @Test
    void columnsAreFoundByName() {
        Model model = model(Optional.empty(), false);
        Matrix shuffled = Matrix.zeros(70, 5);
        int[] order = {3, 0, 4, 2, 1};
        for (int j = 0; j < 5; j++) {
            shuffled.columns(j, j + 1).copyFrom(ROWS.rows().toMatrix().columns(order[j], order[j] + 1));
        }
        Table other = Table.of(Arrays.stream(order).mapToObj(j -> "c" + j).toList(), shuffled);
        assertThat(model.score(other)).isEqualTo(model.score(ROWS));
        assertThat(model.score(shuffled)).isNotEqualTo(model.score(ROWS));
    }

    @Test
    void damagedFilesAreRefusedOrReadTheSame() throws IOException {
        Model model = model(Optional.empty(), false);
        Path file = folder.resolve("m");
        model.save(file);
        byte[] bytes = Files.readAllBytes(file);
        double[] scores = model.score(ROWS);
        Random random = new Random(9);
        int refused = 0;
        for (int trial = 0; trial < 600; trial++) {
            byte[] damaged = trial % 3 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            if (trial % 3 != 0) {
                int bit = random.nextInt(8 * bytes.length);
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            Files.write(file, damaged);
            try {
                assertThat(Model.load(file).score(ROWS)).isEqualTo(scores);
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(580);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipe  | \"units\":7       | \"units\":2147483647",
                "recipe  | \"units\":7       | \"units\":8",
                "recipe  | \"features\":5    | \"features\":6",
                "recipe  | \"type\":\"tanh\" | \"type\":\"java.lang.Runtime\"",
                "recipe  | \"seed\":1        | \"seed\":1,\"extra\":2",
                "columns | \"c0\",           | ''",
                "columns | \"c0\"            | 5",
                "columns | common_range    | common-range",
                "task    | reproduce       | predict",
                "task    | common_range    | commonrange",
                "task    | {               | {\"outcome\":5,",
                "calibration | {           | {\"threshold\":1",
                "card    | \"epochs\":2      | \"epochs\":\"two\"",
                "card    | \"epochs\":2      | \"epoch\":2",
                "format  | hourglass-model   | hourglass-model-3",
                "format  | hourglass-model   | hourglass-checkpoint-1",
                "format_version | 4          | 5",
            })
    void metadataThatCannotBeIsRefused(String key, String from, String to) {
        Path file = folder.resolve("m");
        model(Optional.empty(), false).save(file);
        TensorFile sound = TensorFile.read(file);
        Map<String, String> metadata = new HashMap<>(sound.metadata());
        assertThat(metadata.get(key)).contains(from);
        metadata.computeIfPresent(key, (name, text) -> text.replace(from, to));
        new TensorFile(metadata, sound.tensors()).write(file);
        assertBad(file);
    }

    @Test
    void deepAndHugeHeadersAreRefused() throws IOException {
        assertBad(header("[".repeat(100_000)));
        assertBad(header("{\"__metadata__\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5001)));
        assertBad(header("{\"t\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,0]}}"));
        assertBad(Files.write(folder.resolve("m"), new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{'}));
    }

    private Path header(String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[8 + text.length];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (text.length >> (8 * i));
        }
        System.arraycopy(text, 0, bytes, 8, text.length);
        return Files.write(folder.resolve("m"), bytes);
    }

    private static void assertBad(Path file) {
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA));
    }
}
