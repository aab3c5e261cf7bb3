package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Elu;
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
import hourglass.network.Matryoshka;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviverTest {
    private static final int UNITS = 24;
    private static final int DEAD = 5;

    private static Recipe recipe(int reviveEvery, boolean tied, int epochs) {
        return recipe(UNITS / 2, reviveEvery, tied, epochs);
    }

    private static Recipe recipe(int kept, int reviveEvery, boolean tied, int epochs) {
        Weights weights = tied ? new Weights.Mirrored() : new Weights.Own(new Initializer.GlorotUniform());
        return new Recipe(
                new Architecture(
                        6,
                        List.of(new Dense(UNITS, new Relu()), new TopK(kept, reviveEvery)),
                        List.of(new Dense(6, new Linear(), weights)),
                        new Gaussian()),
                Training.plain(epochs, 16, new Optimizer.Adam(0.01)).withSeed(7));
    }

    /// Parameters of which unit [#DEAD] alone can never be chosen.
    private static Parameters parameters(Recipe recipe) {
        Parameters parameters = Parameters.initial(recipe.architecture(), 3);
        Matrix bias = Objects.requireNonNull(parameters.bias(0));
        for (int unit = 0; unit < UNITS; unit++) {
            bias.set(0, unit, unit == DEAD ? -1000 : 0.1f * (unit % 5));
        }
        return parameters;
    }

    private static OptimizerState moments(Recipe recipe, Parameters parameters) {
        OptimizerState state = new OptimizerState(recipe.training().optimizer(), parameters.block().length);
        state.slots().forEach(slot -> Arrays.fill(slot, 1));
        return state;
    }

    /// The slow twin: what is missing of each row when the smallest number it keeps is gone.
    private static double[][] missing(Recipe recipe, Parameters parameters, Matrix rows) {
        Network network = new Network(recipe.architecture(), parameters, Kernels.plain());
        Matrix codes = network.encode(rows);
        for (int row = 0; row < rows.rows(); row++) {
            int smallest = -1;
            for (int unit = 0; unit < UNITS; unit++) {
                float number = codes.get(row, unit);
                smallest = number != 0 && (smallest < 0 || number < codes.get(row, smallest)) ? unit : smallest;
            }
            if (chosen(codes.rows(row, row + 1))
                    == ((TopK) recipe.architecture().encoder().get(1)).k()) {
                codes.set(row, smallest, 0);
            }
        }
        Matrix decoded = network.decode(codes);
        double[][] missing = new double[rows.rows()][rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                missing[row][j] = rows.get(row, j) - decoded.get(row, j);
            }
        }
        return missing;
    }

    private static int chosen(Matrix codes) {
        int count = 0;
        for (int unit = 0; unit < codes.columns(); unit++) {
            count += chosen(codes, unit);
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeadUnitGetsWhatIsMissingOfARow(boolean tied) {
        Recipe recipe = recipe(1, tied, 8);
        Matrix rows = withOutlier();
        Parameters before = parameters(recipe);
        Parameters parameters = before.copy();
        OptimizerState state = moments(recipe, parameters);
        assertThat(new Reviver(recipe, parameters, state, Examples.of(rows), Team.of(1), Kernels.plain()).afterEpoch(1))
                .isEqualTo(1);

        Matrix encoder = parameters.weight(0);
        double largest = 0;
        for (double[] missing : missing(recipe, before, rows)) {
            largest = Math.max(largest, cosine(encoder, DEAD, missing));
        }
        assertThat(largest).isCloseTo(1, within(1e-5));
        double atMean = Objects.requireNonNull(parameters.bias(0)).get(0, DEAD);
        for (int j = 0; j < 6; j++) {
            for (int row = 0; row < rows.rows(); row++) {
                atMean += rows.get(row, j) / rows.rows() * encoder.get(DEAD, j);
            }
        }
        assertThat(atMean).isCloseTo(0, within(1e-4));
        if (!tied) {
            double[] direction = new double[6];
            double length = 0;
            for (int j = 0; j < 6; j++) {
                direction[j] = parameters.weight(2).get(DEAD, j);
            }
            assertThat(cosine(encoder, DEAD, direction)).isCloseTo(1, within(1e-5));
            for (int unit = 0; unit < UNITS; unit++) {
                length += unit == DEAD ? 0 : length(before.weight(2), unit) / (UNITS - 1);
            }
            assertThat(length(parameters.weight(2), DEAD)).isCloseTo(length, within(1e-5));
        }
        assertThat(chosen(codes(recipe, parameters, rows), DEAD)).isPositive();
        assertThat(loss(recipe, parameters, rows)).isLessThan(loss(recipe, before, rows));
        assertOnlyTheUnitChanged(before, parameters, state, tied);
    }

    /// The optimiser begins anew, but for the mean squares in the encoder, a quarter of those of other units.
    private static void assertOnlyTheUnitChanged(
            Parameters before, Parameters after, OptimizerState state, boolean tied) {
        int decoder = tied
                ? Integer.MAX_VALUE
                : after.tensors().get(after.weightOf(2)).offset();
        int changed = 0;
        for (int i = 0; i < before.block().length; i++) {
            boolean same = before.block()[i] == after.block()[i];
            assertThat(state.slots().get(0)[i]).isEqualTo(same ? 1f : 0f);
            assertThat(state.slots().get(1)[i]).isEqualTo(same ? 1f : i < decoder ? 0.25f : 0f);
            changed += same ? 0 : 1;
        }
        assertThat(changed).isEqualTo(tied ? 7 : 13);
    }

    private static double length(Matrix weights, int unit) {
        double square = 0;
        for (int j = 0; j < weights.columns(); j++) {
            square += Math.pow(weights.get(unit, j), 2);
        }
        return Math.sqrt(square);
    }

    private static double cosine(Matrix weights, int unit, double[] direction) {
        double product = 0;
        double square = 0;
        for (int j = 0; j < direction.length; j++) {
            product += weights.get(unit, j) * direction[j];
            square += direction[j] * direction[j];
        }
        return product / length(weights, unit) / Math.sqrt(square);
    }

    /// Rows of which one is far from the others.
    private static Matrix withOutlier() {
        Matrix rows = Runs.TRAINING.inputs().toMatrix().copy();
        rows.rows(40, 41).copyFrom(Matrix.of(1, 6, 300, -200, 100, 250, -50, 400));
        return rows;
    }

    /// Rows are drawn by the square of their loss: one far from the others is as good as certain.
    @Test
    void theRowIsOneBadlyReconstructed() {
        Matrix rows = withOutlier();
        Recipe recipe = recipe(1, false, 8);
        Parameters parameters = parameters(recipe);
        new Reviver(recipe, parameters, moments(recipe, parameters), Examples.of(rows), Team.of(1), Kernels.plain())
                .afterEpoch(1);
        double[] missing = missing(recipe, parameters(recipe), rows)[40];
        assertThat(cosine(parameters.weight(0), DEAD, missing)).isCloseTo(1, within(1e-5));
    }

    @Test
    void onlyWhenItIsDue() {
        for (int[] everyAndEpoch : new int[][] {{0, 1}, {2, 1}, {2, 3}, {1, 7}, {1, 8}}) {
            Recipe recipe = recipe(everyAndEpoch[0], false, 8);
            Parameters parameters = parameters(recipe);
            Reviver reviver = new Reviver(
                    recipe, parameters, moments(recipe, parameters), Runs.TRAINING, Team.of(1), Kernels.plain());
            assertThat(reviver.afterEpoch(everyAndEpoch[1])).isZero();
        }
        Recipe recipe = recipe(2, false, 8);
        Parameters parameters = parameters(recipe);
        Reviver reviver = new Reviver(
                recipe, parameters, moments(recipe, parameters), Runs.TRAINING, Team.of(1), Kernels.plain());
        assertThat(reviver.afterEpoch(6)).isEqualTo(1);
    }

    /// Layers before and behind, of which the first behind the code is as wide as the last before it, as is usual.
    private static Recipe deep() {
        return new Recipe(
                new Architecture(
                        6,
                        List.of(new Dense(8, new Elu()), new Dense(UNITS, new Relu()), new TopK(4)),
                        List.of(new Dense(8, new Elu()), new Dense(6, new Linear())),
                        new Gaussian()),
                Training.plain(40, 16, new Optimizer.Adam(0.01)).withSeed(7));
    }

    private static double loss(Recipe recipe, Parameters parameters) {
        return loss(recipe, parameters, Runs.TRAINING.inputs().toMatrix());
    }

    private static double loss(Recipe recipe, Parameters parameters, Matrix rows) {
        return Arrays.stream(new Network(recipe.architecture(), parameters, Kernels.plain()).loss(rows, rows))
                .average()
                .orElseThrow();
    }

    private static Matrix codes(Recipe recipe, Parameters parameters) {
        return codes(recipe, parameters, Runs.TRAINING.inputs().toMatrix());
    }

    private static Matrix codes(Recipe recipe, Parameters parameters, Matrix rows) {
        return new Network(recipe.architecture(), parameters, Kernels.plain()).encode(rows);
    }

    /// Between other layers a new unit is chosen by some rows and by few, writes nothing yet, and the optimiser takes
    /// it
    /// for one that has lived.
    @Test
    void betweenOtherLayersAUnitStartsWithoutEffect() {
        Recipe recipe = deep();
        Parameters trained;
        OptimizerState state;
        try (TrainingRun run = TrainingRun.start(recipe, Runs.TRAINING, Runs.NONE, Kernels.plain(), 1)) {
            while (run.advance()) {}
            trained = run.checkpoint().parameters();
            state = run.checkpoint().optimizerState();
        }
        Matrix bias = Objects.requireNonNull(trained.bias(1));
        Matrix before = codes(recipe, trained);
        int dead = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            if (chosen(before, unit) < 3) {
                bias.set(0, unit, -1000);
                dead = unit;
            }
        }
        double lossBefore = loss(recipe, trained);
        Parameters revived = trained.copy();
        int count = new Reviver(recipe, revived, state, Runs.TRAINING, Team.of(1), Kernels.plain()).afterEpoch(1);
        assertThat(count).as("a few at a time").isEqualTo(1);
        int unit = -1;
        for (int j = 0; j < UNITS; j++) {
            unit = Objects.requireNonNull(revived.bias(1)).get(0, j) == bias.get(0, j) ? unit : j;
        }
        assertThat(unit).as("one of the dead, such as %d", dead).isNotNegative();
        assertThat(bias.get(0, unit)).isEqualTo(-1000);
        assertThat(chosen(codes(recipe, revived), unit)).isBetween(1, Runs.TRAINING.rows() / 3);
        for (int j = 0; j < 8; j++) {
            assertThat(revived.weight(3).get(unit, j)).isZero();
            int place = revived.tensors().get(revived.weightOf(3)).offset() + unit * 8 + j;
            assertThat(state.slots().get(0)[place]).isZero();
            assertThat(state.slots().get(1)[place]).isPositive();
        }
        assertThat(loss(recipe, revived)).isLessThan(1.25 * lossBefore);
    }

    private static int chosen(Matrix codes, int unit) {
        int rows = 0;
        for (int row = 0; row < codes.rows(); row++) {
            rows += codes.get(row, unit) == 0 ? 0 : 1;
        }
        return rows;
    }

    /// Measured: 10 without, 4 with.
    @Test
    void aRunComesToFewerDeadUnits() {
        assertThat(dead(1)).isLessThanOrEqualTo(dead(0) / 2);
    }

    private static int dead(int reviveEvery) {
        Recipe recipe = recipe(2, reviveEvery, false, 40);
        try (TrainingRun run = TrainingRun.start(recipe, Runs.TRAINING, Runs.NONE, Kernels.plain(), 1)) {
            while (run.advance()) {}
            return Runs.dead(run.network().encode(Runs.TRAINING.inputs().toMatrix()));
        }
    }

    @Test
    void theSameBitsForAnyThreadsAndAcrossResuming() {
        Recipe recipe = recipe(2, 1, false, 12);
        Runs.Outcome whole;
        try (TrainingRun run = TrainingRun.start(recipe, Runs.TRAINING, Runs.NONE, Kernels.plain(), 1)) {
            whole = Runs.finish(run);
        }
        Checkpoint checkpoint;
        try (TrainingRun run = TrainingRun.start(recipe, Runs.TRAINING, Runs.NONE, Kernels.plain(), 3)) {
            while (run.step() < 4L * run.stepsPerEpoch()) {
                run.advance();
            }
            checkpoint = run.checkpoint();
        }
        try (TrainingRun run = TrainingRun.resume(checkpoint, Runs.TRAINING, Runs.NONE, Kernels.plain(), 2)) {
            assertThat(Runs.finish(run)).isEqualTo(whole);
        }
    }

    @Test
    void aNegativeNumberOfEpochsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopK(2, -1)).withMessageContaining("got -1");
    }

    @Test
    void deadUnitsOfBatchesAndAtomsOfDictionariesAreRevivedToo() {
        Architecture architecture = new Architecture(
                6,
                List.of(new Dense(UNITS, new Relu()), new BatchTopK(12)),
                List.of(new Dense(6, new Linear(), new Weights.Dictionary())),
                new Gaussian());
        Recipe recipe = new Recipe(
                architecture, Training.plain(8, 16, new Optimizer.Adam(0.01)).withSeed(7));
        Parameters before = parameters(recipe);
        Parameters parameters = before.copy();
        OptimizerState state = moments(recipe, parameters);
        assertThat(new Reviver(recipe, parameters, state, Examples.of(withOutlier()), Team.of(1), Kernels.plain())
                        .afterEpoch(1))
                .isEqualTo(1);
        Matrix atoms = parameters.weight(2);
        double square = 0;
        double moved = 0;
        for (int j = 0; j < 6; j++) {
            square += Math.pow(atoms.get(DEAD, j), 2);
            moved += Math.abs(atoms.get(DEAD, j) - before.weight(2).get(DEAD, j));
        }
        assertThat(square).isCloseTo(1, within(1e-5));
        assertThat(moved).isGreaterThan(0.1);
    }

    /// An atom that began at 0 would become the first unit vector, the same for every unit.
    @Test
    void atomsBetweenOtherLayersStayAndNestedCodesAreNoLayerBetween() {
        Weights atoms = new Weights.Dictionary();
        for (boolean nested : new boolean[] {false, true}) {
            Architecture architecture = new Architecture(
                    6,
                    nested
                            ? List.of(new Dense(UNITS, new Relu()), new TopK(12), new Matryoshka(List.of(8)))
                            : List.of(new Dense(UNITS, new Relu()), new TopK(12)),
                    nested
                            ? List.of(new Dense(6, new Linear(), atoms))
                            : List.of(new Dense(6, new Linear(), atoms), new Dense(6, new Linear())),
                    new Gaussian());
            Recipe recipe = new Recipe(
                    architecture,
                    Training.plain(8, 16, new Optimizer.Adam(0.01)).withSeed(7));
            Parameters before = parameters(recipe);
            Parameters parameters = before.copy();
            OptimizerState state = moments(recipe, parameters);
            assertThat(new Reviver(recipe, parameters, state, Examples.of(withOutlier()), Team.of(1), Kernels.plain())
                            .afterEpoch(1))
                    .isEqualTo(1);
            int decoder = architecture.encoder().size();
            double square = 0;
            double moved = 0;
            for (int j = 0; j < 6; j++) {
                square += Math.pow(parameters.weight(decoder).get(DEAD, j), 2);
                moved += Math.abs(parameters.weight(decoder).get(DEAD, j)
                        - before.weight(decoder).get(DEAD, j));
            }
            assertThat(square).isCloseTo(1, within(1e-5));
            assertThat(moved > 0.1).isEqualTo(nested);
        }
    }
}
