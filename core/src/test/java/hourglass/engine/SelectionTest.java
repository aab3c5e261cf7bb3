package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Dense;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.Matryoshka;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers that let few numbers of a code pass: [BatchTopK], [JumpRelu], [Matryoshka], and dictionaries behind them.
class SelectionTest {
    private static final int FEATURES = 5;
    private static final int ROWS = 90;
    private static final int UNITS = 40;
    private static final StepKey KEY = new StepKey(2, 9);
    private static final JumpRelu JUMP = new JumpRelu(0.05f, 0.4f);

    static Stream<Architecture> architectures() {
        Dense own = new Dense(FEATURES, new Linear());
        Dense tied = new Dense(FEATURES, new Linear(), new Weights.Mirrored());
        Dense dictionary = new Dense(FEATURES, new Linear(), new Weights.Dictionary());
        Matryoshka nested = new Matryoshka(List.of(5, 20));
        return Stream.of(
                of(own, new Dense(UNITS, new Relu()), new BatchTopK(3)),
                of(tied, new Dense(UNITS, new Linear()), new BatchTopK(3)),
                of(dictionary, new Dense(UNITS, new Relu()), new BatchTopK(3), nested),
                of(dictionary, new Dense(UNITS, new Relu()), new TopK(3), nested),
                of(dictionary, new Dense(UNITS, new Relu()), new TopK(3)),
                of(own, new Dense(UNITS, new Relu()), nested, new Penalize(new Penalty.L1(0.05f))),
                of(dictionary, new Dense(UNITS, new Relu()), JUMP),
                of(tied, new Dense(UNITS, new Linear()), JUMP, nested));
    }

    private static Architecture of(Dense decoder, Layer... encoder) {
        return new Architecture(FEATURES, List.of(encoder), List.of(decoder), new Gaussian());
    }

