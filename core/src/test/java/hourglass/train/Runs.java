package hourglass.train;

import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.Schedule;
import java.util.List;
import java.util.Random;

/// Small runs for tests: 83 + 17 rows of six columns with two hidden causes, corruption and a penalty.
final class Runs {
    static final Examples TRAINING = rows(83, 1);
    static final Examples VALIDATION = rows(17, 2);
    static final Examples NONE = Examples.of(Matrix.zeros(0, 6));

    private Runs() {}

    static Examples rows(int count, long seed) {
        Random random = new Random(seed);
        Matrix rows = Matrix.zeros(count, 6);
        for (int i = 0; i < count; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            for (int j = 0; j < 6; j++) {
                rows.set(i, j, (float) (a * Math.sin(j) + b * Math.cos(2 * j) + 0.1 * random.nextGaussian()));
            }
        }
        return Examples.of(rows);
    }

    static Architecture architecture() {
        return new Architecture(
                6,
                List.of(
                        new Corrupt(new Corruption.Masking(0.2f)),
                        new Dense(9, new Elu()),
                        new Dense(3, new Sigmoid()),
                        new Penalize(new Penalty.KullbackLeibler(0.05f, 0.2f))),
                List.of(new Dense(9, new Elu()), new Dense(6, new Linear())),
                new Gaussian());
    }

    static Recipe recipe(Optimizer optimizer, Schedule schedule, int epochs) {
        Training training = Training.plain(epochs, 16, optimizer)
                .withSchedule(schedule)
                .withClipping(new Clipping.Norm(5))
                .withWeightDecay(1e-4)
                .withEarlyStopping(new EarlyStopping(4, 1e-3))
                .withValidation(0.1)
                .withSeed(7);
        return new Recipe(architecture(), training);
    }

    static TrainingRun start(Recipe recipe, int threads) {
        return TrainingRun.start(recipe, TRAINING, VALIDATION, Kernels.plain(), threads);
    }

    static TrainingRun resume(Checkpoint checkpoint, int threads) {
        return TrainingRun.resume(checkpoint, TRAINING, VALIDATION, Kernels.plain(), threads);
    }

    static Outcome finish(TrainingRun run) {
        while (run.advance()) {}
        return new Outcome(bits(run.network().parameters().block()), run.history(), run.bestEpoch(), run.step());
    }

    static List<Integer> bits(float[] numbers) {
        Integer[] bits = new Integer[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return List.of(bits);
    }

    /// All that a run comes to.
    record Outcome(List<Integer> model, List<EpochResult> history, int bestEpoch, long steps) {}

    /// Units that are 0 for all rows.
    static int dead(Matrix codes) {
        int dead = 0;
        for (int unit = 0; unit < codes.columns(); unit++) {
            boolean lives = false;
            for (int row = 0; row < codes.rows(); row++) {
                lives |= codes.get(row, unit) != 0;
            }
            dead += lives ? 0 : 1;
        }
        return dead;
    }
}
