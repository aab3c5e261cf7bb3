package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.likelihood.Gaussian;
import hourglass.likelihood.Likelihood;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                        Optimizer.class,
                        Schedule.class,
                        Clipping.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordComesBack(Class<?> type) throws ReflectiveOperationException {
        Recipe recipe = recipeWith(example(type));
        String text = RECIPES.write(recipe).indented();
        assertThat(RECIPES.read(text, "test")).isEqualTo(recipe);
        assertThat(RECIPES.read(RECIPES.write(recipe).compact(), "test")).isEqualTo(recipe);
        assertThat(RECIPES.write(RECIPES.read(text, "test")).indented()).isEqualTo(text);
    }

    /// A value of a record with numbers that no default has: 0.25 lies in the range of every fraction, weight and
    /// limit.
    private static Object example(Class<?> type) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            values.add(component(component.getType()));
        }
        var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values.toArray());
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
        }
        assertThat(type.isSealed())
                .as("a component of type %s needs an example", type)
                .isTrue();
        return example(type.getPermittedSubclasses()[0]);
    }

    private static Recipe recipeWith(Object part) {
        Training from = Training.defaults();
        Layer layer = switch (part) {
            case GaussianLatent latent -> new Penalize(new Penalty.L1(1));
            case Dense dense -> new Dense(3, dense.activation(), new Weights.Own(new Initializer.HeNormal()), false);
            case Layer it -> it;
            case Activation it -> new Dense(3, it);
            case Initializer it -> new Dense(3, new Linear(), new Weights.Own(it));
            case Corruption it -> new Corrupt(it);
            case Penalty.Contractive it -> new Penalize(new Penalty.L1(1));
            case Penalty it -> new Penalize(it);
            default -> new Dense(3, new Linear());
        };
        Weights weights = part instanceof Weights it ? it : new Weights.Mirrored();
        Architecture architecture = new Architecture(
                4,
                part instanceof GaussianLatent latent
                        ? List.of(layer, new Dense(6, new Linear()), latent)
                        : part instanceof Penalty.Contractive contractive
                                ? List.of(layer, new Dense(3, new Linear()), new Penalize(contractive))
                                : List.of(layer, new Dense(3, new Linear())),
                List.of(new Dense(3, new Linear()), new Dense(4, new Linear(), mirrors(layer) ? weights : own())),
                new Gaussian());
        Training training = new Training(
                9,
                5,
                part instanceof Optimizer it ? it : from.optimizer(),
                part instanceof Schedule it ? it : from.schedule(),
                part instanceof Clipping it ? it : from.clipping(),
                0.125,
                Optional.empty(),
                0.25,
                Long.MIN_VALUE);
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
        for (Class<? extends Likelihood> type : Likelihood.standard()) {
            Likelihood likelihood = (Likelihood) example(type);
            Recipe recipe = simple(likelihood);
            assertThat(RECIPES.read(RECIPES.write(recipe).compact(), "test")).isEqualTo(recipe);
        }
    }

    private static Recipe simple(Likelihood likelihood) {
        Architecture architecture = new Architecture(
                2,
                List.of(new Dense(1, new Linear())),
                List.of(new Dense(likelihood.parameters(2), new Linear())),
                likelihood);
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
        String text = RECIPES.write(simple(new Gaussian())).compact();
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
        String text = RECIPES.write(simple(new Gaussian())).compact();
        assertThat(text).contains(from);
        assertThatThrownBy(() -> RECIPES.read(text.replace(from, to), "recipe.json"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA));
    }

    @Test
    void anyChangedCharacterIsReadOrRefusedCleanly() {
        String text = RECIPES.write(recipeWith(new Corruption.Swap(0.25f))).compact();
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
        String text = own.write(recipe).compact();
        assertThat(text).contains("half_square").doesNotContain("hourglass.train");
        assertThat(own.read(text, "test")).isEqualTo(recipe);
        assertThatThrownBy(() -> RECIPES.read(text, "test"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("half_square");
    }

    /// A user's likelihood with a setting of its own; that it can be named is all that is asked of it here.
    record HalfSquare(float weight) implements Likelihood {
        private static final Gaussian SAME = new Gaussian();

        @Override
        public String name() {
            return "half_square";
        }

        @Override
        public int parameters(int features) {
            return features;
        }

        @Override
        public String domain() {
            return "finite numbers";
        }

        @Override
        public boolean accepts(float value) {
            return Float.isFinite(value);
        }

        @Override
        public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
            return SAME.loss(eta, x, scale, gradient);
        }

        @Override
        public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
            SAME.lossPerRow(eta, x, losses, from);
        }

        @Override
        public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
            SAME.addLossPerColumn(eta, x, losses);
        }

        @Override
        public void mean(Matrix eta, Matrix mean) {
            SAME.mean(eta, mean);
        }

        @Override
        public void link(Matrix mean, Matrix eta) {
            SAME.link(mean, eta);
        }

        @Override
        public double constant(Matrix x) {
            return SAME.constant(x);
        }
    }
}
