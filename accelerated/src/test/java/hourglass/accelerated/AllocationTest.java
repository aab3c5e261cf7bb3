package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.engine.StepKey;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.random.Noise;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step allocates no array of its batch or its parameters (here 600 kB and more each). Views and segments of a
/// product are small objects that compiled code does without; a test runs too short for that.
class AllocationTest {
    private static final int BATCH = 200;
    private static final int STEPS = 10;
    private static final long SMALL_OBJECTS = 300_000;

    @ParameterizedTest
    @MethodSource("hourglass.accelerated.Steps#architectures")
    void aStepAllocatesLittle(Architecture architecture) {
        check(architecture, Kernels.plain());
        check(architecture, Kernels.fastest().kernels());
    }

    private static void check(Architecture architecture, Kernels kernels) {
        Parameters parameters = Parameters.initial(architecture, 1);
        Matrix x = Steps.rows(BATCH);
        TrainingStep step = Steps.of(architecture, parameters, BATCH, Team.of(1), kernels);
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
