package hourglass.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.objective.ClassIndices;
import hourglass.objective.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellSurpriseTest {
    private static final CellJudge REAL = new CellJudge(new StudentT(3, 0.5f), new StudentT(5, 2), List.of(0.25), 0, 0);

    private static final CellJudge CATEGORY =
            new CellJudge(new ClassIndices(3), new ClassIndices(3), List.of(-0.5, -1.5, -3.0), 0, 0);

    private static double part(double errors, double deviance) {
        return Math.log(1 - errors + errors * Math.exp(deviance));
    }

    @Test
    void aNumberCountsAsOftenAsErrorsMakeItLikelier() {
        Matrix eta = Matrix.of(3, 1, 0.5f, -1, 0.1f);
        Matrix x = Matrix.of(3, 1, 0.5f, 4, -20);
        double[] nats = new CellSurprise(REAL, 0.01, 0).of(eta, x);
        for (int row = 0; row < 3; row++) {
            double given = 2 * Math.log1p(Math.pow((eta.get(row, 0) - x.get(row, 0)) / 0.5, 2) / 3);
            double alone = 3 * Math.log1p(Math.pow((0.25 - x.get(row, 0)) / 2, 2) / 5);
            assertThat(nats[row]).isCloseTo(part(0.01, given) + part(0.01, alone), within(1e-6));
        }
        assertThat(nats[0]).isCloseTo(0, within(1e-3));
    }

    @Test
    void theLoopForNumbersAgreesWithThatForAnyKindBitForBit() {
        Matrix eta = Matrix.of(5, 1, 0.5f, -1, 0.1f, 3, 1e30f);
        Matrix x = Matrix.of(5, 1, 0.5f, 4, Float.NaN, 3.1f, -1e30f);
        for (double errors : new double[] {0.01, 1}) {
            CellSurprise cell = new CellSurprise(REAL, errors, 0);
            assertThat(cell.of(eta, x)).isEqualTo(cell.ofCells(eta, x));
        }
    }

    /// −log of softmax, and for the last level what several values share.
    @Test
    void aValueThatIsNoLevelIsMoreSurprisingBeforeErrorsAreThoughtOf() {
        Matrix eta = Matrix.of(4, 3, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0);
        Matrix x = Matrix.of(4, 1, 0, 1, 2, Float.NaN);
        double[] nats = new CellSurprise(CATEGORY, 0.05, 1.7).of(eta, x);
        double given = Math.log(Math.exp(1) + Math.exp(2) + 1);
        double alone = Math.log(Math.exp(-0.5) + Math.exp(-1.5) + Math.exp(-3));
        assertThat(nats[0]).isCloseTo(part(0.05, given - 1) + part(0.05, alone + 0.5), within(1e-6));
        assertThat(nats[1]).isCloseTo(part(0.05, given - 2) + part(0.05, alone + 1.5), within(1e-6));
        assertThat(nats[2]).isCloseTo(part(0.05, given + 1.7) + part(0.05, alone + 3 + 1.7), within(1e-6));
        assertThat(nats[3]).isZero();
    }

    @Test
    void inFullACellCountsItsDeviances() {
        Matrix eta = Matrix.of(1, 1, 2);
        Matrix x = Matrix.of(1, 1, -7);
        assertThat(new CellSurprise(REAL, 1, 0).of(eta, x)[0])
                .isCloseTo(2 * Math.log1p(18 * 18 / 3.0) + 3 * Math.log1p(7.25 * 7.25 / 20), within(1e-9));
    }

    /// Also where one way to compute it takes over from the other, and beyond any exponential.
    @Test
    void furtherOutIsNeverLessStrange() {
        for (double errors : new double[] {1e-6, 0.01, 0.5, 1}) {
            CellSurprise cell =
                    new CellSurprise(new CellJudge(new StudentT(40, 1), new StudentT(), List.of(0.0), 0, 0), errors, 0);
            double before = 0;
            for (float x = 0; x < 1e38f; x = x * 1.01f + 0.01f) {
                double nats = cell.of(Matrix.of(1, 1, 0), Matrix.of(1, 1, x))[0];
                assertThat(nats).isFinite().isGreaterThanOrEqualTo(before);
                before = nats;
            }
            assertThat(before).isGreaterThan(100);
        }
    }

    @Test
    void aShareOfErrorsIsAShare() {
        for (double errors : new double[] {0, -0.1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new CellSurprise(REAL, errors, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("share of errors");
        }
    }
}
