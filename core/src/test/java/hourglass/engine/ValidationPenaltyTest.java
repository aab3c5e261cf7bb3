package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What rows kept back are told to cost besides their loss is what the same rows cost in training.
class ValidationPenaltyTest {
    private static final int ROWS = 60;

    static Stream<Layer> layers() {
        return Stream.of(
                new Penalize(new Penalty.L1(0.3f)),
                new Penalize(new Penalty.L2(0.3f)),
                new Penalize(new Penalty.KullbackLeibler(2, 0.1f)),
                new Penalize(new Penalty.Contractive(0.7f)),
                new GaussianLatent(0.4f));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void isThatOfTraining(Layer layer) {
        Architecture architecture = new Architecture(
                5, List.of(new Dense(4, new Sigmoid()), layer), List.of(new Dense(5, new Linear())), new Gaussian());
        Parameters parameters = Parameters.initial(architecture, 3);
        Matrix rows = Matrix.zeros(ROWS, 5);
        Random random = new Random(2);
        for (int i = 0; i < rows.array().length; i++) {
            rows.array()[i] = (float) random.nextGaussian();
        }
        try (Team team = Team.of(1)) {
            Kernels[] kernels = {Kernels.plain()};
            ValidationLoss validation = new ValidationLoss(architecture, parameters, rows, rows, team, kernels);
            validation.meanLoss();
            double penalty = validation.meanPenalty();
            TrainingStep step = new TrainingStep(
                    architecture,
                    parameters,
                    new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                    new Clipping.None(),
                    0,
                    ROWS,
                    false,
                    team,
                    kernels);
            StepResult result =
                    step.run(rows, rows, IntStream.range(0, ROWS).toArray(), 0, ROWS, new StepKey(1, 0), 0.1);
            assertThat(result.penalty()).isGreaterThan(0);
            assertThat(penalty).isCloseTo(result.penalty() / ROWS, within(1e-6 * result.penalty() / ROWS));
        }
    }
}
