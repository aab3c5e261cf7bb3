package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Activation;
import hourglass.activation.Gelu;
import hourglass.activation.LeakyRelu;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.GaussianLatent;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Gaussian;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import hourglass.problem.ProblemException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Words<Object> WORDS =
            Words.ofRecords("thing", List.of(Activation.class, Penalty.class, TopK.class, Twice.class, Sized.class));

    record Twice(int whole, double share, boolean wide) {
        public Twice(int whole) {
            this(whole, 0.5, false);
        }
    }

    @Word(value = "sized", alias = "measured")
    record Sized(double height, double width) {
        Sized {
            if (width < 0) {
                throw new IllegalArgumentException("the width must not be negative, got " + width);
            }
        }
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("relu", new hourglass.activation.Relu()),
                Arguments.of("leaky_relu", new LeakyRelu()),
                Arguments.of("leaky_relu:0.0001", new LeakyRelu(1e-4f)),
                Arguments.of("kl:0.1:0.05", new Penalty.KullbackLeibler(0.1f, 0.05f)),
                Arguments.of("topk:32", new TopK(32)),
                Arguments.of("topk:32:0", new TopK(32, 0)),
                Arguments.of("twice:3", new Twice(3)),
                Arguments.of("twice:3:0.25", new Twice(3, 0.25, false)),
                Arguments.of("sized:2:1E+20", new Sized(2, 1e20)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsReadIsWritten(String word, Record settings) {
        assertThat(WORDS.read(word)).isEqualTo(settings);
        assertThat(Words.of(settings)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "LeakyRelu, leaky_relu",
        "LEAKY-RELU:0.2, leaky_relu",
        "top-k:3, topk:3",
        "kullback_leibler:1:0.5, kl:1:0.5",
        "measured:1:2, sized:1:2",
        "twice:3.0, twice:3"
    })
    void otherWaysToSayIt(String word, String usual) {
        assertThat(Words.of((Record) WORDS.read(word))).isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaki_relu | unknown thing \"leaki_relu\": did you mean \"leaky_relu\"? | one of relu, sigmoid",
                "'' | unknown thing | kl:0.1:0.1, contractive:0.1, topk:10, twice:10, sized:0.1:0.1",
                "kl:0.1 | malformed value of thing | something like kl:0.1:0.1 (weight, target), found kl:0.1",
                "kl:x:0.1 | malformed value of thing | (weight, target)",
                "kl:0.1:0.1:0.1 | malformed value of thing | (weight, target)",
                "kl: | malformed value of thing | (weight, target)",
                "twice:1.5 | malformed value of thing | something like twice:10:0.5 (whole, share)",
                "twice:1e10 | malformed value of thing | something like twice:10:0.5 (whole, share)",
                "twice:1:narrow | malformed value of thing | something like twice:10:0.5 (whole, share)",
                "sigmoid:1 | malformed value of thing | sigmoid, which takes no number, found sigmoid:1",
                "l1:-1 | the weight of a penalty must be at least 0 and finite, got -1.0 | at  thing",
                "topk:0 | top-k must keep at least 1 number, got 0 | found topk:0",
                "sized:1:-1 | the width must not be negative, got -1.0 | found sized:1:-1"
            })
    void whatIsWrongIsSaid(String word, String summary, String more) {
        assertThatThrownBy(() -> WORDS.read(word))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("error: " + summary)
                .hasMessageContaining(more);
    }

    /// What is shown as an example can be typed.
    @Test
    void examplesMeanSomething() {
        for (Words<?> words : List.of(
                WORDS,
                Words.ofSealed("activation", Activation.class),
                Words.ofSealed("corruption", Corruption.class))) {
            assertThat(words.examples()).isNotEmpty();
            words.examples().forEach(words::read);
        }
    }

    @Test
    void whatIsNoNumber() {
        assertThat(Words.of(new Gelu(true))).isEqualTo("gelu approximate=true");
        assertThat(Words.of(new Twice(3, 0.25, true))).isEqualTo("twice:3:0.25 wide=true");
        assertThat(Words.of(new Corrupt(new Corruption.SaltAndPepper(0.1f)))).isEqualTo("corrupt salt_and_pepper:0.1");
        assertThat(Words.of(new Penalize(new Penalty.L2(2)))).isEqualTo("penalize l2:2");
        assertThat(Words.of(new GaussianLatent())).isEqualTo("gaussian_latent");
        assertThat(Words.of(new GaussianLatent(4))).isEqualTo("gaussian_latent:4");
    }

    @Test
    void onlyNumbersThatAreNotTheUsualOnes() {
        assertThat(Words.of(new Gaussian())).isEqualTo("gaussian");
        assertThat(Words.of(new StudentT())).isEqualTo("student_t");
        assertThat(Words.of(new StudentT(3))).isEqualTo("student_t:3");
        assertThat(Words.of(new StudentT(4, 0.5f))).isEqualTo("student_t:4:0.5");
        assertThat(Words.of(new NegativeBinomial(1, 1000))).isEqualTo("negative_binomial:1:1000");
    }

    @Test
    void plainValues() {
        assertThat(Words.ofWhole("rows").read("-3")).isEqualTo(-3);
        assertThat(Words.ofLong("seed").read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Words.ofNumber("rate").read("1e-3")).isEqualTo(1e-3);
        assertThat(Words.ofWholes("hidden").read("512,256")).containsExactly(512, 256);
        assertThat(Words.ofTruth("tied").read("false")).isFalse();
        assertThat(Words.ofConstants("day", DayOfWeek.class).read("Monday")).isEqualTo(DayOfWeek.MONDAY);
        for (String word : List.of("", "x", "3000000000", "1.5")) {
            assertThatThrownBy(() -> Words.ofWhole("rows").read(word))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("malformed value of rows\n  expected a whole number");
        }
        assertThatThrownBy(() -> Words.ofWholes("hidden").read("512,,256"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("whole numbers with commas between them, such as 64,16, found 512,,256");
        assertThatThrownBy(() -> Words.ofConstants("day", DayOfWeek.class).read("sonday"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("unknown day \"sonday\": did you mean \"monday\"?");
    }

    @Test
    void recordsThatNoWordCanMakeAreAFaultOfTheProgram() {
        assertThatThrownBy(
                        () -> Words.ofRecords("layer", List.of(Penalize.class)).examples())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no word can give");
        assertThatThrownBy(() -> Words.ofRecords("noise", List.of(Gaussian.class, Corruption.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("same name");
    }

    @Test
    void truthHasTwoWords() {
        Words<Boolean> words = Words.ofTruth("answer");
        assertThat(words.examples()).containsExactly("true", "false");
        assertThat(words.read("TRUE")).isTrue();
        assertThat(words.read("false")).isFalse();
        assertThatThrownBy(() -> words.read("fals"))
                .hasMessage("error: unknown answer \"fals\": did you mean \"false\"?\n  expected one of true, false");
    }

    @Word(alias = "twice")
    record Doubled(int whole) {}

    @Test
    void everyNameIsOfOneRecord() {
        assertThat(Words.name(Twice.class)).isEqualTo("twice");
        assertThatThrownBy(() -> Words.ofRecords("thing", List.of(Twice.class, Doubled.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("are both called twice");
    }
}
