package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a step does besides its gradient: which rows it takes, what it does with the gradient, what it refuses.
class StepTest {
    private static final int FEATURES = 6;
    private static final Architecture ARCHITECTURE = new Architecture(
            FEATURES,
            List.of(
                    new Corrupt(new Corruption.Swap(0.4f)),
                    new Dense(4, new Tanh()),
                    new Penalize(new Penalty.KullbackLeibler(0.1f, 0.5f))),
            List.of(new Dense(FEATURES, new Linear())),
            new Gaussian());

    private static Matrix data(int rows) {
        Matrix x = Matrix.zeros(rows, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) Noise.gaussian(9, i);
        }
        return x;
    }

    private static TrainingStep step(Architecture architecture, Parameters parameters, int batch, boolean pairs) {
        return new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Sgd(1, 0, false), parameters.block().length),
                new Clipping.None(),
                0,
                batch,
                pairs,
                Team.of(1),
                new Kernels[] {Kernels.plain()},
                Trial.TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
    }

    /// A partial batch, in any order, with targets of their own, against the twin on just those rows. Full and partial
    /// batches of several sizes alternate, as over epochs.
    @Test
    void takesTheRowsOfTheOrderAndMeansOverThemAlone() {
        Matrix x = data(200);
        Matrix target = data(400).rows(200, 400);
        int[] order = Noise.permutation(4, 200);
        int[][] ranges = {{0, 90}, {90, 180}, {180, 200}, {0, 90}, {3, 4}, {110, 200}, {180, 200}};
        Parameters parameters = Parameters.initial(ARCHITECTURE, 1);
        TrainingStep step = step(ARCHITECTURE, parameters, 90, true);
        for (int i = 0; i < ranges.length; i++) {
            int from = ranges[i][0];
            int to = ranges[i][1];
            StepKey key = new StepKey(8, i);
            double[] before = ReferenceNetwork.doubles(parameters.block());
            double[][] rows = new double[to - from][];
            double[][] targets = new double[to - from][];
            for (int row = from; row < to; row++) {
                rows[row - from] = ReferenceNetwork.doubles(x.rows(order[row], order[row] + 1))[0];
                targets[row - from] = ReferenceNetwork.doubles(target.rows(order[row], order[row] + 1))[0];
            }
            ReferenceNetwork twin = new ReferenceNetwork(ARCHITECTURE);
            ReferenceNetwork.Pass pass = twin.train(before, rows, targets, key);
            StepResult result = step.run(x, target, order, from, to, key, 0.5);
            assertThat(result.rows()).isEqualTo(to - from);
            assertThat(result.loss()).isCloseTo(pass.loss(), within(1e-5 * pass.loss()));
            assertThat(result.penalty()).isCloseTo(pass.penalty(), within(1e-5 * pass.penalty() + 1e-6));

            // θ ← θ − rate · gradient
            float[] gradient = new float[before.length];
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] = (float) ((before[j] - parameters.block()[j]) / 0.5);
            }
            GradientCheck.Verdict verdict = GradientCheck.of(
                    before,
                    gradient,
                    parameters.tensors(),
                    p -> twin.train(p, rows, targets, key).objective(),
                    i);
            assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
        }
    }

    /// The data are views of a larger table.
    @Test
    void dataMayBeAViewAndAreNotModified() {
        float[] table = new float[5 + 40 * 9];
        Matrix view = new Matrix(table, 5, 40, FEATURES, 9);
        Matrix plain = data(40);
        view.copyFrom(plain);
        float[] before = table.clone();
        int[] order = Noise.permutation(2, 40);
        Parameters parameters = Parameters.initial(ARCHITECTURE, 1);
        TrainingStep step = step(ARCHITECTURE, parameters, 40, false);
        float[] fromView = step.gradient(view, view, order, new StepKey(1, 1));
        assertThat(fromView).isEqualTo(step.gradient(plain, plain, order, new StepKey(1, 1)));
        assertThat(table).isEqualTo(before);
    }

    @Test
    void noiseIsNewInEveryStepAndForEverySeed() {
        Matrix x = data(40);
        int[] order = Noise.permutation(2, 40);
        TrainingStep step = step(ARCHITECTURE, Parameters.initial(ARCHITECTURE, 1), 40, false);
        float[] gradient = step.gradient(x, x, order, new StepKey(1, 1));
        assertThat(step.gradient(x, x, order, new StepKey(1, 1))).isEqualTo(gradient);
        assertThat(step.gradient(x, x, order, new StepKey(1, 2))).isNotEqualTo(gradient);
        assertThat(step.gradient(x, x, order, new StepKey(2, 1))).isNotEqualTo(gradient);
    }

    private static Architecture deep(Dense second) {
        return new Architecture(
                FEATURES,
                List.of(new Dense(3, new Tanh()), second),
                List.of(new Dense(3, new Tanh()), new Dense(FEATURES, new Linear())),
                new Gaussian());
    }

    private static void fails(Architecture architecture, Parameters parameters, Matrix x, String what, String where) {
        TrainingStep step = step(architecture, parameters, x.rows(), false);
        int[] order = Noise.permutation(1, x.rows());
        assertThatThrownBy(() -> step.run(x, x, order, 0, x.rows(), new StepKey(0, 0), 0.1))
                .isInstanceOfSatisfying(NotFiniteException.class, failure -> {
                    assertThat(failure.what()).isEqualTo(what);
                    assertThat(failure.where()).isEqualTo(where);
                })
                .hasMessage(what + " is not finite in " + where);
    }

    @Test
    void anOverflowIsReportedWithTheLayerWhereItBegan() {
        Architecture architecture = deep(new Dense(2, new Exponential()));
        for (int layer : new int[] {1, 3}) {
            Parameters parameters = Parameters.initial(architecture, 1);
            Matrix bias = parameters.bias(layer);
            if (bias != null) {
                bias.fill(layer == 1 ? 200 : Float.POSITIVE_INFINITY);
            }
            fails(
                    architecture,
                    parameters,
                    data(70),
                    "loss",
                    layer == 1 ? "the output of encoder.1" : "decoder.1.bias");
        }
    }

    @Test
    void aBadNumberInTheDataIsReportedAsTheInput() {
        Architecture architecture = deep(new Dense(2, new Tanh()));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Matrix x = data(70);
            x.set(69, 2, bad);
            fails(architecture, Parameters.initial(architecture, 1), x, "loss", "the input");
        }
    }

    /// Loss 10⁴⁰ is a number in double precision, the gradient xᵀδ is none in single precision.
    @Test
    void anOverflowOfTheGradientIsReportedWithItsTensor() {
        Architecture architecture = new Architecture(
                1, List.of(new Dense(1, new Linear())), List.of(new Dense(1, new Linear())), new Gaussian());
        Parameters parameters = Parameters.zeros(architecture);
        Matrix bias = parameters.bias(0);
        if (bias != null) {
            bias.fill(1e20f);
        }
        for (Clipping clipping : List.of(new Clipping.None(), new Clipping.Norm(1))) {
            TrainingStep step = new TrainingStep(
                    architecture,
                    parameters.copy(),
                    new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                    clipping,
                    0,
                    1,
                    false,
                    Team.of(1),
                    new Kernels[] {Kernels.plain()});
            Matrix x = Matrix.of(1, 1, 1e20f);
            assertThatThrownBy(() -> step.run(x, x, new int[] {0}, 0, 1, new StepKey(0, 0), 1e-3))
                    .isInstanceOf(NotFiniteException.class)
                    .hasMessage("gradient is not finite in decoder.0.weight");
        }
    }
}
