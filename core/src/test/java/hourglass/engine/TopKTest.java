package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Tanh;
import hourglass.bound.Memory;
import hourglass.bound.Tiled;
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
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sparse way and the one layer by layer, each against the twin in double precision.
class TopKTest {
    private static final int FEATURES = 7;
    private static final int ROWS = 100;
    private static final StepKey KEY = new StepKey(5, 3);

    /// @param units of the code; below eight for each one kept the layers are taken one by one
    /// @param shape of the layers around
    record Case(int units, int k, Activation activation, boolean tied, boolean bias, Shape shape) {
        private Dense dense(int outputs, Activation function, boolean mirrored) {
            Weights own = new Weights.Own(new Initializer.GlorotNormal());
            return new Dense(outputs, function, mirrored ? new Weights.Mirrored() : own, bias);
        }

        Architecture architecture() {
            Dense output = dense(FEATURES, new Linear(), tied);
            List<Layer> encoder = new ArrayList<>();
            List<Layer> decoder = new ArrayList<>();
            Dense code = dense(units, activation, false);
            switch (shape) {
                case SHALLOW -> {
                    encoder.addAll(List.of(code, new TopK(k)));
                    decoder.add(output);
                }
                case NOISY -> {
                    encoder.addAll(List.of(new Corrupt(new Corruption.Masking(0.2f)), code, new TopK(k)));
                    decoder.add(output);
                }
                case DEEP -> {
                    encoder.addAll(List.of(dense(11, new Tanh(), false), code, new TopK(k)));
                    decoder.addAll(List.of(dense(11, new Tanh(), tied), output));
                }
                case INSIDE -> {
                    encoder.addAll(List.of(code, new TopK(k), dense(4, new Tanh(), false)));
                    decoder.addAll(List.of(dense(units, new Tanh(), tied), output));
                }
                case PENALIZED -> {
                    encoder.addAll(List.of(code, new TopK(k), new Penalize(new Penalty.L1(0.1f))));
                    decoder.add(output);
                }
                case DECODED -> {
                    encoder.add(dense(4, new Tanh(), false));
                    decoder.addAll(List.of(code, new TopK(k), dense(FEATURES, new Linear(), false)));
                }
            }
            return new Architecture(FEATURES, encoder, decoder, new Gaussian());
        }
    }

