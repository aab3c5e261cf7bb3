package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Poisson;
import hourglass.problem.ProblemException;
import hourglass.table.ValueType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static Outcome of(String... values) {
        return Outcome.of("y", List.of(values), Optional.empty());
    }

    private static List<String> numbers(int distinct) {
        return Stream.concat(
                        IntStream.range(0, distinct).boxed(),
                        IntStream.range(0, distinct).boxed())
                .map(String::valueOf)
                .toList();
    }

    @Test
    void textsAndFewWholeNumbersAreClasses() {
        assertThat(of("b", "a", "a", "b", "", "10", "10")).isEqualTo(new Outcome.Classes("y", List.of("10", "a", "b")));
        assertThat(of("b", "a", "a", "b")).isEqualTo(new Outcome.Classes("y", List.of("a", "b")));
        assertThat(of("10", "9", "-1", "9", "10", "-1")).isEqualTo(new Outcome.Classes("y", List.of("-1", "9", "10")));
        assertThat(Outcome.of("y", numbers(20), Optional.empty())).isInstanceOf(Outcome.Classes.class);
        assertThat(Outcome.of("y", numbers(21), Optional.empty())).isEqualTo(new Outcome.Numbers("y"));
        assertThat(of("0.5", "1", "1", "0.5")).isEqualTo(new Outcome.Numbers("y"));
    }

    @Test
    void aWishDecides() {
        assertThat(Outcome.of("y", numbers(3), Optional.of(OutcomeKind.NUMBERS)))
                .isEqualTo(new Outcome.Numbers("y"));
        assertThat(Outcome.of("y", numbers(3), Optional.of(OutcomeKind.COUNTS))).isEqualTo(new Outcome.Counts("y"));
        assertThat(Outcome.of("y", numbers(30), Optional.of(OutcomeKind.CLASSES)))
                .isInstanceOf(Outcome.Classes.class);
    }

    @Test
    void nothingToLearnIsRefused() {
        assertThatThrownBy(() -> of("a", "a", ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("only a");
        assertThatThrownBy(() -> of("", "")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> of("a", "b", "c"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too many classes");
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Classes("y", List.of("a", "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Classes("y", List.of("a")));
    }

    @Test
    void whatSuitsTheOutcome() {
        Outcome two = new Outcome.Classes("y", List.of("a", "b"));
        Outcome three = new Outcome.Classes("y", List.of("a", "b", "c"));
        assertThat(two.objective()).isEqualTo(new Bernoulli());
        assertThat(two.targets()).isEqualTo(1);
        assertThat(three.objective()).isEqualTo(new Categorical());
        assertThat(three.targets()).isEqualTo(3);
        assertThat(new Outcome.Numbers("y").objective()).isEqualTo(new Gaussian());
        assertThat(new Outcome.Numbers("y").scaling()).isEqualTo(ScalingKind.STANDARDIZE);
        assertThat(new Outcome.Counts("y").objective()).isEqualTo(new Poisson());
        assertThat(new Outcome.Counts("y").scaling()).isEqualTo(ScalingKind.NONE);
    }

    private static Table rows(String... labels) {
        Matrix rows = Matrix.zeros(labels.length, 1);
        for (int row = 0; row < labels.length; row++) {
            rows.set(row, 0, row);
        }
        return new Table(List.of("x"), List.of(1), ValueType.REAL, rows, List.of(labels));
    }

    private static float[] targets(Outcome outcome, String... labels) {
        return Pairs.toPredict(rows(labels), outcome)
                .targets()
                .rows()
                .toMatrix()
                .array();
    }

    @Test
    void valuesBecomeTargets() {
        assertThat(targets(new Outcome.Classes("y", List.of("a", "b")), "b", "a"))
                .containsExactly(1, 0);
        assertThat(targets(new Outcome.Classes("y", List.of("a", "b", "c")), "c", "a"))
                .containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(targets(new Outcome.Numbers("y"), "1.5", "-2")).containsExactly(1.5f, -2);
        assertThat(targets(new Outcome.Counts("y"), "3", "0")).containsExactly(3, 0);
    }

    @Test
    void rowsWithoutAValueAreLeftOutAndCounted() {
        Pairs pairs = Pairs.toPredict(rows("1", "", "3", ""), new Outcome.Numbers("y"));
        assertThat(pairs.leftOut()).isEqualTo(2);
        assertThat(pairs.inputs().rows().toMatrix().array()).containsExactly(0, 2);
        assertThat(pairs.targets().rows().toMatrix().array()).containsExactly(1, 3);
    }

    @Test
    void valuesThatDoNotSuitAreNamed() {
        for (String wrong : List.of("x", "Infinity", "1e99")) {
            assertThatThrownBy(() -> targets(new Outcome.Numbers("y"), "1", wrong))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("row 2, column \"y\"");
        }
        assertThatThrownBy(() -> targets(new Outcome.Counts("y"), "1.5")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> targets(new Outcome.Counts("y"), "-1")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> targets(new Outcome.Classes("y", List.of("a", "b")), "c"))
                .isInstanceOf(ProblemException.class);
        Table unlabelled =
                new Table(List.of("x"), List.of(1), ValueType.REAL, Matrix.zeros(2, 1), Collections.emptyList());
        assertThatIllegalArgumentException().isThrownBy(() -> Pairs.toPredict(unlabelled, new Outcome.Numbers("y")));
    }
}
