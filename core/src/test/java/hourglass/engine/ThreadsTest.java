package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.matrix.CutKernels;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same bits for any number of threads, in a network with several tiles of rows and of parameters; with kernels
/// whose bits would show any other cut.
class ThreadsTest {
    private static final int FEATURES = 600;
    private static final int UNITS = 300;
    private static final int ROWS = 250;
    private static final int BATCH = 140;
    private static final int STEPS = 20;

    record Setting(Optimizer optimizer, Clipping clipping, double weightDecay, Layer code, Weights decoder) {}

    static List<Setting> settings() {
        Layer divergence = new Penalize(new Penalty.KullbackLeibler(0.1f, 0.1f));
        Weights own = new Weights.Own(new Initializer.GlorotUniform());
        Weights mirrored = new Weights.Mirrored();
        return List.of(
                new Setting(new Optimizer.Adam(), new Clipping.Norm(0.5), 0, divergence, mirrored),
                new Setting(new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8, 0.1), new Clipping.None(), 0, divergence, own),
                new Setting(new Optimizer.Sgd(0.1, 0.9, true), new Clipping.Value(0.01), 1e-3, divergence, mirrored),
                new Setting(new Optimizer.Sgd(), new Clipping.Norm(1), 1e-3, new Penalize(new Penalty.L1(1e-3f)), own),
                new Setting(
                        new Optimizer.RmsProp(),
                        new Clipping.Norm(0.1),
                        0,
                        new Penalize(new Penalty.L2(1e-3f)),
                        mirrored),
                new Setting(
                        new Optimizer.Sgd(),
                        new Clipping.Norm(1),
                        0,
                        new Corrupt(new Corruption.Dropout(0.3f)),
                        mirrored),
                new Setting(new Optimizer.Adam(), new Clipping.None(), 0, new GaussianLatent(0.5f), own));
    }

    /// All that a run computes, as bits: parameters, and loss, penalty and norm of each step.
    private static List<Integer> run(Setting setting, int workers) {
        Architecture architecture = new Architecture(
                FEATURES,
                List.of(new Corrupt(new Corruption.Swap(0.2f)), new Dense(UNITS, new Sigmoid()), setting.code()),
                List.of(new Dense(FEATURES, new Linear(), setting.decoder())),
                new Bernoulli());
        Parameters parameters = Parameters.initial(architecture, 1);
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.uniform(5, i);
        }
        List<Integer> bits = new ArrayList<>();
        try (Team team = Team.of(workers)) {
            Kernels[] kernels = new Kernels[workers];
            Arrays.setAll(kernels, i -> new CutKernels());
            TrainingStep step = new TrainingStep(
                    architecture,
                    parameters,
                    new OptimizerState(setting.optimizer(), parameters.block().length),
                    setting.clipping(),
                    setting.weightDecay(),
                    BATCH,
                    false,
                    team,
                    kernels);
            for (int i = 0; i < STEPS; i++) {
                int[] order = Noise.permutation(i / 2, ROWS);
                int from = i % 2 * BATCH;
                int to = Math.min(ROWS, from + BATCH);
                StepResult result = step.run(
                        x,
                        x,
                        order,
                        from,
                        to,
                        new StepKey(3, i),
                        setting.optimizer().rate());
                assertThat(result.rows()).isEqualTo(to - from);
                for (double value : new double[] {result.loss(), result.penalty(), step.gradientNorm()}) {
                    bits.add(Long.hashCode(Double.doubleToRawLongBits(value)));
                }
            }
        }
        for (float value : parameters.block()) {
            bits.add(Float.floatToRawIntBits(value));
        }
        return bits;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void anyNumberOfThreadsGivesTheSameBits(Setting setting) {
        List<Integer> alone = run(setting, 1);
        for (int workers : new int[] {2, 3, 5}) {
            assertThat(run(setting, workers).equals(alone))
                    .as("%d workers", workers)
                    .isTrue();
        }
    }

    /// Tensors beyond one tile, and norms taken in lanes: against sums in double precision.
    @ParameterizedTest
    @MethodSource("settings")
    void theNormIsThatOfTheWholeGradient(Setting setting) {
        Architecture architecture = new Architecture(
                FEATURES,
                List.of(new Dense(UNITS, new Sigmoid()), setting.code()),
                List.of(new Dense(FEATURES, new Linear(), setting.decoder())),
                new Bernoulli());
        Parameters parameters = Parameters.initial(architecture, 2);
        Matrix x = Matrix.zeros(BATCH, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.uniform(6, i);
        }
        TrainingStep step = new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(setting.optimizer(), parameters.block().length),
                setting.clipping(),
                0,
                BATCH,
                false,
                Team.of(1),
                new Kernels[] {Kernels.plain()});
        int[] order = Noise.permutation(1, BATCH);
        double square = 0;
        for (float g : step.gradient(x, x, order, new StepKey(0, 0))) {
            square += (double) g * g;
        }
        assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(square), within(2e-5 * Math.sqrt(square)));
    }
}
