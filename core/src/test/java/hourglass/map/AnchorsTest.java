package hourglass.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    @Test
    void aRowIsPlacedWhereMostOfItsNeighboursAreAndNotBetweenClusters() {
        // On a line, three to the left and two to the right of 0, equally far; on the plane far apart.
        Matrix points = Matrix.of(5, 1, -1, -1, -1, 1, 1);
        Matrix positions = Matrix.of(5, 2, 0, 0, 0.1f, 0, 0, 0.1f, 9, 9, 9.1f, 9);
        Matrix placed = new Anchors(points, positions, 0.5f).place(Matrix.of(1, 1, 0), Kernels.plain());
        assertThat((double) placed.get(0, 0)).isCloseTo(0.033, within(0.02));
        assertThat((double) placed.get(0, 1)).isCloseTo(0.033, within(0.02));
    }

    @Test
    void nearerNeighboursCountForMore() {
        Matrix points = Matrix.of(4, 1, 0.9f, 1.1f, -2, -2.1f);
        Matrix positions = Matrix.of(4, 2, 5, 5, 5, 5, -5, -5, -5, -5);
        Matrix placed = new Anchors(points, positions, 0.5f).place(Matrix.of(2, 1, 0.5f, -1.5f), Kernels.plain());
        assertThat(placed.get(0, 0)).isGreaterThan(4.9f);
        assertThat(placed.get(1, 0)).isLessThan(-4.9f);
    }

    @Test
    void oneAnchorTakesAll() {
        Matrix placed =
                new Anchors(Matrix.of(1, 1, 3), Matrix.of(1, 2, 7, 8), 1).place(Matrix.of(2, 1, 0, 3), Kernels.plain());
        assertThat(placed.array()).containsExactly(7, 8, 7, 8);
    }

    @Test
    void equalAnchorsFarFromARowAreNoTrouble() {
        Matrix positions = Matrix.of(3, 2, 1, 1, 1, 1, 1, 1);
        Matrix placed =
                new Anchors(Matrix.of(3, 1, 2, 2, 2), positions, 0.1f).place(Matrix.of(1, 1, 1e6f), Kernels.plain());
        assertThat(placed.array()).containsExactly(1, 1);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        Matrix points = Matrix.zeros(3, 2);
        assertThatThrownBy(() -> new Anchors(points, Matrix.zeros(2, 2), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Anchors(points, Matrix.zeros(3, 2), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reach");
    }

    @Test
    void weightsCountAsManyAsAskedFor() {
        float[] squared = {1, 2, 4, 9, 10, 11, 20, 50};
        double[] weights = Perplexity.weights(squared, 3, 60);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
        assertThat(Math.exp(-Arrays.stream(weights)
                        .map(it -> it > 0 ? it * Math.log(it) : 0)
                        .sum()))
                .isCloseTo(3, within(1e-6));
        // w ∝ exp(−β d²): the logarithms of weights fall in proportion to d².
        double beta = Math.log(weights[0] / weights[1]);
        assertThat(Math.log(weights[0] / weights[3])).isCloseTo(8 * beta, within(1e-9));
        assertThat(Perplexity.weights(new float[] {4, 4, 4}, 2, 60)).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
    }
}
