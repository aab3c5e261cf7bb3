package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Tanh;
import hourglass.bound.Memory;
import hourglass.bound.Shard;
import hourglass.bound.Tiled;
import hourglass.matrix.CutKernels;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.VonMises;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables whose columns are of several kinds and in part missing, from the row of one number for each column to the
/// likelihood of each.
class MixedTableTest {
    private static final int ROWS = 150;
    private static final int SHARD = 64;
    private static final StepKey KEY = new StepKey(2, 9);
    private static final Mixed OBJECTIVE = new Mixed(List.of(
            new Gaussian(),
            new NegativeBinomial(0.5f),
            new Bernoulli(),
            new ClassIndices(4),
            new VonMises(),
            new GaussianWithScale(0.05f),
            new Gaussian()));
    private static final int FEATURES = OBJECTIVE.columns().size();
    private static final Encode ENCODE = new Encode(List.of(
            new Encoding.Real(-1.5f, 2),
            new Encoding.Logarithm(0.7f, 0.5f, 2),
            new Encoding.YesNo(),
            new Encoding.OneHot(4),
            new Encoding.Circle(),
            new Encoding.Real(-9, 9),
            new Encoding.Real(-9, 9)));

    private static Architecture of(Layer... encoder) {
        int parameters = OBJECTIVE.parameters(FEATURES);
        return new Architecture(
                FEATURES,
                List.of(encoder),
                List.of(new Dense(6, new Tanh()), new Dense(parameters, new Linear())),
                OBJECTIVE);
    }

    static Stream<Architecture> architectures() {
        return Stream.of(
                of(ENCODE, new Dense(5, new Tanh())),
                of(new Corrupt(new Corruption.Missing(0.2f)), ENCODE, new Dense(5, new Tanh())),
                of(
                        new Corrupt(new Corruption.Missing(0, 1)),
                        ENCODE,
                        new Dense(6, new Linear()),
                        new GaussianLatent(0.5f)),
                of(
                        new Corrupt(new Corruption.Missing(0.3f)),
                        new Corrupt(new Corruption.Gaussian(0.01f)),
                        ENCODE,
                        new Corrupt(new Corruption.Dropout(0.2f)),
                        new Dense(5, new Tanh()),
                        new Penalize(new Penalty.L2(0.1f))),
                of(ENCODE, new Dense(20, new Relu()), new TopK(20)));
    }

    /// A tenth is missing, and all of one row.
    private static Matrix data() {
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < FEATURES; j++) {
                long n = (long) row * FEATURES + j;
                double normal = Noise.gaussian(77, n);
                double value = switch (OBJECTIVE.columns().get(j)) {
                    case NegativeBinomial it -> Math.floor(Math.exp(1 + normal));
                    case Bernoulli it -> normal < 0.3 ? 0 : 1;
                    case ClassIndices it -> Noise.below(77, n, it.classes());
                    default -> normal;
                };
                x.set(row, j, Noise.uniform(78, n) < 0.1 || row == 3 ? Float.NaN : (float) value);
            }
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

