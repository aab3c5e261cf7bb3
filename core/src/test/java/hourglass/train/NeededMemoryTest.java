package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeededMemoryTest {
    private static Recipe recipe(int columns, int units, Optimizer optimizer, int batch) {
        Architecture architecture = new Architecture(
                columns,
                List.of(new Dense(units, new Linear())),
                List.of(new Dense(columns, new Linear())),
                new Gaussian());
        return new Recipe(architecture, Training.plain(1, batch, optimizer));
    }

    /// 2 · 1,000,000 · 1000 parameters and their biases are 2.001e9: Adam has two moments of each, SGD none.
    @Test
    void aNetworkTooLargeIsRefusedWithBothNumbers() {
        for (Optimizer optimizer : List.of(new Optimizer.Adam(0.01), new Optimizer.Sgd(0.01, 0, false))) {
            Recipe recipe = recipe(1000, 1_000_000, optimizer, 16);
            Examples examples = Examples.of(Matrix.zeros(20, 1000));
            assertThatThrownBy(() -> TrainingRun.start(recipe, examples, Kernels.plain(), 1))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("does not fit in memory")
                    .hasMessageContaining(optimizer instanceof Optimizer.Adam ? "64,032 MB" : "32,016 MB")
                    .hasMessageContaining("2,001,001,000 parameters")
                    .hasMessageContaining("found ");
        }
    }

    /// 4 numbers a row into 3 units and back: 12 + 3 + 12 + 4 parameters, 7 outputs of a row.
    @Test
    void rowsOfAShardCount() {
        Recipe recipe = recipe(4, 3, new Optimizer.Adam(0.01), 100_000);
        assertThat(NeededMemory.bytes(recipe, 1_000_000)).isCloseTo(4 * (5 * 31 + 1024 * 7), within(0.5));
        assertThat(NeededMemory.bytes(recipe, 2)).isCloseTo(4 * 8 * 31, within(0.5));
    }
}
