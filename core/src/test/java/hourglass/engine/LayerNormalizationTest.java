package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layer normalisation beside every other layer, on either side.
class LayerNormalizationTest {
    private static final int FEATURES = 5;
    private static final int ROWS = 90;
    private static final StepKey KEY = new StepKey(2, 9);
    private static final LayerNormalization NORMALIZATION = new LayerNormalization(0.01f);
    private static final Dense OUTPUT = new Dense(FEATURES, new Linear());
    private static final Dense TIED = new Dense(FEATURES, new Linear(), new Weights.Mirrored());

    record Case(List<Layer> encoder, List<Layer> decoder) {
        static Case of(Layer output, Layer... encoder) {
            return new Case(List.of(encoder), List.of(output));
        }

        Architecture architecture() {
            return new Architecture(FEATURES, encoder, decoder, new Gaussian());
        }
    }

    static Stream<Case> cases() {
        Layer noise = new Corrupt(new Corruption.Gaussian(0.3f));
        Layer dropout = new Corrupt(new Corruption.Dropout(0.3f));
        Layer l1 = new Penalize(new Penalty.L1(0.05f));
        Layer divergence = new Penalize(new Penalty.KullbackLeibler(0.1f, 0.4f));
        Layer contractive = new Penalize(new Penalty.Contractive(0.1f));
        return Stream.of(
                Case.of(OUTPUT, NORMALIZATION, new Dense(4, new Tanh())),
                Case.of(OUTPUT, noise, NORMALIZATION, new Dense(4, new Tanh())),
                Case.of(OUTPUT, NORMALIZATION, noise, new Dense(4, new Sigmoid())),
                Case.of(TIED, new Dense(4, new Tanh()), NORMALIZATION),
                Case.of(OUTPUT, new Dense(4, new Softmax()), NORMALIZATION, NORMALIZATION, new Dense(3, new Tanh())),
                Case.of(OUTPUT, new Dense(6, new Tanh()), NORMALIZATION, dropout, new Dense(3, new Sigmoid())),
                Case.of(OUTPUT, new Dense(6, new Tanh()), dropout, NORMALIZATION, l1),
                Case.of(OUTPUT, new Dense(6, new Tanh()), l1, NORMALIZATION),
                Case.of(OUTPUT, NORMALIZATION, new Dense(4, new Sigmoid()), divergence, NORMALIZATION),
                Case.of(TIED, new Dense(4, new Sigmoid()), contractive, NORMALIZATION),
                Case.of(OUTPUT, NORMALIZATION, new Dense(6, new Linear()), new GaussianLatent(0.5f)),
                Case.of(TIED, NORMALIZATION, new Dense(40, new Relu()), new TopK(3)),
                Case.of(OUTPUT, new Dense(40, new Linear()), new TopK(3), NORMALIZATION),
                new Case(
                        List.of(new Dense(6, new Linear()), new GaussianLatent(0.5f)),
                        List.of(NORMALIZATION, new Dense(6, new Tanh()), NORMALIZATION, OUTPUT)));
    }

    private static Matrix data() {
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) (0.5 + Noise.gaussian(77, i));
        }
        return x;
    }

    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 3);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); !tensor.isWeight() && i < tensor.offset() + tensor.size(); i++) {
                parameters.block()[i] += (float) (0.3 * Noise.gaussian(5, i));
            }
        }
        return parameters;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                new Clipping.None(),
                0,
                ROWS,
                false,
                Team.of(1),
                new Kernels[] {Kernels.plain()},
                Trial.TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithDifferences(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        ReferenceNetwork twin = new ReferenceNetwork(architecture);
        double[] numbers = ReferenceNetwork.doubles(parameters.block());
        double[][] all = ReferenceNetwork.doubles(data());
        // A row where two units of top-k nearly change places has no slope there: leave it out.
        int[] order = IntStream.range(0, ROWS)
                .filter(row -> twin.use(numbers, new double[][] {all[row]}).kinkDistance() > 1e-5)
                .toArray();
        assertThat(order.length).isGreaterThan(64);
        double[][] rows = IntStream.of(order).mapToObj(row -> all[row]).toArray(double[][]::new);
        float[] gradient = step(architecture, parameters).gradient(data(), data(), order, KEY);
        GradientCheck.Verdict verdict = GradientCheck.of(
                numbers,
                gradient,
                parameters.tensors(),
                moved -> twin.train(moved, rows, rows, KEY).objective(),
                1);
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inUseTheOutputIsThatOfTheTwin(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        Matrix x = data();
        double[][] expected = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(x))
                .eta();
        Inference inference = new Inference(architecture, parameters, ROWS, Kernels.plain());
        Matrix eta = inference.decode(inference.encode(x));
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < FEATURES; j++) {
                assertThat((double) eta.get(row, j)).isCloseTo(expected[row][j], within(1e-4));
            }
        }
    }

    @Test
    void startsAsARowOfMeanZeroAndVarianceOne() {
        Architecture architecture = Case.of(OUTPUT, new LayerNormalization(), new Dense(2, new Tanh()))
                .architecture();
        Inference inference = new Inference(architecture, Parameters.initial(architecture, 1), 2, Kernels.plain());
        Matrix rows = inference.forward(Matrix.of(2, FEATURES, 1, 2, 3, 4, 5, 7, 7, 7, 7, 7), 0, 1);
        float[] expected = {-1.41421f, -0.70711f, 0, 0.70711f, 1.41421f, 0, 0, 0, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(rows.array()[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void epsilonIsAboveZero() {
        assertThatThrownBy(() -> new LayerNormalization(0)).hasMessageContaining("above 0");
    }
}
