package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Threshold;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.Huber;
import hourglass.loss.MeanSquaredError;
import hourglass.loss.Poisson;
import hourglass.network.BatchTopK;
import hourglass.network.Corruption;
import hourglass.network.JumpRelu;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.ClassIndices;
import hourglass.objective.Focal;
import hourglass.objective.Laplace;
import hourglass.objective.LossObjective;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import hourglass.optimize.Optimizer;
import hourglass.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WishTest {
    private static Wish wish(String name) {
        return Wish.all().stream()
                .filter(wish -> wish.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Wishes wishes(String name, String word) {
        return wish(name).addedTo(Wishes.none(), word);
    }

    static Stream<Arguments> words() {
        Wishes none = Wishes.none();
        return Stream.of(
                Arguments.of("code", "16", none.withCode(16)),
                Arguments.of("hidden", "512,256", none.withHidden(List.of(512, 256))),
                Arguments.of("hidden", "0", none.withHidden(List.of())),
                Arguments.of("activation", "threshold:1:0", none.withActivation(new Threshold(1, 0))),
                Arguments.of("likelihood", "laplace:0.5", none.withObjective(new Laplace(0.5f))),
                Arguments.of("likelihood", "student_t:4:0.5", none.withObjective(new StudentT(4, 0.5f))),
                Arguments.of("likelihood", "negative_binomial:0.5", none.withObjective(new NegativeBinomial(0.5f))),
                Arguments.of(
                        "likelihood",
                        "negative_binomial:0.5:1000",
                        none.withObjective(new NegativeBinomial(0.5f, 1000))),
                Arguments.of("likelihood", "poisson", none.withObjective(new hourglass.objective.Poisson())),
                Arguments.of("likelihood", "focal", none.withObjective(new Focal(2))),
                Arguments.of("likelihood", "focal:1.5", none.withObjective(new Focal(1.5f))),
                Arguments.of("loss", "MSE", none.withObjective(new LossObjective(new MeanSquaredError()))),
                Arguments.of("loss", "poisson", none.withObjective(new LossObjective(new Poisson()))),
                Arguments.of("loss", "huber:0.5", none.withObjective(new LossObjective(new Huber(0.5)))),
                Arguments.of(
                        "loss",
                        "binary-crossentropy:0.1",
                        none.withObjective(new LossObjective(new BinaryCrossentropy(false, 0.1, -1)))),
                Arguments.of("loss", "sparse_categorical_crossentropy:10", none.withObjective(new ClassIndices(10))),
                Arguments.of("scaling", "common-range", none.withScaling(ScalingKind.COMMON_RANGE)),
                Arguments.of("tied", "true", none.withTied(true)),
                Arguments.of("conv", "true", none.withConvolution(true)),
                Arguments.of("corruption", "gaussian:0.3", none.withCorruption(new Corruption.Gaussian(0.3f))),
                Arguments.of(
                        "corruption", "salt-and-pepper:0.1", none.withCorruption(new Corruption.SaltAndPepper(0.1f))),
                Arguments.of("sparsity", "topk:32", none.withSparsity(new TopK(32))),
                Arguments.of(
                        "sparsity",
                        "kl:0.1:0.05",
                        none.withSparsity(new Penalize(new Penalty.KullbackLeibler(0.1f, 0.05f)))),
                Arguments.of(
                        "sparsity",
                        "contractive:0.01",
                        none.withSparsity(new Penalize(new Penalty.Contractive(0.01f)))),
                Arguments.of("sparsity", "batch-topk:32", none.withSparsity(new BatchTopK(32))),
                Arguments.of("sparsity", "jump_relu:0.1", none.withSparsity(new JumpRelu(0.1f))),
                Arguments.of("matryoshka", "64,256", none.withMatryoshka(List.of(64, 256))),
                Arguments.of("dropout", "0.2", none.withDropout(0.2)),
                Arguments.of("variational", "1", none.withVariational(1)),
                Arguments.of("decay", "1e-3", none.withDecay(1e-3)),
                Arguments.of("epochs", "5", none.withEpochs(5)),
                Arguments.of("batch", "32", none.withBatch(32)),
                Arguments.of("optimizer", "adam", none.withOptimizer(new Optimizer.Adam())),
                Arguments.of("optimizer", "sgd", none.withOptimizer(new Optimizer.Sgd(0.01, 0, false))),
                Arguments.of("optimizer", "rmsprop", none.withOptimizer(new Optimizer.RmsProp())),
                Arguments.of("optimizer", "sgd:0.9", none.withOptimizer(new Optimizer.Sgd(0.01, 0.9, false))),
                Arguments.of("optimizer", "nesterov:0.9", none.withOptimizer(new Optimizer.Sgd(0.01, 0.9, true))),
                Arguments.of(
                        "optimizer",
                        "adamw:0.01",
                        none.withOptimizer(new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8, 0.01))),
                Arguments.of("rate", "0.1", none.withRate(0.1)),
                Arguments.of("seed", "-7", none.withSeed(-7)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordIsAWish(String name, String word, Wishes meant) {
        assertThat(wishes(name, word)).isEqualTo(meant).isNotEqualTo(Wishes.none());
    }

    /// Nobody forgets to ask for a component, and each is covered here.
    @Test
    void everythingIsAskedFor() {
        Set<String> covered =
                words().map(arguments -> (String) arguments.get()[0]).collect(Collectors.toSet());
        assertThat(Wish.all()).extracting(Wish::name).doesNotHaveDuplicates().hasSameElementsAs(covered);
        assertThat(covered).hasSize(Wishes.class.getRecordComponents().length + 1);
        assertThat(Arrays.stream(Wishes.class.getRecordComponents())
                        .flatMap(component -> Arrays.stream(component.getAnnotationsByType(Asked.class))))
                .hasSameSizeAs(Wish.all());
    }

    /// What is shown as an example can be typed.
    @Test
    void examplesMeanSomething() {
        for (Wish wish : Wish.all()) {
            wish.examples()
                    .forEach(word ->
                            assertThat(wish.addedTo(Wishes.none(), word)).isNotNull());
        }
        assertThat(wish("loss").examples())
                .startsWith("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy:10");
        assertThat(wish("likelihood").examples())
                .contains("bernoulli", "focal", "von_mises")
                .doesNotContain("mixed")
                .hasSize(11);
    }

    @Test
    void oneWishLeavesTheOthers() {
        Wishes two = wish("seed").addedTo(wishes("rate", "0.1"), "3");
        assertThat(two.rate()).isEqualTo(OptionalDouble.of(0.1));
        assertThat(two.seed()).isEqualTo(OptionalLong.of(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code | 0 | at least 1 unit, got 0",
                "hidden | 8,0 | at least 1 unit, got 0",
                "dropout | 1.5 | at least 0 and below 1, got 1.5",
                "variational | -1 | at least 0 and finite, got -1.0",
                "decay | -1 | at least 0, got -1.0",
                "epochs | 0 | at least 1 epoch, got 0",
                "batch | 0 | at least 1 row, got 0",
                "rate | 0 | above 0 and finite, got 0.0",
                "optimizer | nesterov:0 | nesterov needs a momentum above 0",
                "optimizer | adamw | something like adamw:0.1 (decay)",
                "optimizer | sgd:0.5:1 | something like sgd:0 (momentum)",
                "optimizer | adem | did you mean \"adam\"?",
                "loss | huber:0 | delta of huber must be above 0 and finite, got 0.0",
                "loss | cosine_similarity:0 | the axis of cosine_similarity is 0",
                "scaling | rang | did you mean \"range\"?",
                "seed | x | a whole number"
            })
    void whatIsOutOfRangeIsSaidAtOnce(String name, String word, String said) {
        assertThatThrownBy(() -> wishes(name, word))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(said);
    }
}