    private static Kernels[] kernels(Team team) {
        Kernels[] kernels = new Kernels[team.workers()];
        Arrays.setAll(kernels, i -> new CutKernels());
        return kernels;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters, int shardRows, Team team) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Adam(), parameters.block().length),
                new Clipping.None(),
                0,
                ROWS,
                false,
                team,
                kernels(team),
                Trial.TILE_HEIGHT / 4,
                shardRows);
    }

    private static int[] order() {
        return IntStream.range(0, ROWS).toArray();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientAgreesWithDifferences(Architecture architecture) {
        Parameters parameters = parameters(architecture);
        double[] numbers = ReferenceNetwork.doubles(parameters.block());
        double[][] rows = ReferenceNetwork.doubles(data());
        TrainingStep step = step(architecture, parameters, ROWS, Team.of(1));
        float[] gradient = step.gradient(data(), data(), order(), KEY);
        GradientCheck.Verdict verdict = GradientCheck.of(
                numbers,
                gradient,
                parameters.tensors(),
                moved -> new ReferenceNetwork(architecture)
                        .train(moved, rows, rows, KEY)
                        .objective(),
                1);
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
        ReferenceNetwork.Pass twin = new ReferenceNetwork(architecture).train(numbers, rows, rows, KEY);
        StepResult result = step.run(data(), data(), order(), 0, ROWS, KEY, 1e-3);
        assertThat(result.loss()).isCloseTo(twin.loss(), within(1e-5 * Math.abs(twin.loss())));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void inUseTheOutputIsThatOfTheTwin(Architecture architecture) {
        Parameters parameters = parameters(architecture);
        double[][] expected = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(data()))
                .eta();
        Inference inference = new Inference(architecture, parameters, ROWS, Kernels.plain());
        for (int rows : new int[] {ROWS, 7}) {
            Matrix eta = inference.decode(inference.encode(data().rows(0, rows)));
            for (int row = 0; row < rows; row++) {
                for (int j = 0; j < eta.columns(); j++) {
                    assertThat((double) eta.get(row, j)).isCloseTo(expected[row][j], within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void anyNumberOfThreadsGivesTheSameBits(Architecture architecture) {
        List<float[]> results = new ArrayList<>();
        for (int workers : new int[] {1, 2, 3}) {
            Parameters parameters = parameters(architecture);
            try (Team team = Team.of(workers)) {
                TrainingStep step = step(architecture, parameters, SHARD, team);
                for (int i = 0; i < 6; i++) {
                    int rows = i % 2 == 0 ? ROWS : 40;
                    step.run(data(), data(), Noise.permutation(i, ROWS), 0, rows, new StepKey(1, i), 1e-2);
                }
            }
            results.add(parameters.block());
        }
        assertThat(results).allMatch(block -> Arrays.equals(block, results.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theSumOfShardsIsTheGradientOfTheBatch(Architecture architecture) {
        Parameters parameters = parameters(architecture);
        Matrix x = data();
        int[] order = Noise.permutation(6, ROWS);
        Gradient whole = gradient(architecture, parameters, x, order, 0, ROWS);
        Gradient sum = gradient(architecture, parameters, x, order, 0, 64)
                .plus(gradient(architecture, parameters, x, order, 64, 128))
                .plus(gradient(architecture, parameters, x, order, 128, ROWS));
        assertThat(sum.loss()).isCloseTo(whole.loss(), within(1e-7 * Math.abs(whole.loss())));
        double norm = 0;
        for (float g : whole.block()) {
            norm += (double) g * g;
        }
        for (int i = 0; i < whole.block().length; i++) {
            assertThat((double) sum.block()[i]).isCloseTo(whole.block()[i], within(1e-6 * Math.sqrt(norm)));
        }
        assertThat(step(architecture, parameters, SHARD, Team.of(1)).gradient(x, x, order, KEY))
                .isEqualTo(sum.block());
    }

    private static Gradient gradient(
            Architecture architecture, Parameters parameters, Matrix x, int[] order, int from, int to) {
        int rows = to - from;
        return new Backpropagation(
                        architecture,
                        parameters,
                        rows,
                        false,
                        Team.of(1),
                        new Kernels[] {new CutKernels()},
                        Trial.TILE_HEIGHT / 4,
                        rows)
                .compute(new Shard(x, x, order, from, to, 0, ROWS, KEY.seed(), KEY.step()));
    }

    /// A missing cell has no part in the gradient of its own parameters: the bias of a column that is never observed
    /// does not move.
    @Test
    void aColumnThatIsNeverObservedLearnsNothing() {
        Architecture architecture = of(ENCODE, new Dense(5, new Tanh()));
        Parameters parameters = parameters(architecture);
        Matrix x = data();
        x.columns(3, 4).fill(Float.NaN);
        float[] gradient = step(architecture, parameters, ROWS, Team.of(1)).gradient(x, x, order(), KEY);
        Parameters.Tensor bias = parameters.tensors().getLast();
        assertThat(bias.name()).isEqualTo("decoder.1.bias");
        for (int j = 0; j < bias.size(); j++) {
            boolean isOfColumn = j >= OBJECTIVE.firstParameter(3) && j < OBJECTIVE.firstParameter(4);
            assertThat(gradient[bias.offset() + j] == 0).as("parameter %d", j).isEqualTo(isOfColumn);
        }
    }

    /// The share of missing numbers, of all rows and of each.
    @Test
    void aFractionIsDrawnForEachRow() {
        for (double share : shares(new Corruption.Missing(0.2f))) {
            assertThat(share).isBetween(0.14, 0.26);
        }
        double[] shares = shares(new Corruption.Missing(0.1f, 0.9f));
        Arrays.sort(shares);
        assertThat(shares[0]).isBetween(0.04, 0.2);
        assertThat(shares[shares.length / 2]).isBetween(0.4, 0.6);
        assertThat(shares[shares.length - 1]).isBetween(0.8, 0.96);
    }

    private static double[] shares(Corruption.Missing missing) {
        int columns = 1000;
        double[][] x = new double[60][columns];
        Architecture architecture = new Architecture(
                columns,
                List.of(
                        new Corrupt(missing),
                        new Encode(Collections.nCopies(columns, new Encoding.YesNo())),
                        new Dense(1, new Linear())),
                List.of(new Dense(columns, new Linear())),
                new Bernoulli());
        Matrix rows = Matrix.zeros(x.length, columns);
        Chain chain = Chain.forTraining(
                architecture,
                Parameters.zeros(architecture),
                Tiled.of(rows.array(), rows.rows(), columns, 64),
                new Memory(rows.rows()));
        int[] order = IntStream.range(0, x.length).toArray();
        chain.layers()
                .getFirst()
                .forward(0, Kernels.plain(), new Shard(rows, rows, order, 0, x.length, 0, x.length, 4, 5));
        Matrix corrupted = chain.layers().getFirst().output().all();
        return IntStream.range(0, x.length)
                .mapToDouble(row -> IntStream.range(0, columns)
                                .filter(j -> Float.isNaN(corrupted.get(row, j)))
                                .count()
                        / (double) columns)
                .toArray();
    }

    @Test
    void whatIsMissingIsNotWhatDiverged() {
        Architecture architecture = of(ENCODE, new Dense(5, new Tanh()));
        Parameters parameters = parameters(architecture);
        Arrays.fill(parameters.block(), Float.NaN);
        TrainingStep step = step(architecture, parameters, ROWS, Team.of(1));
        assertThatThrownBy(() -> step.gradient(data(), data(), order(), KEY))
                .isInstanceOf(NotFiniteException.class)
                .hasMessageContaining("encoder.1");
    }
}