    enum Shape {
        SHALLOW,
        NOISY,
        DEEP,
        INSIDE,
        PENALIZED,
        DECODED
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (boolean tied : new boolean[] {true, false}) {
                cases.add(new Case(40, 3, new Relu(), tied, !tied, shape));
                cases.add(new Case(24, 3, new Linear(), tied, true, shape));
                cases.add(new Case(9, 4, new Relu(), tied, true, shape));
                cases.add(new Case(60, 3, new Tanh(), tied, tied, shape));
            }
        }
        // More units than the sparse way takes at a time.
        cases.add(new Case(1100, 2, new Linear(), true, true, Shape.DEEP));
        return cases;
    }

    @Test
    void bothWaysAreTaken() {
        List<Boolean> sparse = cases().stream().map(TopKTest::isSparse).toList();
        assertThat(sparse).contains(true, false);
        assertThat(sparse.stream().filter(it -> it).count()).isGreaterThan(15);
    }

    private static boolean isSparse(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = Parameters.zeros(architecture);
        Tiled input = Tiled.of(new float[architecture.features()], 1, architecture.features(), 1);
        return Chain.forTraining(architecture, parameters, input, new Memory(1)).layers().stream()
                .anyMatch(layer -> layer.span() > 1);
    }

    private static Matrix data(int rows) {
        Matrix x = Matrix.zeros(rows, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.gaussian(77, i);
        }
        return x;
    }

    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 11);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = 0; i < (tensor.isWeight() ? 0 : tensor.size()); i++) {
                parameters.block()[tensor.offset() + i] = (float) (0.1 * Noise.gaussian(78, tensor.offset() + i));
            }
        }
        return parameters;
    }

    private static TrainingStep step(
            Architecture architecture, Parameters parameters, Optimizer optimizer, double decay, int batch, Team team) {
        Kernels[] kernels = new Kernels[team.workers()];
        Arrays.setAll(kernels, i -> Kernels.plain());
        OptimizerState state = new OptimizerState(optimizer, parameters.block().length);
        return new TrainingStep(
                architecture,
                parameters,
                state,
                new Clipping.None(),
                decay,
                batch,
                false,
                team,
                kernels,
                64,
                Backpropagation.SHARD_ROWS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithDifferences(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        // A row where two units nearly change places has no slope there: leave it out.
        int[] order = IntStream.range(0, ROWS)
                .filter(row -> kinkDistance(architecture, parameters, data(ROWS).rows(row, row + 1)) > 1e-5)
                .toArray();
        assertThat(order.length).isGreaterThan(64);
        Matrix x = Matrix.zeros(order.length, FEATURES);
        for (int row = 0; row < order.length; row++) {
            x.rows(row, row + 1).copyFrom(data(ROWS).rows(order[row], order[row] + 1));
        }
        int[] all = IntStream.range(0, order.length).toArray();
        float[] gradient = step(architecture, parameters, new Optimizer.Sgd(), 0, all.length, Team.of(1))
                .gradient(x, x, all, KEY);
        GradientCheck.Verdict verdict = GradientCheck.of(
                ReferenceNetwork.doubles(parameters.block()),
                gradient,
                parameters.tensors(),
                numbers -> new ReferenceNetwork(architecture)
                        .train(numbers, ReferenceNetwork.doubles(x), ReferenceNetwork.doubles(x), KEY)
                        .objective(),
                1);
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
    }

    private static double kinkDistance(Architecture architecture, Parameters parameters, Matrix row) {
        return new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(row))
                .kinkDistance();
    }

    /// Full and partial batches in turn leave nothing behind in the rows of units that nobody used.
    @ParameterizedTest
    @MethodSource("cases")
    void everyStepStartsClean(Case it) {
        Architecture architecture = it.architecture();
        Matrix x = data(ROWS);
        Parameters parameters = parameters(architecture);
        TrainingStep reused = step(architecture, parameters, new Optimizer.Sgd(0.05, 0, false), 1e-3, 70, Team.of(1));
        for (int i = 0; i < 6; i++) {
            int[] order = Arrays.copyOf(Noise.permutation(i, ROWS), i % 2 == 0 ? 70 : 30);
            float[] fresh = step(architecture, parameters, new Optimizer.Sgd(), 0, 70, Team.of(1))
                    .gradient(x, x, order, KEY);
            assertThat(reused.gradient(x, x, order, KEY)).isEqualTo(fresh);
            reused.run(x, x, order, 0, order.length, KEY, 0.05);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anyNumberOfThreadsGivesTheSameBits(Case it) {
        Architecture architecture = it.architecture();
        Matrix x = data(ROWS);
        List<float[]> results = new ArrayList<>();
        for (int workers : new int[] {1, 2, 3, 5}) {
            Parameters parameters = parameters(architecture);
            try (Team team = Team.of(workers)) {
                TrainingStep step = step(architecture, parameters, new Optimizer.Adam(), 0, 70, team);
                for (int i = 0; i < 5; i++) {
                    step.run(x, x, Noise.permutation(i, ROWS), 0, 70, new StepKey(1, i), 1e-2);
                }
            }
            results.add(parameters.block());
        }
        assertThat(results).allMatch(block -> Arrays.equals(block, results.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inUseTheOutputIsThatOfTheTwin(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        Matrix x = data(5);
        Inference inference = new Inference(architecture, parameters, 5, Kernels.plain());
        ReferenceNetwork.Pass twin = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(x));
        Matrix eta = inference.decode(inference.encode(x));
        for (int row = 0; row < 5; row++) {
            for (int j = 0; j < FEATURES; j++) {
                assertThat((double) eta.get(row, j)).isCloseTo(twin.eta()[row][j], within(1e-4));
            }
        }
    }

    @Test
    void whatIsNotANumberIsSeen() {
        Case it = cases().getFirst();
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        parameters.block()[3] = Float.NaN;
        Matrix x = data(ROWS);
        TrainingStep step = step(architecture, parameters, new Optimizer.Sgd(), 0, ROWS, Team.of(1));
        assertThatThrownBy(() -> step.gradient(x, x, Noise.permutation(1, ROWS), KEY))
                .isInstanceOf(NotFiniteException.class);
    }

    @Test
    void kIsCheckedAgainstTheLayerBefore() {
        assertThatThrownBy(() -> new Architecture(
                        3,
                        List.of(new Dense(4, new Relu()), new TopK(5)),
                        List.of(new Dense(3, new Linear())),
                        new Gaussian()))
                .hasMessageContaining("cannot keep 5 of 4");
        assertThatThrownBy(() -> new Architecture(
                        3,
                        List.of(new TopK(2), new Dense(4, new Relu())),
                        List.of(new Dense(3, new Linear())),
                        new Gaussian()))
                .hasMessageContaining("directly after a dense layer");
        assertThatThrownBy(() -> new TopK(0)).hasMessageContaining("at least 1");
    }
}
