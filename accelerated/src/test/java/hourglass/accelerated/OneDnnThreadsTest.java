package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.engine.StepKey;
import hourglass.engine.Team;
import hourglass.engine.TrainingStep;
import hourglass.likelihood.Bernoulli;
import hourglass.likelihood.Gaussian;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Autoencoder;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same bits for any number of threads also where each thread calls native code.
class OneDnnThreadsTest {
    private static final int FEATURES = 784;
    private static final int ROWS = 700;
    private static final int BATCH = 300;
    private static final int STEPS = 6;

    static List<Architecture> architectures() {
        return List.of(
                new Architecture(
                        FEATURES,
                        List.of(new Dense(512, new Relu()), new Dense(32, new Linear())),
                        List.of(new Dense(512, new Relu()), new Dense(FEATURES, new Linear())),
                        new Bernoulli()),
                new Architecture(
                        FEATURES,
                        List.of(new Dense(1500, new Relu()), new TopK(16)),
                        List.of(new Dense(FEATURES, new Linear(), new Weights.Mirrored())),
                        new Gaussian()));
    }

    @BeforeEach
    void needsOneDnn() {
        Assumptions.assumeTrue(Platform.current().isPresent(), "no oneDNN for this platform");
    }

    private static Matrix rows() {
        Matrix x = Matrix.zeros(ROWS, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = Noise.uniform(3, i) < 0.2 ? 1 : 0;
        }
        return x;
    }

    private static float[] train(Architecture architecture, int workers) {
        Parameters parameters = Parameters.initial(architecture, 1);
        Kernels[] kernels = new Kernels[workers];
        for (int i = 0; i < workers; i++) {
            kernels[i] = Kernels.fastest().kernels().fork();
        }
        Matrix x = rows();
        try (Team team = Team.of(workers)) {
            TrainingStep step = new TrainingStep(
                    architecture,
                    parameters,
                    new OptimizerState(new Optimizer.Adam(), parameters.block().length),
                    new Clipping.Norm(5),
                    0,
                    BATCH,
                    false,
                    team,
                    kernels);
            for (int i = 0; i < STEPS; i++) {
                step.run(x, x, Noise.permutation(i, ROWS), 0, BATCH, new StepKey(1, i), 1e-3);
            }
        }
        return parameters.block();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void trainingGivesTheSameBits(Architecture architecture) {
        float[] alone = train(architecture, 1);
        for (int workers : new int[] {2, 3, 5}) {
            assertThat(train(architecture, workers)).as("%d threads", workers).isEqualTo(alone);
        }
    }

    @Test
    void scoresAreTheSameBits() throws Exception {
        Architecture architecture = architectures().getFirst();
        Autoencoder autoencoder = new Autoencoder(
                architecture,
                Parameters.initial(architecture, 1),
                Kernels.fastest().kernels());
        Matrix x = rows();
        double[] alone;
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            alone = pool.submit(() -> autoencoder.score(x)).get();
        }
        for (int workers : new int[] {2, 3, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(workers)) {
                assertThat(pool.submit(() -> autoencoder.score(x)).get()).isEqualTo(alone);
            }
        }
        assertThat(autoencoder.score(x)).isEqualTo(alone);
    }
}
