package hourglass.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnMatchTest {
    private static final Schema OWN = Schema.ofNumbers(List.of("amount", "hour", "balance"));

    @Test
    void theSameNamesNeedNoWord() {
        ColumnMatch match = ColumnMatch.of(OWN, List.of("amount", "hour", "balance"), "new.csv");
        assertThat(match.places()).containsExactly(0, 1, 2);
        assertThat(match.notes()).isEmpty();
    }

    @Test
    void anotherOrderIsFoundByName() {
        ColumnMatch match = ColumnMatch.of(OWN, List.of("balance", "amount", "hour"), "new.csv");
        assertThat(match.places()).containsExactly(1, 2, 0);
        assertThat(match.notes()).isEmpty();
    }

    @Test
    void namesThatDifferInCaseOnlyAreMatchedWithAWord() {
        ColumnMatch match = ColumnMatch.of(OWN, List.of("Hour", "Balance", "Amount"), "new.csv");
        assertThat(match.places()).containsExactly(2, 0, 1);
        assertThat(match.notes()).singleElement().asString().contains("\"Amount\" as \"amount\"", "case only");
    }

    @Test
    void columnsOfTheSchemaThatDifferInCaseOnlyAreNotMixedUp() {
        Schema both = Schema.ofNumbers(List.of("column", "COLUMN"));
        assertThat(ColumnMatch.of(both, List.of("COLUMN", "column"), "x").places())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> ColumnMatch.of(both, List.of("column", "Column2"), "x"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void otherNamesAreNeverTakenByPlace() {
        assertThatThrownBy(() -> ColumnMatch.of(OWN, List.of("betrag", "stunde", "saldo"), "new.csv"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lack 3 columns")
                .hasMessageContaining("\"amount\", \"hour\", \"balance\"");
    }

    @Test
    void rowsWithoutNamesGoByPlaceWithAWord() {
        ColumnMatch match = ColumnMatch.of(OWN, List.of("column0", "column1", "column2"), "new.csv");
        assertThat(match.places()).containsExactly(0, 1, 2);
        assertThat(match.notes()).singleElement().asString().contains("no names", "amount");
        assertThatThrownBy(() -> ColumnMatch.of(OWN, List.of("column0", "column1", "column2", "column3"), "new.csv"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void surplusColumnsArePassedOverWithAWord() {
        ColumnMatch match = ColumnMatch.of(OWN, List.of("id", "amount", "hour", "balance"), "new.csv");
        assertThat(match.places()).containsExactly(1, 2, 3);
        assertThat(match.notes()).singleElement().asString().contains("passed over 1 column", "\"id\"");
    }

    @Test
    void columnsSetAsideMayBeMissing() {
        Schema schema = OWN.with("hour", new Kind.SetAside(Kind.Reason.TEXT));
        assertThat(ColumnMatch.of(schema, List.of("balance", "amount"), "x").places())
                .containsExactly(1, -1, 0);
    }

    @Test
    void aNearMissIsNamed() {
        assertThatThrownBy(() -> ColumnMatch.of(OWN, List.of("amonut", "hour", "balance"), "new.csv"))
                .hasMessageContaining("rename column \"amonut\" to \"amount\"");
    }
}
