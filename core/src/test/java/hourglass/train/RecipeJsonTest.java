package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Softmax;
import hourglass.activation.Tanh;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.Huber;
import hourglass.loss.KLDivergence;
import hourglass.loss.Loss;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.GaussianLatent;
import hourglass.network.Initializer;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Matryoshka;
import hourglass.network.Padding;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Pooling;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TopK;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import hourglass.network.Weights;
import hourglass.objective.ClassIndices;
import hourglass.objective.Domain;
import hourglass.objective.Elementwise;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeJsonTest {
    private static final RecipeJson RECIPES = RecipeJson.standard();
    private static final String HOSTILE = "{}[]\",:0-9eE.x\u0001\uD800";

    /// Every record of every closed vocabulary: a new one is covered without a word here.
    static Stream<Class<?>> records() {
        return Stream.of(
                        Layer.class,
                        Activation.class,
                        Initializer.class,
                        Weights.class,
                        Corruption.class,
                        Penalty.class,
                        Encoding.class,
                        Optimizer.class,
                        Schedule.class,
                        Clipping.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordComesBack(Class<?> type) throws ReflectiveOperationException {
        Recipe recipe = recipeWith(example(type));
        String text = RECIPES.indented(recipe);
        assertThat(RECIPES.read(text, "test")).isEqualTo(recipe);
        assertThat(RECIPES.read(RECIPES.compact(recipe), "test")).isEqualTo(recipe);
        assertThat(RECIPES.indented(RECIPES.read(text, "test"))).isEqualTo(text);
    }

    /// A value of a record with numbers that no default has: 0.25 lies in the range of every fraction, weight and
    /// limit.
    private static Object example(Class<?> type) throws ReflectiveOperationException {
        if (type == TransposedConvolution.class) {
            return new TransposedConvolution(3, 4, 3, Padding.SAME, new Linear(), own(), false, 1, 2);
        }
        if (type == Matryoshka.class) {
            return new Matryoshka(List.of(1, 2));
        }
        if (type == Residual.class) {
            return new Residual(List.of(new Convolution(1, 3, 1, new Linear()), new LayerNormalization(0.25f)));
        }
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            values.add(component.getType() == List.class ? columns() : component(component.getType()));
        }
        var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values.toArray());
    }

    /// One of each kind that is not among the others.
    private static List<Encoding> columns() {
        return List.of(
                new Encoding.Real(-3, 3.5f),
                new Encoding.Logarithm(1, 2, 3),
                new Encoding.OneHot(7),
                new Encoding.Circle());
    }

    private static Object component(Class<?> type) throws ReflectiveOperationException {
        if (type == float.class) {
            return 0.25f;
        } else if (type == double.class) {
            return 0.25;
        } else if (type == int.class) {
            return 3;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Schedule.class) {
            return new Schedule.Step(3, 0.25);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[1];
        }
        assertThat(type.isSealed())
                .as("a component of type %s needs an example", type)
                .isTrue();
        return example(type.getPermittedSubclasses()[0]);
    }

    /// Layers of images, which cannot stand alone.
    private static Recipe recipeOfImages(Layer layer) {
        int features = layer instanceof Reshape ? 27 : 36;
        List<Layer> encoder = layer instanceof Reshape ? List.of(layer) : List.of(new Reshape(6, 6, 1), layer);
        List<Layer> all = new ArrayList<>(encoder);
        all.add(new Dense(3, new Linear()));
        return new Recipe(
                new Architecture(features, all, List.of(new Dense(features, new Linear())), new Gaussian()),
                Training.defaults());
    }

    private static boolean isOfImages(Object part) {
        return part instanceof Layer layer
                && (layer.slides()
                        || layer instanceof Reshape
                        || layer instanceof Pooling
                        || layer instanceof Upsample);
    }

    private static Recipe recipeWith(Object part) {
        if (isOfImages(part)) {
            return recipeOfImages((Layer) part);
        }
        Training from = Training.defaults();
        Layer layer = switch (part) {
            case GaussianLatent latent -> new Penalize(new Penalty.L1(1));
            case Dense dense -> new Dense(3, dense.activation(), new Weights.Own(new Initializer.HeNormal()), false);
            case Layer it -> it;
            case Activation it -> new Dense(3, it);
            case Initializer it -> new Dense(3, new Linear(), new Weights.Own(it));
            case Encoding it -> new Encode(Collections.nCopies(4, it));
            case Corruption it -> new Corrupt(it);
            case Penalty.Contractive it -> new Penalize(new Penalty.L1(1));
            case Penalty it -> new Penalize(it);
            default -> new Dense(3, new Linear());
        };
        Layer dense = new Dense(3, new Linear());
        Weights weights = part instanceof Weights it ? it : new Weights.Mirrored();
        Architecture architecture = new Architecture(
                4,
                switch (part) {
                    case GaussianLatent latent -> List.of(new Dense(6, new Linear()), latent);
                    case Penalty.Contractive it -> List.of(dense, layer);
                    case TopK topK -> List.of(dense, layer);
                    case BatchTopK topK -> List.of(dense, layer);
                    case JumpRelu jump -> List.of(dense, layer);
                    case Matryoshka nested -> List.of(dense, layer);
                    case Corruption.Missing it -> List.of(layer, new Encode(columns()), dense);
                    default -> List.of(layer, dense);
                },
                List.of(new Dense(3, new Linear()), new Dense(4, new Linear(), mirrors(layer) ? weights : own())),
                new Gaussian());
        Training training = from.withEpochs(9)
                .withBatch(5)
                .withOptimizer(part instanceof Optimizer it ? it : from.optimizer())
                .withSchedule(part instanceof Schedule it ? it : from.schedule())
                .withClipping(part instanceof Clipping it ? it : from.clipping())
                .withWeightDecay(0.125)
                .withoutEarlyStopping()
                .withValidation(0.25)
                .withSeed(Long.MIN_VALUE);
        return new Recipe(architecture, training);
    }

    private static boolean mirrors(Layer first) {
        return first instanceof Dense;
    }

    private static Weights own() {
        return new Weights.Own(new Initializer.GlorotUniform());
    }

    @Test
    void everyLikelihoodOfOursComesBack() throws ReflectiveOperationException {
        for (Class<? extends Objective> type : Objective.standard()) {
            if (type != LossObjective.class && type != ClassIndices.class && type != Mixed.class) {
                assertComesBack((Objective) example(type));
            }
        }
    }

    private static void assertComesBack(Objective objective) {
        Recipe recipe = simple(objective);
        assertThat(RECIPES.read(RECIPES.compact(recipe), "test")).isEqualTo(recipe);
    }

    @Test
    void everyLossComesBack() {
        for (Loss loss : Loss.standard()) {
            if (!(loss instanceof SparseCategoricalCrossentropy)) {
                assertComesBack(new LossObjective(loss));
            }
        }
        assertComesBack(new LossObjective(new Huber(0.25), new Tanh()));
        assertComesBack(new LossObjective(new BinaryCrossentropy(true, 0.25, 1)));
        assertComesBack(new LossObjective(new CategoricalCrossentropy(true, 0.25, -1)));
        assertComesBack(new ClassIndices(7, new SparseCategoricalCrossentropy(true, OptionalInt.of(-1), 1)));
    }

    /// What is left out has its default, the output that suits the loss among them.
    @Test
    void anObjectiveNeedsOnlyItsLoss() {
        assertThat(withObjective("{\"type\": \"objective\", \"loss\": {\"type\": \"kl_divergence\"}}"))
                .isEqualTo(new LossObjective(new KLDivergence(), new Softmax()));
        assertThat(withObjective("{\"type\": \"objective\", \"loss\": {\"type\": \"huber\", \"delta\": 2}}"))
                .isEqualTo(new LossObjective(new Huber(2), new Linear()));
        assertThat(withObjective("{\"type\": \"class_indices\", \"classes\": 2}"))
                .isEqualTo(new ClassIndices(2));
    }

    @Test
    void anObjectiveThatCannotBeIsAProblem() {
        for (String loss : List.of(
                "{\"type\": \"huber\", \"delta\": 0}",
                "{\"type\": \"hubert\"}",
                "{\"type\": \"cosine_similarity\", \"axis\": 0}",
                "{\"type\": \"sparse_categorical_crossentropy\"}")) {
            assertThatThrownBy(() -> withObjective("{\"type\": \"objective\", \"loss\": " + loss + "}"))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static Objective withObjective(String json) {
        String text = RECIPES.compact(simple(new ClassIndices(2)));
        String own = text.substring(text.indexOf("{\"type\":\"class_indices\""), text.indexOf("},\"training\""));
        String changed = text.replace(own, json);
        // One number of η for each feature, unless there are classes.
        changed = json.contains("class_indices") ? changed : changed.replace("\"units\":4", "\"units\":2");
        return RECIPES.read(changed, "test").architecture().objective();
    }

    private static Recipe simple(Objective objective) {
        Architecture architecture = new Architecture(
                2,
                List.of(new Dense(1, new Linear())),
                List.of(new Dense(objective.parameters(2), new Linear())),
                objective);
        return new Recipe(architecture, Training.defaults());
    }

    @Test
    void settingsWithADefaultMayBeLeftOut() {
        Recipe recipe = RECIPES.read("""
                {"architecture": {"features": 2,
                  "encoder": [{"type": "dense", "units": 1, "activation": {"type": "linear"}}],
                  "decoder": [{"type": "dense", "units": 2, "activation": {"type": "linear"}}],
                  "likelihood": {"type": "gaussian"}},
                 "training": {}}
                """, "test");
        assertThat(recipe).isEqualTo(simple(new Gaussian()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"features\"       | \"featurs\"     | features",
                "\"units\"          | \"unit\"        | units",
                "\"type\":\"adam\"  | \"type\":\"adm\"| adam",
                "\"type\":\"dense\" | \"type\":\"dens\" | dense",
                "\"type\":\"gaussian\" | \"type\":\"gausian\" | gaussian",
            })
    void nearMissesAreNamed(String from, String to, String suggestion) {
        String text = RECIPES.compact(simple(new Gaussian()));
        assertThatThrownBy(() -> RECIPES.read(text.replaceFirst(from, to), "recipe.json"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                    assertThat(e.problem().text()).contains("did you mean \"" + suggestion + "\"?");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"units\":1    | \"units\":0",
                "\"units\":1    | \"units\":1e9999",
                "\"units\":1    | \"units\":\"1\"",
                "\"epochs\":200 | \"epochs\":0",
                "\"epochs\":200 | \"epochs\":2.5",
                "\"epochs\":200 | \"epochs\":null",
                "\"batch\":128  | \"batch\":-1",
                "\"seed\":1     | \"seed\":1e300",
                "\"features\":2 | \"features\":3",
                "\"seed\":1     | \"seed\":1,\"seed\":2",
            })
    void settingsThatCannotBeAreRefused(String from, String to) {
        String text = RECIPES.compact(simple(new Gaussian()));
        assertThat(text).contains(from);
        assertThatThrownBy(() -> RECIPES.read(text.replace(from, to), "recipe.json"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA));
    }

    @Test
    void anyChangedCharacterIsReadOrRefusedCleanly() {
        String text = RECIPES.compact(recipeWith(new Corruption.Swap(0.25f)));
        java.util.Random random = new java.util.Random(17);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            StringBuilder changed = new StringBuilder(text);
            changed.setCharAt(random.nextInt(text.length()), HOSTILE.charAt(random.nextInt(HOSTILE.length())));
            try {
                RECIPES.read(changed.toString(), "recipe.json");
            } catch (ProblemException e) {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2000);
    }

    @Test
    void aLikelihoodOfTheUsersIsFoundByNameOnlyWhereItWasHandedOver() {
        Recipe recipe = simple(new HalfSquare(2.5f));
        RecipeJson own = RecipeJson.with(List.of(HalfSquare.class));
        String text = own.compact(recipe);
        assertThat(text).contains("half_square").doesNotContain("hourglass.train");
        assertThat(own.read(text, "test")).isEqualTo(recipe);
        assertThatThrownBy(() -> RECIPES.read(text, "test"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("half_square");
    }

    /// A user's likelihood with a setting of its own; that it can be named is all that is asked of it here.
    record HalfSquare(float weight) implements Elementwise, Likelihood {
        private static final Gaussian SAME = new Gaussian();

        @Override
        public String name() {
            return "half_square";
        }

        @Override
        public Domain domain(int column) {
            return Domain.REAL;
        }

        @Override
        public Activation output() {
            return new Linear();
        }

        @Override
        public double loss(float eta, float x) {
            return SAME.loss(eta, x);
        }

        @Override
        public double constant(Matrix x) {
            return SAME.constant(x);
        }

        @Override
        public void sample(Matrix eta, long seed, long first, Matrix x) {
            SAME.sample(eta, seed, first, x);
        }
    }
}
