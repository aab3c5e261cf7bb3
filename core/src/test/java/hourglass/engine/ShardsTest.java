package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Tanh;
import hourglass.bound.Shard;
import hourglass.matrix.CutKernels;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gradient of a batch is the sum of those of its shards, in their order, whoever computed them. With kernels whose
/// bits depend on how the work is cut.
class ShardsTest {
    private static final int FEATURES = 9;
    private static final int BATCH = 150;
    private static final int SHARD = 64;
    private static final StepKey KEY = new StepKey(3, 5);

    private static Architecture of(Weights decoder, Layer... encoder) {
        return new Architecture(
                FEATURES, List.of(encoder), List.of(new Dense(FEATURES, new Linear(), decoder)), new Gaussian());
    }

    /// Whatever depends on the place of a row, or on the rows of a batch.
    static Stream<Architecture> architectures() {
        Weights own = new Dense(1, new Linear()).weights();
        Weights mirrored = new Weights.Mirrored();
        return Stream.of(
                of(
                        mirrored,
                        new Corrupt(new Corruption.Gaussian(0.3f)),
                        new Dense(5, new Tanh()),
                        new Corrupt(new Corruption.Dropout(0.4f)),
                        new Penalize(new Penalty.L1(0.1f))),
                of(own, new Dense(6, new Linear()), new GaussianLatent(0.7f)),
                of(own, new Dense(4, new Tanh()), new Penalize(new Penalty.Contractive(0.2f))),
                of(mirrored, new Dense(32, new Relu()), new TopK(3), new Penalize(new Penalty.L2(0.1f))),
                of(mirrored, new Dense(32, new Relu()), new TopK(3)));
    }

    private static Matrix data() {
        Matrix x = Matrix.zeros(2 * BATCH, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.gaussian(4, i);
        }
        return x;
    }

    private static Kernels[] kernels(Team team) {
        Kernels[] kernels = new Kernels[team.workers()];
        Arrays.setAll(kernels, i -> new CutKernels());
        return kernels;
    }

    private static Backpropagation machine(Architecture architecture, Parameters parameters, int shardRows, Team team) {
        return new Backpropagation(
                architecture, parameters, BATCH, false, team, kernels(team), Trial.TILE_HEIGHT / 4, shardRows);
    }

    private static Shard shard(Matrix x, int[] order, int from, int to) {
        return new Shard(x, x, order, from, to, 0, BATCH, KEY.seed(), KEY.step());
    }

