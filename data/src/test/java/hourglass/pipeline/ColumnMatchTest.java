package hourglass.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnMatchTest {
    private static final List<String> WANTED = List.of("age", "income", "height");

    @Test
    void sameNamesInTheSameOrderStayAsTheyStand() {
        assertThat(ColumnMatch.names(WANTED, WANTED, "f")).isEmpty();
    }

    @Test
    void anotherOrderAndMoreColumnsAreTakenByName() {
        assertThat(ColumnMatch.names(List.of("height", "x", "age", "income"), WANTED, "f"))
                .isEqualTo(WANTED);
    }

    @Test
    void asManyColumnsWithOtherNamesAreTakenByPlace() {
        assertThat(ColumnMatch.names(List.of("a", "b", "c"), WANTED, "f")).isEmpty();
    }

    @Test
    void oneNameTooFewIsAnErrorThatNamesTheNearMiss() {
        assertThatThrownBy(() -> ColumnMatch.names(List.of("age", "incme", "height"), WANTED, "f.csv"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
                    assertThat(e.problem().text())
                            .contains("lack 1 column of the model: \"income\"")
                            .contains("f.csv")
                            .contains("did you mean \"incme\"?");
                });
    }

    @Test
    void otherNamesInAnotherNumberAreAnError() {
        assertThatThrownBy(() -> ColumnMatch.names(List.of("a", "b"), WANTED, "f"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lack 3 columns");
    }
}
