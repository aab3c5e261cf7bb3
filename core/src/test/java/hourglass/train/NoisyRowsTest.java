package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoisyRowsTest {
    private static final int FEATURES = 4;

    private static Matrix rows(int count, long key) {
        Matrix rows = Matrix.zeros(count, FEATURES);
        for (int i = 0; i < rows.array().length; i++) {
            rows.array()[i] = (float) Noise.gaussian(key, i);
        }
        return rows;
    }

    private static Recipe recipe(int code, Corruption corruption) {
        return new Recipe(
                new Architecture(
                        FEATURES,
                        List.of(new Corrupt(corruption), new Dense(code, new Tanh())),
                        List.of(new Dense(FEATURES, new Linear())),
                        new Gaussian()),
                Training.plain(1, 16, new Optimizer.Adam()));
    }

    /// The validation loss of an epoch beside the losses of clean and of noisy rows.
    private static void assertJudgedBy(boolean noisy, Recipe recipe, Corruption corruption) {
        Matrix kept = rows(40, 2);
        try (TrainingRun run =
                TrainingRun.start(recipe, Examples.of(rows(64, 1)), Examples.of(kept), Kernels.plain(), 1)) {
            while (run.advance()) {
                // to the end of the epoch
            }
            Matrix input = noisy ? corruption.corrupted(kept, recipe.training().seed()) : kept;
            double expected =
                    Arrays.stream(run.network().loss(input, kept)).average().orElseThrow();
            assertThat(run.history().getLast().validation().orElseThrow()).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void aDenoiserWithoutBottleneckIsJudgedByNoisyRows() {
        Corruption noise = new Corruption.Gaussian(0.8f);
        assertJudgedBy(true, recipe(6, noise), noise);
        Corruption salt = new Corruption.SaltAndPepper(0.4f, -2, 2);
        assertJudgedBy(true, recipe(FEATURES, salt), salt);
    }

    @Test
    void othersAreJudgedByCleanRows() {
        assertJudgedBy(false, recipe(2, new Corruption.Gaussian(0.8f)), new Corruption.Gaussian(0.8f));
        assertJudgedBy(false, recipe(6, new Corruption.Dropout(0.4f)), new Corruption.Dropout(0.4f));
    }
}
