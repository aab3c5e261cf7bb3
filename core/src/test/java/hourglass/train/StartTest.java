package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Elu;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.optimize.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {
    private static final Matrix INPUTS = Matrix.zeros(3, 2);

    /// Column sums 4 and 0; a cell is not observed.
    private static final Matrix COUNTS = Matrix.of(3, 2, 1, 0, 3, 0, Float.NaN, 0);

    private static Recipe recipe(Objective objective) {
        return new Recipe(
                Architecture.feedForward(2, List.of(4), new Elu(), 2, objective),
                Training.plain(3, 2, new Optimizer.Adam()));
    }

    private static Parameters start(Objective objective) {
        return Start.of(recipe(objective), new Examples(INPUTS, COUNTS, true)).parameters();
    }

    /// Biases log((4 + ½) / 3) and log(½ / 4), all else as the seed says.
    @Test
    void ratesStartAtTheMeansOfWhatWasObserved() {
        for (Objective objective : List.of(new Poisson(), new NegativeBinomial())) {
            Parameters parameters = start(objective);
            Matrix bias = parameters.bias(1);
            assertThat(bias).isNotNull();
            assertThat((double) bias.get(0, 0)).isCloseTo(Math.log(1.5), within(1e-6));
            assertThat((double) bias.get(0, 1)).isCloseTo(Math.log(0.125), within(1e-6));
            bias.fill(0);
            assertThat(parameters.block())
                    .isEqualTo(
                            Checkpoint.initial(recipe(objective)).parameters().block());
        }
    }

    @Test
    void otherOutputsStartAsTheSeedSays() {
        assertThat(start(new Gaussian()).block())
                .isEqualTo(
                        Checkpoint.initial(recipe(new Gaussian())).parameters().block());
    }
}
