package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// "No longer convex; we can still compute the gradient and head downhill."
class NotConvexTest {
    private static final Architecture ARCHITECTURE =
            new Architecture(6, List.of(new Dense(4, new Tanh())), List.of(new Dense(6, new Linear())), new Gaussian());

    private static double loss(Parameters parameters) {
        return Arrays.stream(new Network(ARCHITECTURE, parameters, Kernels.plain())
                        .loss(
                                Runs.TRAINING.inputs().toMatrix(),
                                Runs.TRAINING.inputs().toMatrix()))
                .sum();
    }

    /// Gradient descent with all rows in each step.
    private static TrainingRun run() {
        Training training = Training.plain(400, Runs.TRAINING.rows(), new Optimizer.Sgd(0.02, 0, false))
                .withSeed(5);
        return TrainingRun.start(new Recipe(ARCHITECTURE, training), Runs.TRAINING, Runs.NONE, Kernels.plain(), 1);
    }

    /// Two hidden units in each other's place compute the same; half-way between, the loss is higher than at either
    /// end, which no convex function can be.
    @Test
    void theLossOfSeveralLayersIsNotConvex() {
        try (TrainingRun run = run()) {
            while (run.advance()) {}
            Parameters found = run.network().parameters();
            Parameters swapped = found.copy();
            swapColumns(swapped.weight(0));
            swapColumns(Objects.requireNonNull(swapped.bias(0)));
            Matrix decoder = swapped.weight(1);
            Matrix first = decoder.rows(0, 1).copy();
            decoder.rows(0, 1).copyFrom(decoder.rows(1, 2));
            decoder.rows(1, 2).copyFrom(first);
            Parameters between = found.copy();
            for (int i = 0; i < between.block().length; i++) {
                between.block()[i] = (found.block()[i] + swapped.block()[i]) / 2;
            }
            double loss = loss(found);
            assertThat(loss(swapped)).isCloseTo(loss, within(1e-4 * loss));
            assertThat(loss(between)).isGreaterThan(1.2 * loss);
        }
    }

    private static void swapColumns(Matrix matrix) {
        Matrix first = matrix.columns(0, 1).copy();
        matrix.columns(0, 1).copyFrom(matrix.columns(1, 2));
        matrix.columns(1, 2).copyFrom(first);
    }

    @Test
    void everyStepAlongTheGradientLeadsDownhill() {
        try (TrainingRun run = run()) {
            while (run.advance()) {}
            List<EpochResult> history = run.history();
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).loss()).isLessThan(history.get(i - 1).loss());
            }
            assertThat(history.getLast().loss())
                    .isLessThan(0.3 * history.getFirst().loss());
        }
    }
}