    private static Matrix data() {
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) (0.5 + Noise.gaussian(78, i));
        }
        return x;
    }

    /// Biases apart from zero, so that no two numbers are equal.
    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 3);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); !tensor.isWeight() && i < tensor.offset() + tensor.size(); i++) {
                parameters.block()[i] += (float) (0.3 * Noise.gaussian(5, i));
            }
        }
        return parameters;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters, Optimizer optimizer, int team) {
        Kernels[] kernels = new Kernels[team];
        Arrays.setAll(kernels, worker -> Kernels.plain());
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(optimizer, parameters.block().length),
                new Clipping.None(),
                0.01,
                ROWS,
                false,
                Team.of(team),
                kernels,
                Trial.TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    private static int[] all() {
        return IntStream.range(0, ROWS).toArray();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientAgreesWithDifferences(Architecture architecture) {
        Parameters parameters = parameters(architecture);
        ReferenceNetwork twin = new ReferenceNetwork(architecture);
        double[] numbers = ReferenceNetwork.doubles(parameters.block());
        double[][] rows = ReferenceNetwork.doubles(data());
        float[] gradient =
                step(architecture, parameters, new Optimizer.Sgd(), 1).gradient(data(), data(), all(), KEY);
        // Thresholds have no slope: theirs is made up, and has a test of its own. Here they stay.
        List<Parameters.Tensor> moving = parameters.tensors().stream()
                .filter(it -> !it.name().endsWith("threshold"))
                .toList();
        double[] fixed = new double[numbers.length];
        Arrays.fill(fixed, Double.NaN);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); !moving.contains(tensor) && i < tensor.offset() + tensor.size(); i++) {
                fixed[i] = numbers[i];
                gradient[i] = 0;
            }
        }
        GradientCheck.Verdict verdict = GradientCheck.of(
                numbers,
                gradient,
                moving,
                moved -> {
                    double[] used = moved.clone();
                    Arrays.setAll(used, i -> Double.isNaN(fixed[i]) ? moved[i] : fixed[i]);
                    return twin.train(used, rows, rows, KEY).objective();
                },
                1);
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
    }

    @Test
    void thresholdsFollowThePseudoDerivative() {
        Architecture architecture = of(new Dense(FEATURES, new Linear()), new Dense(UNITS, new Relu()), JUMP);
        Parameters parameters = parameters(architecture);
        float[] gradient =
                step(architecture, parameters, new Optimizer.Sgd(), 1).gradient(data(), data(), all(), KEY);
        Matrix w = parameters.weight(0);
        Matrix v = parameters.weight(2);
        Matrix bias = Objects.requireNonNull(parameters.bias(0));
        Parameters.Tensor thresholds = parameters.tensors().get(2);
        double[][] eta = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(data()))
                .eta();
        int near = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            double threshold = Math.max(0, parameters.block()[thresholds.offset() + unit]);
            double expected = 0;
            for (int row = 0; row < ROWS; row++) {
                double z = bias.get(0, unit);
                double slope = 0;
                for (int j = 0; j < FEATURES; j++) {
                    z += w.get(unit, j) * data().get(row, j);
                    slope += (eta[row][j] - data().get(row, j)) * v.get(unit, j) / ROWS;
                }
                if (Math.abs(Math.max(0, z) - threshold) < JUMP.bandwidth() / 2) {
                    near++;
                    expected -= threshold / JUMP.bandwidth() * slope + JUMP.weight() / JUMP.bandwidth() / ROWS;
                }
            }
            assertThat((double) gradient[thresholds.offset() + unit]).isCloseTo(expected, within(1e-5));
        }
        assertThat(near).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void sameBitsOnAnyNumberOfThreads(Architecture architecture) {
        float[] alone = trained(architecture, 1);
        assertThat(trained(architecture, 2)).isEqualTo(alone);
        assertThat(trained(architecture, 3)).isEqualTo(alone);
    }

    private static float[] trained(Architecture architecture, int threads) {
        Parameters parameters = parameters(architecture);
        TrainingStep step = step(architecture, parameters, new Optimizer.Adam(0.01), threads);
        for (int i = 0; i < 10; i++) {
            step.run(data(), data(), all(), 0, ROWS, new StepKey(2, i), 0.01);
        }
        return parameters.block();
    }

    @Test
    void theAtomsOfADictionaryKeepLengthOneAndTheirStepsAreAcrossThem() {
        Architecture architecture = of(
                new Dense(FEATURES, new Linear(), new Weights.Dictionary()),
                new Dense(UNITS, new Relu()),
                new Penalize(new Penalty.L1(1)));
        Parameters before = parameters(architecture);
        Parameters after = before.copy();
        TrainingStep step = step(architecture, after, new Optimizer.Sgd(), 1);
        float[] gradient = step.gradient(data(), data(), all(), KEY);
        step.run(data(), data(), all(), 0, ROWS, KEY, 0.1);
        Parameters.Tensor atoms = before.tensors().get(2);
        assertThat(atoms.hasUnitRows()).isTrue();
        double moved = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            int at = atoms.offset() + unit * FEATURES;
            double along = 0;
            for (int j = 0; j < FEATURES; j++) {
                along += gradient[at + j] * before.block()[at + j];
            }
            double[] expected = new double[FEATURES];
            double square = 0;
            for (int j = 0; j < FEATURES; j++) {
                double across = gradient[at + j] - along * before.block()[at + j];
                expected[j] = before.block()[at + j] - 0.1 * across;
                square += expected[j] * expected[j];
                moved += Math.abs(across);
            }
            double length = 0;
            for (int j = 0; j < FEATURES; j++) {
                assertThat((double) after.block()[at + j]).isCloseTo(expected[j] / Math.sqrt(square), within(1e-6));
                length += Math.pow(after.block()[at + j], 2);
            }
            assertThat(length).isCloseTo(1, within(1e-6));
        }
        assertThat(moved).isGreaterThan(0.1);
    }

    @Test
    void aDictionaryStartsInTheDirectionsOfTheEncoder() {
        Dense decoder = new Dense(FEATURES, new Linear(), new Weights.Dictionary());
        for (Architecture architecture : List.of(
                of(decoder, new Dense(UNITS, new Relu())), of(decoder, new Dense(UNITS, new Relu()), new TopK(3)))) {
            Parameters parameters = Parameters.initial(architecture, 3);
            Matrix encoder = parameters.weight(0);
            Matrix atoms = parameters.weight(architecture.layers().size() - 1);
            boolean byUnit = parameters.usesTransposed(0);
            for (int unit = 0; unit < UNITS; unit++) {
                double product = 0;
                double square = 0;
                for (int j = 0; j < FEATURES; j++) {
                    double weight = byUnit ? encoder.get(unit, j) : encoder.get(j, unit);
                    product += weight * atoms.get(unit, j);
                    square += weight * weight;
                }
                assertThat(product).isCloseTo(Math.sqrt(square), within(1e-6));
            }
        }
    }

    @Test
    void inUseWhatExceedsTheThresholdPasses() {
        Architecture architecture =
                of(new Dense(FEATURES, new Linear()), new Dense(UNITS, new Relu()), new BatchTopK(3));
        Parameters parameters = parameters(architecture);
        int threshold = new BatchTopK(3).thresholdIn(parameters, 1);
        parameters.block()[threshold] = 0.7f;
        Inference inference = new Inference(architecture, parameters, ROWS, Kernels.plain());
        Matrix before = inference.forward(data(), 0, 1).copy();
        Matrix code = inference.forward(data(), 0, 2);
        for (int row = 0; row < ROWS; row++) {
            for (int unit = 0; unit < UNITS; unit++) {
                float value = before.get(row, unit);
                assertThat(code.get(row, unit)).isEqualTo(value > 0.7f ? value : 0);
            }
        }
        double[] sorted = ReferenceNetwork.sorted(before);
        assertThat((double) new BatchTopK(3).smallestKept(before)).isEqualTo(sorted[sorted.length - 3 * ROWS]);
    }

    @Test
    void equalNumbersAndNoneAtAllHaveASmallest() {
        Matrix equal = Matrix.zeros(2, 3);
        equal.fill(1);
        assertThat(new BatchTopK(1).smallestKept(equal)).isEqualTo(1);
        assertThat(new BatchTopK(1).smallestKept(Matrix.zeros(2, 3))).isInfinite();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        Dense own = new Dense(FEATURES, new Linear());
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchTopK(0)).withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(own, new Dense(2, new Relu()), new BatchTopK(3)))
                .withMessageContaining("cannot keep 3 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JumpRelu(0.1f, 0))
                .withMessageContaining("bandwidth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Matryoshka(List.of(4, 4)))
                .withMessageContaining("ascend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(own, new Dense(4, new Relu()), new Matryoshka(List.of(4))))
                .withMessageContaining("below the 4 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(own, new Dense(4, new Relu(), new Weights.Dictionary())))
                .withMessageContaining("belong in the decoder");
    }
}
