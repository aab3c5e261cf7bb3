package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.engine.StepKey;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.random.Noise;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same bits for any number of threads also where each thread calls native code.
class OneDnnThreadsTest {
    private static final int ROWS = 700;
    private static final int BATCH = 300;
    private static final int STEPS = 6;

    @BeforeEach
    void needsOneDnn() {
        Assumptions.assumeTrue(Platform.current().isPresent(), "no oneDNN for this platform");
    }

    private static float[] train(Architecture architecture, int workers) {
        Parameters parameters = Parameters.initial(architecture, 1);
        Kernels[] kernels = new Kernels[workers];
        for (int i = 0; i < workers; i++) {
            kernels[i] = Kernels.fastest().kernels().fork();
        }
        Matrix x = Steps.rows(ROWS);
        try (Team team = Team.of(workers)) {
            TrainingStep step = Steps.of(architecture, parameters, BATCH, team, kernels);
            for (int i = 0; i < STEPS; i++) {
                step.run(x, x, Noise.permutation(i, ROWS), 0, BATCH, new StepKey(1, i), 1e-3);
            }
        }
        return parameters.block();
    }

    @ParameterizedTest
    @MethodSource("hourglass.accelerated.Steps#architectures")
    void trainingGivesTheSameBits(Architecture architecture) {
        float[] alone = train(architecture, 1);
        for (int workers : new int[] {2, 3, 5}) {
            assertThat(train(architecture, workers)).as("%d threads", workers).isEqualTo(alone);
        }
    }

    @Test
    void scoresAreTheSameBits() throws Exception {
        Architecture architecture = Steps.architectures().getFirst();
        Network autoencoder = new Network(
                architecture,
                Parameters.initial(architecture, 1),
                Kernels.fastest().kernels());
        Matrix x = Steps.rows(ROWS);
        double[] alone;
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            alone = pool.submit(() -> autoencoder.loss(x, x)).get();
        }
        for (int workers : new int[] {2, 3, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(workers)) {
                assertThat(pool.submit(() -> autoencoder.loss(x, x)).get()).isEqualTo(alone);
            }
        }
        assertThat(autoencoder.loss(x, x)).isEqualTo(alone);
    }
}
