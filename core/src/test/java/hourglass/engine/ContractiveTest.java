package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.LogSigmoid;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Smooth;
import hourglass.activation.Softplus;
import hourglass.activation.Squareplus;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contractive penalty against a twin that takes the Jacobian ∂h/∂x by difference quotients.
class ContractiveTest {
    private static final int FEATURES = 9;
    private static final Penalize CONTRACT = new Penalize(new Penalty.Contractive(0.8f));

    static List<Activation> smooth() {
        return List.of(
                new Exponential(),
                new Linear(),
                new LogSigmoid(),
                new Sigmoid(),
                new Softplus(),
                new Squareplus(0.5f),
                new Tanh());
    }

    @Test
    void everySmoothActivationIsAmongTheCases() {
        assertThat(smooth().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Smooth.class.getPermittedSubclasses());
    }

    private static Architecture architecture(Activation activation, boolean tied, List<Layer> before) {
        List<Layer> encoder = new java.util.ArrayList<>(before);
        encoder.add(new Dense(5, activation));
        encoder.add(CONTRACT);
        Weights weights = tied ? new Weights.Mirrored() : new Weights.Own(new Initializer.GlorotUniform());
        return new Architecture(FEATURES, encoder, List.of(new Dense(FEATURES, new Linear(), weights)), new Gaussian());
    }

    private static Matrix data(int rows) {
        Random random = new Random(3);
        Matrix x = Matrix.zeros(rows, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 4);
        Random random = new Random(5);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); !tensor.isWeight() && i < tensor.offset() + tensor.size(); i++) {
                parameters.block()[i] = (float) (0.3 * random.nextGaussian());
            }
        }
        return parameters;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters, int rows) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                new Clipping.None(),
                0,
                rows,
                false,
                Team.of(1),
                new Kernels[] {Kernels.plain()},
                Trial.TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void penaltyAndGradientAgreeWithTheTwin(Activation activation) {
        for (boolean tied : new boolean[] {false, true}) {
            for (List<Layer> before :
                    List.of(List.<Layer>of(), List.<Layer>of(new Corrupt(new Corruption.Gaussian(0.3f))))) {
                Architecture architecture = architecture(activation, tied, before);
                Parameters parameters = parameters(architecture);
                Matrix x = data(150);
                double[][] rows = ReferenceNetwork.doubles(x);
                ReferenceNetwork twin = new ReferenceNetwork(architecture);
                TrainingStep step = step(architecture, parameters, 150);
                int[] order = IntStream.range(0, 150).toArray();
                float[] gradient = step.gradient(x, x, order, Trial.KEY);
                GradientCheck.Verdict verdict = GradientCheck.of(
                        ReferenceNetwork.doubles(parameters.block()),
                        gradient,
                        parameters.tensors(),
                        p -> twin.train(p, rows, rows, Trial.KEY).objective(),
                        1);
                assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
                double expected = twin.train(ReferenceNetwork.doubles(parameters.block()), rows, rows, Trial.KEY)
                        .penalty();
                assertThat(expected).isGreaterThan(1);
                StepResult result = step.run(x, x, order, 0, 150, Trial.KEY, 0.01);
                assertThat(result.penalty()).isCloseTo(expected, within(1e-5 * expected));
            }
        }
    }

    /// One unit of one input: λ (y (1 − y) w)², here with w = 2, z = 0: (¼ · 2)² = ¼ for each row.
    @Test
    void workedExample() {
        Architecture architecture = new Architecture(
                1,
                List.of(new Dense(1, new Sigmoid()), new Penalize(new Penalty.Contractive(3))),
                List.of(new Dense(1, new Linear())),
                new Gaussian());
        Parameters parameters = Parameters.zeros(architecture);
        parameters.weight(0).set(0, 0, 2);
        Matrix x = Matrix.zeros(4, 1);
        StepResult result = step(architecture, parameters, 4).run(x, x, new int[] {0, 1, 2, 3}, 0, 4, Trial.KEY, 0.01);
        assertThat(result.penalty()).isCloseTo(4 * 3 * 0.25, within(1e-6));
    }

    @Test
    void whatItsClosedFormDoesNotCoverIsRefused() {
        Dense sigmoid = new Dense(4, new Sigmoid());
        Dense out = new Dense(FEATURES, new Linear());
        for (List<Layer> encoder : List.of(
                List.<Layer>of(sigmoid, new Dense(3, new Sigmoid()), CONTRACT),
                List.<Layer>of(sigmoid, CONTRACT, new Dense(3, new Sigmoid())))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Architecture(FEATURES, encoder, List.of(out), new Gaussian()))
                    .withMessageContaining("layer by layer");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(
                        FEATURES, List.of(new Dense(4, new Relu()), CONTRACT), List.of(out), new Gaussian()))
                .withMessageContaining("smooth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(FEATURES, List.of(CONTRACT, sigmoid), List.of(out), new Gaussian()))
                .withMessageContaining("directly follow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(
                        FEATURES,
                        List.of(sigmoid),
                        List.of(new Dense(4, new Sigmoid()), CONTRACT, out),
                        new Gaussian()))
                .withMessageContaining("encoder");
        assertThatIllegalArgumentException().isThrownBy(() -> new Penalty.Contractive(-1));
    }
}
