package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.engine.Team;
import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Dense;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Gaussian;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Objective;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Few rows that look alike, and far more units: a new start must not do damage.
class DirectStartTest {
    private static final int COLUMNS = 24;
    private static final int UNITS = 96;
    private static final Weights OWN = new Weights.Own(new Initializer.GlorotUniform());

    /// Mixtures of five directions of falling strength, as pictures of faces are.
    private static Matrix rows(int count, boolean binary) {
        Random random = new Random(5);
        Matrix rows = Matrix.zeros(count, COLUMNS);
        double[] causes = new double[5];
        for (int row = 0; row < count; row++) {
            Arrays.setAll(causes, it -> random.nextGaussian() * 4 / (1 + it));
            for (int j = 0; j < COLUMNS; j++) {
                double sum = 0.2 * random.nextGaussian();
                for (int i = 0; i < causes.length; i++) {
                    sum += causes[i] * Math.cos(0.3 * (i + 1) * j + i);
                }
                rows.set(row, j, (float) (binary ? (sum > 0 ? 1 : 0) : sum));
            }
        }
        return rows;
    }

    private static Recipe recipe(Layer keeps, Dense first, List<Layer> decoder, Objective objective) {
        return new Recipe(
                new Architecture(COLUMNS, List.of(first, keeps), decoder, objective),
                Training.plain(40, 16, new Optimizer.Adam(0.003)).withSeed(3));
    }

    private static Recipe dictionary(int reviveEvery, Objective objective) {
        return recipe(
                new TopK(8, reviveEvery),
                new Dense(UNITS, new Relu(), OWN),
                List.of(new Dense(objective.parameters(COLUMNS), new Linear(), new Weights.Dictionary())),
                objective);
    }

    private record Revived(int dead, int began, double before, double after, Parameters then, Parameters now) {}

    /// What revival makes of a network that has learned for a few epochs without.
    private static Revived revive(Recipe recipe, Recipe without, Matrix rows) {
        try (TrainingRun run = TrainingRun.start(
                without, Examples.of(rows), Examples.of(Matrix.zeros(0, COLUMNS)), Kernels.plain(), 1)) {
            while (run.step() < 5L * run.stepsPerEpoch()) {
                run.advance();
            }
            Checkpoint checkpoint = run.checkpoint();
            Parameters then = checkpoint.parameters();
            Parameters now = then.copy();
            OptimizerState state = checkpoint.optimizerState();
            int began = new Reviver(recipe, now, state, Examples.of(rows), Team.of(1), Kernels.plain()).afterEpoch(1);
            return new Revived(
                    dead(recipe, then, rows), began, loss(recipe, then, rows), loss(recipe, now, rows), then, now);
        }
    }

    private static double loss(Recipe recipe, Parameters parameters, Matrix rows) {
        return Arrays.stream(new Network(recipe.architecture(), parameters, Kernels.plain()).loss(rows, rows))
                .average()
                .orElseThrow();
    }

    private static int dead(Recipe recipe, Parameters parameters, Matrix rows) {
        return Runs.dead(new Network(recipe.architecture(), parameters, Kernels.plain()).encode(rows));
    }

