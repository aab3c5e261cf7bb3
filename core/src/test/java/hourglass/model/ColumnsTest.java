package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final List<String> WANTED = List.of("age", "income", "height");
    private static final Columns COLUMNS =
            new Columns(WANTED, Scaling.fit(ScalingKind.RANGE, Matrix.of(2, 3, 20, 0, 150, 60, 1000, 200), false));

    @Test
    void sameNamesInTheSameOrderStayAsTheyStand() {
        assertThat(COLUMNS.toRead(WANTED, "f")).isEmpty();
    }

    @Test
    void anotherOrderAndMoreColumnsAreTakenByName() {
        assertThat(COLUMNS.toRead(List.of("height", "x", "age", "income"), "f")).isEqualTo(WANTED);
    }

    @Test
    void asManyColumnsWithOtherNamesAreTakenByPlace() {
        assertThat(COLUMNS.toRead(List.of("a", "b", "c"), "f")).isEmpty();
    }

    @Test
    void oneNameTooFewIsAnErrorThatNamesTheNearMiss() {
        assertThatThrownBy(() -> COLUMNS.toRead(List.of("age", "incme", "height"), "f.csv"))
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
        assertThatThrownBy(() -> COLUMNS.toRead(List.of("a", "b"), "f"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lack 3 columns");
    }

    @Test
    void aTableIsMatchedByNameAndScaled() {
        Table other = Table.of(List.of("height", "x", "age", "income"), new float[] {175, 7, 40, 250});
        assertThat(COLUMNS.encode(COLUMNS.select(other)).array()).containsExactly(0.5f, 0.25f, 0.5f);
    }

    @Test
    void namesThatDoNotFitTheScalingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Columns(List.of("age"), COLUMNS.scaling()));
    }
}