    private static TrainingStep step(
            Architecture architecture, Parameters parameters, Clipping clipping, int shardRows, Team team) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Adam(), parameters.block().length),
                clipping,
                1e-3,
                BATCH,
                false,
                team,
                kernels(team),
                Trial.TILE_HEIGHT / 4,
                shardRows);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theSumOfShardsIsTheGradientOfTheBatch(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 2);
        Matrix x = data();
        int[] order = Arrays.copyOf(Noise.permutation(6, x.rows()), BATCH);
        try (Team team = Team.of(2)) {
            Gradient whole = machine(architecture, parameters, BATCH, team).compute(shard(x, order, 0, BATCH));

            // The last first, each on a machine of its own.
            Gradient last = machine(architecture, parameters, SHARD, Team.of(1)).compute(shard(x, order, 128, BATCH));
            Gradient second = machine(architecture, parameters, SHARD, team).compute(shard(x, order, 64, 128));
            Gradient first =
                    machine(architecture, parameters, SHARD, Team.of(1)).compute(shard(x, order, 0, 64));
            Gradient sum = first.plus(second).plus(last);

            assertThat(sum.rows()).isEqualTo(BATCH);
            assertThat(sum.loss()).isCloseTo(whole.loss(), within(1e-9 * whole.loss()));
            assertThat(sum.penalty()).isCloseTo(whole.penalty(), within(1e-9 * whole.penalty() + 1e-12));
            double norm = 0;
            for (float g : whole.block()) {
                norm += (double) g * g;
            }
            for (int i = 0; i < whole.block().length; i++) {
                assertThat((double) sum.block()[i]).isCloseTo(whole.block()[i], within(1e-6 * Math.sqrt(norm)));
            }

            // One machine has the same definition: the same bits, step after step.
            TrainingStep step = step(architecture, parameters, new Clipping.None(), SHARD, team);
            assertThat(step.gradient(x, x, order, KEY)).isEqualTo(sum.block());
            assertThat(step.gradient(x, x, order, KEY)).isEqualTo(sum.block());
        }
    }

    /// Batches of one, two and three shards in turn, as over epochs.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05})
    void stepsOfSeveralShardsHaveTheBitsOfTheirGradients(double norm) {
        Architecture architecture = architectures().skip(4).findFirst().orElseThrow();
        Clipping clipping = norm == 0 ? new Clipping.None() : new Clipping.Norm(norm);
        Matrix x = data();
        int[] order = Noise.permutation(8, x.rows());
        float[][] results = new float[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Parameters parameters = Parameters.initial(architecture, 7);
            try (Team team = Team.of(threads)) {
                TrainingStep step = step(architecture, parameters, clipping, SHARD, team);
                for (int i = 0; i < 9; i++) {
                    int rows = new int[] {BATCH, 40, 100}[i % 3];
                    StepResult result = step.run(x, x, order, i, i + rows, new StepKey(1, i), 1e-2);
                    assertThat(result.rows()).isEqualTo(rows);
                }
            }
            results[threads - 1] = parameters.block();
        }
        assertThat(results[1]).isEqualTo(results[0]);

        // One step again, from its gradient: the whole of it is clipped, not its shards.
        Parameters parameters = Parameters.initial(architecture, 7);
        float[] before = parameters.block().clone();
        TrainingStep step = step(architecture, parameters, clipping, SHARD, Team.of(1));
        int[] batch = Arrays.copyOf(order, BATCH);
        float[] gradient = step.gradient(x, x, batch, KEY);
        double length = 0;
        for (float g : gradient) {
            length += (double) g * g;
        }
        assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(length), within(1e-6 * Math.sqrt(length)));
        step.run(x, x, batch, 0, BATCH, KEY, 1e-2);
        assertThat(parameters.block()).isNotEqualTo(before);
    }

    @Test
    void whatCouplesRowsNeedsTheWholeBatch() {
        Weights own = new Dense(1, new Linear()).weights();
        Architecture divergence =
                of(own, new Dense(4, new Tanh()), new Penalize(new Penalty.KullbackLeibler(0.1f, 0.5f)));
        Architecture swap = of(own, new Corrupt(new Corruption.Swap(0.2f)), new Dense(4, new Tanh()));
        Matrix x = data();
        int[] order = Noise.permutation(1, x.rows());
        for (Architecture architecture : List.of(divergence, swap)) {
            Parameters parameters = Parameters.initial(architecture, 1);
            Backpropagation machine = machine(architecture, parameters, SHARD, Team.of(1));
            assertThatThrownBy(() -> machine.compute(shard(x, order, 64, 128)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(architecture.equals(swap) ? "encoder.0 couples" : "encoder.1 couples")
                    .hasMessageContaining("whole batch of 150 rows at once, but the shard has 64");
            // By themselves, batches beyond a shard stay whole.
            assertThat(machine.compute(shard(x, order, 0, BATCH)).rows()).isEqualTo(BATCH);
            TrainingStep step = step(architecture, parameters, new Clipping.None(), SHARD, Team.of(1));
            assertThat(step.gradient(x, x, Arrays.copyOf(order, BATCH), KEY))
                    .isEqualTo(machine.compute(shard(x, order, 0, BATCH)).block());
        }
    }

    @Test
    void aShardLiesWithinItsBatch() {
        Matrix x = data();
        int[] order = Noise.permutation(1, x.rows());
        assertThatThrownBy(() -> shard(x, order, 140, 151)).hasMessageContaining("no part of 0 to 150");
        assertThatThrownBy(() -> shard(x, order, 5, 5)).hasMessageContaining("at least 1 row");
    }
}