    /// As the vectors began before, at full length and many towards the same rows, the loss rose from 56 to 17,464.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fewRowsAreNotHarmed(boolean binary) {
        Objective objective = binary ? new Bernoulli() : new Gaussian();
        Revived revived = revive(dictionary(1, objective), dictionary(0, objective), rows(60, binary));
        assertThat(revived.dead()).isGreaterThan(10);
        assertThat(revived.began()).isPositive();
        assertThat(revived.after()).isLessThan(revived.before());
        assertThat(dead(dictionary(1, objective), revived.now(), rows(60, binary)))
                .isLessThan(revived.dead());
    }

    @Test
    void aRunOnFewRowsGainsByRevival() {
        Matrix rows = rows(60, false);
        double[] losses = new double[2];
        for (int reviveEvery = 0; reviveEvery < 2; reviveEvery++) {
            Recipe recipe = dictionary(reviveEvery, new Gaussian());
            try (TrainingRun run = TrainingRun.start(
                    recipe, Examples.of(rows), Examples.of(Matrix.zeros(0, COLUMNS)), Kernels.plain(), 1)) {
                while (run.advance()) {}
                losses[reviveEvery] = loss(recipe, run.network().parameters(), rows);
            }
        }
        assertThat(losses[1]).isLessThan(losses[0]);
    }

    /// Ten rows are the same and far off: one unit serves them all.
    @Test
    void rowsThatChooseANewUnitAreGivenNoOther() {
        Matrix rows = rows(60, false);
        for (int row = 20; row < 30; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                rows.set(row, j, 300f * (j % 3 - 1));
            }
        }
        Recipe recipe = dictionary(1, new Gaussian());
        Parameters parameters = Parameters.initial(recipe.architecture(), 3);
        Matrix bias = Objects.requireNonNull(parameters.bias(0));
        for (int unit = 0; unit < 20; unit++) {
            bias.set(0, unit, -1e6f);
        }
        new Reviver(
                        recipe,
                        parameters,
                        new OptimizerState(recipe.training().optimizer(), parameters.block().length),
                        Examples.of(rows),
                        Team.of(1),
                        Kernels.plain())
                .afterEpoch(1);
        Matrix codes = new Network(recipe.architecture(), parameters, Kernels.plain()).encode(rows.rows(20, 21));
        int chosen = 0;
        for (int unit = 0; unit < 20; unit++) {
            chosen += codes.get(0, unit) == 0 ? 0 : 1;
        }
        assertThat(chosen).isEqualTo(1);
    }

    /// η has two numbers for each column: the encoder gets the direction of a row, the decoder what is missing of it.
    @Test
    void whereEtaIsOfAnotherSpaceTheEncoderReadsTheRow() {
        Objective objective = new GaussianWithScale(0.1f);
        Matrix rows = rows(60, false);
        Revived revived = revive(dictionary(1, objective), dictionary(0, objective), rows);
        assertThat(revived.began()).isPositive();
        assertThat(revived.after()).isLessThan(revived.before());
        double[] mean = new double[COLUMNS];
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < COLUMNS; j++) {
                mean[j] += rows.get(row, j) / (double) rows.rows();
            }
        }
        Matrix encoder = revived.now().weight(0);
        for (int unit = 0; unit < UNITS; unit++) {
            if (encoder.get(unit, 0) != revived.then().weight(0).get(unit, 0)) {
                double nearest = 0;
                for (int row = 0; row < rows.rows(); row++) {
                    nearest = Math.max(nearest, cosine(encoder, unit, rows, row, mean));
                }
                assertThat(nearest).isCloseTo(1, within(1e-5));
            }
        }
    }

    private static double cosine(Matrix encoder, int unit, Matrix rows, int row, double[] mean) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int j = 0; j < COLUMNS; j++) {
            double away = rows.get(row, j) - mean[j];
            product += encoder.get(unit, j) * away;
            first += Math.pow(encoder.get(unit, j), 2);
            second += away * away;
        }
        return product / Math.sqrt(first * second);
    }

    @Test
    void unitsWithoutBiasAndThoseOfBatchesAreNoExceptions() {
        for (Layer keeps : List.of(new TopK(8), new BatchTopK(8))) {
            Dense units = new Dense(UNITS, new Relu(), OWN, keeps instanceof BatchTopK);
            List<Layer> decoder = List.of(new Dense(COLUMNS, new Linear(), OWN));
            Layer never = keeps instanceof BatchTopK ? new BatchTopK(8, 0) : new TopK(8, 0);
            Revived revived = revive(
                    recipe(keeps, units, decoder, new Gaussian()),
                    recipe(never, units, decoder, new Gaussian()),
                    rows(60, false));
            assertThat(revived.began()).isPositive();
            assertThat(revived.after()).isLessThan(revived.before());
        }
    }
}
