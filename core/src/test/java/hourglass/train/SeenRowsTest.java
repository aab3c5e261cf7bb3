package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import org.junit.jupiter.api.Test;

class SeenRowsTest {
    private static SeenRows withLosses(double... losses) {
        SeenRows rows = SeenRows.none(losses.length, 2, Matrix.zeros(losses.length, 2), 2);
        System.arraycopy(losses, 0, rows.losses(), 0, losses.length);
        return rows;
    }

    /// Losses above the smallest 0, 1, 2, 3: squares 1 : 4 : 9 for the first, and among the others again.
    @Test
    void rowsAreDrawnWithoutReplacementByTheSquareOfTheirLoss() {
        SeenRows rows = withLosses(-7, -6, -5, -4);
        int draws = 40_000;
        double[] first = new double[4];
        double second = 0;
        for (int i = 0; i < draws; i++) {
            int[] drawn = rows.drawn(Noise.key(1, Noise.Purpose.REVIVAL, i, 0), 83);
            assertThat(drawn).containsExactlyInAnyOrder(1, 2, 3);
            first[drawn[0]] += 1.0 / draws;
            second += drawn[0] == 3 && drawn[1] == 2 ? 1.0 / draws : 0;
        }
        assertThat(first[1]).isCloseTo(1 / 14.0, within(0.01));
        assertThat(first[2]).isCloseTo(4 / 14.0, within(0.01));
        assertThat(first[3]).isCloseTo(9 / 14.0, within(0.01));
        assertThat(second).isCloseTo(9 / 14.0 * 4 / 5, within(0.01));
    }

    @Test
    void rowsThatAreAllAlikeAreNotDrawn() {
        assertThat(withLosses(3, 3, 3).drawn(1, 0)).isEmpty();
    }

    @Test
    void whatIsKeptOfARow() {
        SeenRows rows = withLosses(1, 1, 1);
        Matrix codes = Matrix.of(3, 4, 0, 3, 1, 0, 0, 0, 0, 0, 0, -2, 0, 0);
        for (int row = 0; row < 3; row++) {
            rows.keep(row, codes, row, 2);
        }
        assertThat(rows.strengths()).containsExactly(2, 0, -2);
        assertThat(rows.smallest()).containsExactly(1, 0, -2);
        assertThat(rows.last()).containsExactly(2, -1, -1);
    }
}
