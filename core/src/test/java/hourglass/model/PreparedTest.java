package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import hourglass.objective.Gaussian;
import hourglass.objective.Poisson;
import hourglass.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PreparedTest {
    private static Table counts() {
        Matrix rows = Matrix.zeros(50, 3);
        rows.fill(2);
        rows.set(16, 1, -4);
        rows.set(40, 0, -1);
        return Tables.of(rows);
    }

    private static Prepared prepare(Table rows, Wishes wishes) {
        return Prepared.of(rows, Advisor.advise(rows, wishes));
    }

    /// In terms of the file, whatever the split makes of its rows.
    @Test
    void aValueTheLikelihoodCannotExplainIsNamedByRowAndColumn() {
        Wishes poisson = Wishes.none().withObjective(new Poisson());
        for (long seed = 1; seed <= 3; seed++) {
            Wishes wishes = poisson.withSeed(seed);
            assertThatThrownBy(() -> prepare(counts(), wishes))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("does not suit the objective poisson (and 1 more)")
                    .hasMessageContaining("data row 17, column \"c1\"")
                    .hasMessageContaining("found -4.0");
        }
    }

    @Test
    void whatIsScaledOrSuitsIsTaken() {
        assertThat(prepare(counts(), Wishes.none().withObjective(new Gaussian()))
                        .split()
                        .training())
                .hasSize(45);
        Table valid = Tables.filled(40, 3, (random, j) -> random.nextInt(9));
        assertThat(prepare(valid, Wishes.none().withObjective(new Poisson()))
                        .split()
                        .training())
                .hasSize(36);
    }
}
