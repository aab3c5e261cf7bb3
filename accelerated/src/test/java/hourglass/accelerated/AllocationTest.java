package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.engine.StepKey;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.likelihood.Bernoulli;
import hourglass.likelihood.Gaussian;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step allocates no array of its batch or its parameters (here 600 kB and more each). Views and segments of a
/// product
/// are small objects that compiled code does without; a test runs too short for that.
class AllocationTest {
    private static final int FEATURES = 784;
    private static final int BATCH = 200;
    private static final int STEPS = 10;
    private static final long SMALL_OBJECTS = 300_000;

    static List<Architecture> architectures() {
        return List.of(
                new Architecture(
                        FEATURES,
                        List.of(new Dense(300, new Relu()), new Dense(20, new Linear())),
                        List.of(new Dense(300, new Relu()), new Dense(FEATURES, new Linear())),
                        new Bernoulli()),
                new Architecture(
                        FEATURES,
                        List.of(
                                new Corrupt(new Corruption.Masking(0.2f)),
                                new Dense(300, new Elu()),
                                new Penalize(new Penalty.L1(0.01f))),
                        List.of(new Dense(FEATURES, new Linear(), new Weights.Mirrored())),
                        new Gaussian()),
                new Architecture(
                        FEATURES,
                        List.of(new Dense(2000, new Relu()), new TopK(8)),
                        List.of(new Dense(FEATURES, new Linear(), new Weights.Mirrored())),
                        new Gaussian()));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void aStepAllocatesLittle(Architecture architecture) {
        check(architecture, Kernels.plain());
        check(architecture, Kernels.fastest().kernels());
    }

    private static void check(Architecture architecture, Kernels kernels) {
        Parameters parameters = Parameters.initial(architecture, 1);
        Matrix x = Matrix.zeros(BATCH, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.uniform(1, i);
        }
        TrainingStep step = new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Adam(), parameters.block().length),
                new Clipping.Norm(5),
                0,
                BATCH,
                false,
                Team.of(1),
                new Kernels[] {kernels});
        int[] order = Noise.permutation(1, BATCH);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        step.run(x, x, order, 0, BATCH, new StepKey(1, 0), 1e-3);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1; i <= STEPS; i++) {
            step.run(x, x, order, 0, BATCH, new StepKey(1, i), 1e-3);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / STEPS).isLessThan(SMALL_OBJECTS);
    }
}
