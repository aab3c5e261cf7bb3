package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    enum Order {
        SHUFFLED,
        AS_GIVEN
    }

    sealed interface Optimizer permits Adam, Adaptive, Sgd {}

    sealed interface Adaptive extends Optimizer permits RmsProp {}

    record Adam(float rate, double epsilon) implements Optimizer {
        Adam {
            if (!(rate > 0)) {
                throw new IllegalArgumentException("rate must be positive, got " + rate);
            }
        }

        public Adam() {
            this(0.001f, 1e-7);
        }
    }

    record RmsProp(float rate) implements Adaptive {}

    record Sgd() implements Optimizer {}

    record Dense(int units, String activation, boolean bias) {
        public Dense(int units) {
            this(units, "relu", true);
        }
    }

    record Training(
            long seed,
            Order order,
            Optimizer optimizer,
            List<Dense> layers,
            Optional<Dense> head,
            OptionalInt patience,
            OptionalLong limit,
            OptionalDouble clip,
            double bound) {
        public static Training defaults() {
            return new Training(
                    7,
                    Order.SHUFFLED,
                    new Adam(),
                    List.of(new Dense(3)),
                    Optional.empty(),
                    OptionalInt.of(5),
                    OptionalLong.empty(),
                    OptionalDouble.empty(),
                    Double.POSITIVE_INFINITY);
        }
    }

    record Recipe(Training training, Optional<String> note) {}

    /// Open, as likelihoods are: anybody may implement it.
    interface Objective {
        int parameters();
    }

    record Poisson(int parameters) implements Objective {}

    record Modelled(Objective objective) {}

    private static final RecordCodec CODEC = RecordCodec.standard();

    private static <T> T decode(Class<T> type, String json) {
        return CODEC.decode(type, Json.parse(json, "recipe.json"), "recipe.json");
    }

    @Test
    void everyKindOfComponentSurvives() {
        Recipe recipe = new Recipe(
                new Training(
                        Long.MIN_VALUE + 1,
                        Order.AS_GIVEN,
                        new RmsProp(0.1f),
                        List.of(new Dense(1), new Dense(2, "tanh", false)),
                        Optional.of(new Dense(4)),
                        OptionalInt.empty(),
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalDouble.of(0.1),
                        Double.NEGATIVE_INFINITY),
                Optional.of("note"));
        Json json = CODEC.encode(Recipe.class, recipe);
        assertThat(json.compact())
                .isEqualTo("{\"training\":{\"seed\":-9223372036854775807,\"order\":\"as_given\","
                        + "\"optimizer\":{\"type\":\"rms_prop\",\"rate\":0.1},"
                        + "\"layers\":[{\"units\":1,\"activation\":\"relu\",\"bias\":true},"
                        + "{\"units\":2,\"activation\":\"tanh\",\"bias\":false}],"
                        + "\"head\":{\"units\":4,\"activation\":\"relu\",\"bias\":true},\"patience\":null,"
                        + "\"limit\":9223372036854775807,\"clip\":0.1,\"bound\":\"-infinity\"},\"note\":\"note\"}");
        assertThat(decode(Recipe.class, json.indented())).isEqualTo(recipe);
        Recipe defaults = new Recipe(Training.defaults(), Optional.empty());
        assertThat(decode(Recipe.class, CODEC.encode(Recipe.class, defaults).compact()))
                .isEqualTo(defaults);
    }

    @Test
    void absentKeysTakeTheRecordsDefaults() {
        assertThat(decode(Training.class, "{}")).isEqualTo(Training.defaults());
        assertThat(decode(Recipe.class, "{\"training\":{}}").note()).isEmpty();
        assertThat(decode(Optimizer.class, "{\"rate\":0.5,\"type\":\"adam\"}")).isEqualTo(new Adam(0.5f, 1e-7));
        assertThat(decode(Optimizer.class, "{\"type\":\"sgd\"}")).isEqualTo(new Sgd());
        assertThat(decode(Dense.class, "{\"units\":5,\"bias\":false}")).isEqualTo(new Dense(5, "relu", false));
        assertThat(decode(Training.class, "{\"patience\":null}").patience()).isEmpty();
    }

    @Test
    void missingKeysWithoutDefaultsAreNamed() {
        assertThatThrownBy(() -> decode(Training.class, "{\"layers\":[{\"units\":1},{\"bias\":true}]}"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: key \"units\" is missing\n  at  recipe.json, layers[1]");
        assertThatThrownBy(() -> decode(Optimizer.class, "{\"type\":\"rms_prop\"}"))
                .hasMessageContaining("key \"rate\" is missing");
        assertThatThrownBy(() -> decode(Optimizer.class, "{}"))
                .hasMessageContaining("key \"type\" is missing")
                .hasMessageContaining("one of \"adam\", \"rms_prop\", \"sgd\"");
    }

    @Test
    void oneComponentIsChanged() {
        assertThat(RecordCodec.changed(new Dense(3), "activation", "tanh")).isEqualTo(new Dense(3, "tanh", true));
        assertThatThrownBy(() -> RecordCodec.changed(new Adam(), "rate", -1f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate must be positive, got -1.0");
    }

    @Test
    void unknownNamesAreErrorsWithTheNearMiss() {
        assertThatThrownBy(() -> decode(Recipe.class, "{\"training\":{\"optimizer\":{\"type\":\"adam\",\"ratee\":1}}}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("error: unknown key \"ratee\" of adam: did you mean \"rate\"?\n"
                        + "  at  recipe.json, training.optimizer.ratee");
        assertThatThrownBy(() -> decode(Training.class, "{\"optimizer\":{\"type\":\"adm\"}}"))
                .hasMessageStartingWith("error: unknown optimizer \"adm\": did you mean \"adam\"?\n"
                        + "  at  recipe.json, optimizer.type");
        assertThatThrownBy(() -> decode(Optimizer.class, "{\"type\":\"hourglass.json.RecordCodecTest$Adam\"}"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> decode(Training.class, "{\"order\":\"as_givn\"}"))
                .hasMessageContaining("unknown value \"as_givn\": did you mean \"as_given\"?");
        assertThatThrownBy(() -> decode(Dense.class, "{\"type\":\"dense\",\"units\":1}"))
                .hasMessageContaining("unknown key \"type\" of dense");
    }

    @Test
    void wrongKindsAreRefusedWithThePath() {
        assertThatThrownBy(() -> decode(Training.class, "{\"layers\":[{\"units\":1.5}]}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("recipe.json, layers[0].units");
        for (String json : List.of(
                "[]",
                "{\"seed\":null}",
                "{\"seed\":\"7\"}",
                "{\"layers\":{}}",
                "{\"optimizer\":\"adam\"}",
                "{\"optimizer\":{\"type\":1}}",
                "{\"bound\":\"huge\"}",
                "{\"head\":1}")) {
            assertThatThrownBy(() -> decode(Training.class, json))
                    .as(json)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("recipe.json");
        }
    }

    @Test
    void refusalsOfConstructorsComeWithThePath() {
        assertThatThrownBy(() -> decode(Recipe.class, "{\"training\":{\"optimizer\":{\"type\":\"adam\",\"rate\":-1}}}"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: rate must be positive, got -1.0\n  at  recipe.json, training.optimizer");
    }

    @Test
    void openInterfacesTakeCodecsOrRecordsOfTheirOwn() {
        Modelled modelled = new Modelled(new Poisson(2));
        assertThatThrownBy(() -> CODEC.encode(Modelled.class, modelled)).isInstanceOf(IllegalStateException.class);

        RecordCodec named = CODEC.withRecords(Objective.class, List.of(Poisson.class));
        Json json = named.encode(Modelled.class, modelled);
        assertThat(json.compact()).isEqualTo("{\"objective\":{\"type\":\"poisson\",\"parameters\":2}}");
        assertThat(named.decode(Modelled.class, json, "here")).isEqualTo(modelled);

        RecordCodec own = CODEC.with(
                Objective.class, objective -> Json.of(objective.parameters()), place -> own(place.intValue()));
        Json number = own.encode(Modelled.class, modelled);
        assertThat(number.compact()).isEqualTo("{\"objective\":2}");
        assertThat(own.decode(Modelled.class, number, "here")).isEqualTo(modelled);
        assertThatThrownBy(() -> own.decode(Modelled.class, Json.parse("{\"objective\":0}", "here"), "here"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: parameters must be positive\n  at  here, objective");
    }

    record Mixture(List<Objective> parts) implements Objective {
        @Override
        public int parameters() {
            return parts.size();
        }
    }

    /// Of the same name in JSON as the one that is known.
    static final class Elsewhere {
        record Poisson(int parameters) implements Objective {}
    }

    @Test
    void recordsOfOnesOwnAreWrittenUnknownAndReadWhenHandedOver() {
        RecordCodec known = CODEC.withRecords(Objective.class, List.of(Poisson.class));
        Modelled mixed = new Modelled(new Mixture(List.of(new Poisson(2), new Mixture(List.of()))));
        Json json = known.encode(Modelled.class, mixed);
        assertThat(json.compact())
                .isEqualTo("{\"objective\":{\"type\":\"mixture\",\"parts\":[{\"type\":\"poisson\",\"parameters\":2},"
                        + "{\"type\":\"mixture\",\"parts\":[]}]}}");
        assertThatThrownBy(() -> known.decode(Modelled.class, json, "here"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("unknown objective \"mixture\"");
        RecordCodec more = CODEC.withRecords(Objective.class, List.of(Poisson.class, Mixture.class));
        assertThat(more.decode(Modelled.class, json, "here")).isEqualTo(mixed);
        assertThatThrownBy(() -> known.encode(Modelled.class, new Modelled(new Elsewhere.Poisson(2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not among the records");
    }

    private static Objective own(int parameters) {
        if (parameters < 1) {
            throw new IllegalArgumentException("parameters must be positive");
        }
        return new Poisson(parameters);
    }

    record Span(double from, double to) {
        public Span(double width) {
            this(-width / 2, width / 2);
        }
    }

    record Unsupported(StringBuilder text) {}

    @Test
    void faultsOfTheProgramAreNotBlamedOnTheFile() {
        assertThatThrownBy(() -> decode(Span.class, "{\"from\":1}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leading components");
        assertThatThrownBy(() -> decode(Unsupported.class, "{\"text\":1}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesAreInSnakeCase() {
        assertThat(List.of("GlorotUniform", "KLSparsity", "L1", "TopK", "batchSize", "beta1", "Sgd"))
                .extracting(SettingsNames::snakeCase)
                .containsExactly("glorot_uniform", "kl_sparsity", "l1", "top_k", "batch_size", "beta1", "sgd");
    }

    @Formerly("circle")
    record Round(@Formerly("radius") double width) implements Form {}

    record Square(double side) implements Form {}

    sealed interface Form permits Round, Square {}

    @Test
    void namesOfEarlierVersionsAreReadAndNotWritten() {
        String present = "{\"type\":\"round\",\"width\":2.0}";
        Form round = decode(Form.class, "{\"type\":\"circle\",\"radius\":2.0}");
        assertThat(round).isEqualTo(new Round(2)).isEqualTo(decode(Form.class, present));
        assertThat(CODEC.encode(Form.class, round).compact()).isEqualTo(present);
        assertThatThrownBy(() -> decode(Form.class, "{\"type\":\"square\",\"radius\":2.0}"))
                .hasMessageContaining("unknown key \"radius\"");
    }
}
