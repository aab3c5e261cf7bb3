package hourglass.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Activations;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.engine.ReferenceNetwork;
import hourglass.matrix.CutKernels;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.ReferenceLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoencoderTest {
    private static final int FEATURES = 13;
    private static final int CODE = 3;

    static List<Architecture> architectures() {
        List<Architecture> architectures = new ArrayList<>();
        List<Objective> likelihoods = List.of(new Bernoulli(), new Gaussian(), new Poisson(), new Categorical());
        for (Activation activation : Activations.all()) {
            architectures.add(architecture(activation, likelihoods.get(architectures.size() % likelihoods.size())));
        }
        return architectures;
    }

    /// Corruption and penalties, which must not matter in use, and a mirrored layer.
    private static Architecture architecture(Activation activation, Objective objective) {
        return new Architecture(
                FEATURES,
                List.of(
                        new Corrupt(new Corruption.Masking(0.5f)),
                        new Dense(7, activation),
                        new Corrupt(new Corruption.Gaussian(1)),
                        new Dense(CODE, activation),
                        new Penalize(new Penalty.L1(1))),
                List.of(new Dense(7, activation, new Weights.Mirrored()), new Dense(FEATURES, new Linear())),
                objective);
    }

    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 17);
        Random random = new Random(18);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                // Small weights, because exponentials follow one another.
                float weight = parameters.block()[i] / 2;
                parameters.block()[i] = tensor.isWeight() ? weight : (float) random.nextGaussian() / 4;
            }
        }
        return parameters;
    }

    private static Network autoencoder(Architecture architecture) {
        return new Network(architecture, parameters(architecture), Kernels.plain());
    }

    private static Matrix data(int rows) {
        Random random = new Random(19);
        Matrix x = Matrix.zeros(rows, FEATURES);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = random.nextFloat();
        }
        return x;
    }

    private static void assertClose(Matrix actual, double[][] expected) {
        assertThat(actual.rows()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double value = expected[i][j];
                assertThat((double) actual.get(i, j)).isCloseTo(value, within(1e-5 * (1 + Math.abs(value))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void encodeReconstructAndScoreAgreeWithTheTwin(Architecture architecture) {
        Network autoencoder = autoencoder(architecture);
        Matrix x = data(150);
        ReferenceNetwork.Pass twin = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(autoencoder.parameters().block()), ReferenceNetwork.doubles(x));
        Objective objective = architecture.objective();
        assertClose(autoencoder.encode(x), twin.code());
        double[][] means = new double[150][];
        double[] scores = autoencoder.loss(x, x);
        assertThat(scores).hasSize(150);
        for (int row = 0; row < 150; row++) {
            means[row] = ReferenceLikelihood.mean(objective, twin.eta()[row]);
            double expected = ReferenceLikelihood.loss(objective, twin.eta()[row], ReferenceNetwork.doubles(x)[row]);
            assertThat(scores[row]).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
        }
        assertClose(autoencoder.means(x), means);
        assertThat(Arrays.stream(scores).sum()).isCloseTo(twin.loss(), within(1e-5 * (150 + Math.abs(twin.loss()))));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void decodingTheCodeIsReconstructing(Architecture architecture) {
        Network autoencoder = autoencoder(architecture);
        Matrix x = data(150);
        assertThat(autoencoder.decode(autoencoder.encode(x)).array())
                .isEqualTo(autoencoder.means(x).array());
    }

    /// With kernels whose bits depend on the number of rows they are given.
    @ParameterizedTest
    @MethodSource("architectures")
    void cutsAtMultiplesOfASliceChangeNoBit(Architecture architecture) {
        Network autoencoder = new Network(architecture, parameters(architecture), new CutKernels());
        int slice = Network.SLICE;
        Matrix x = data(3 * slice + 45);
        assertThat(inPieces(autoencoder, x, slice, 3 * slice)).isTrue();
        assertThat(inPieces(autoencoder, x, 2 * slice)).isTrue();
    }

    /// Or the test before would prove nothing.
    @Test
    void otherCutsShow() {
        Architecture architecture = architecture(new Linear(), new Gaussian());
        Network autoencoder = new Network(architecture, parameters(architecture), new CutKernels());
        int slice = Network.SLICE;
        assertThat(inPieces(autoencoder, data(3 * slice + 45), slice - 1)).isFalse();
    }

    /// Whether codes, reconstructions and scores of pieces have the bits of those of the whole.
    private static boolean inPieces(Network autoencoder, Matrix x, int... cuts) {
        Matrix codes = autoencoder.encode(x);
        Matrix means = autoencoder.means(x);
        double[] scores = autoencoder.loss(x, x);
        boolean same = true;
        for (int i = 0; i <= cuts.length; i++) {
            int from = i == 0 ? 0 : cuts[i - 1];
            int to = i == cuts.length ? x.rows() : cuts[i];
            Matrix part = x.rows(from, to);
            same &= Arrays.equals(
                    autoencoder.encode(part).array(),
                    codes.rows(from, to).copy().array());
            same &= Arrays.equals(
                    autoencoder.means(part).array(), means.rows(from, to).copy().array());
            same &= Arrays.equals(autoencoder.loss(part, part), Arrays.copyOfRange(scores, from, to));
        }
        return same;
    }

    /// The same losses, added up the other way, of several tiles.
    @ParameterizedTest
    @MethodSource("architectures")
    void lossesOfColumnsAreThoseOfRows(Architecture architecture) {
        Network autoencoder = autoencoder(architecture);
        Matrix x = data(2500);
        double[] perColumn = autoencoder.lossPerColumn(x, x);
        double loss = Arrays.stream(autoencoder.loss(x, x)).sum();
        assertThat(Arrays.stream(perColumn).sum()).isCloseTo(loss, within(1e-7 * (1 + Math.abs(loss))));
        Matrix target = x.copy();
        for (int row = 0; row < 2500; row++) {
            target.set(row, 4, Float.NaN);
        }
        double[] fewer = autoencoder.lossPerColumn(x, target);
        assertThat(fewer[4]).isZero();
        if (!(architecture.objective() instanceof Categorical)) {
            perColumn[4] = 0;
            assertThat(fewer).isEqualTo(perColumn);
        }
    }

    @Test
    void concurrentCallsAgree() throws Exception {
        Network autoencoder = autoencoder(architecture(new Relu(0.1f, 5, 0), new Bernoulli()));
        Matrix x = data(500);
        float[] expected = autoencoder.means(x).array();
        double[] scores = autoencoder.loss(x, x);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> call = () -> Arrays.equals(autoencoder.means(x).array(), expected)
                    && Arrays.equals(autoencoder.loss(x, x), scores);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(call);
            }
            for (Future<Boolean> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void targetsOfTheirOwn() {
        Network autoencoder = autoencoder(architecture(new Linear(), new Gaussian()));
        Matrix x = data(70);
        Matrix target = autoencoder.means(x);
        assertThat(autoencoder.loss(x, target)).containsOnly(0);
        target.set(66, 1, target.get(66, 1) + 2);
        assertThat(autoencoder.loss(x, target)[66]).isCloseTo(2, within(1e-5));
        assertThat(autoencoder.loss(x, target)[65]).isZero();
    }

    @Test
    void nothingOutsideCanChangeIt() {
        Architecture architecture = architecture(new Linear(), new Gaussian());
        Parameters parameters = parameters(architecture);
        Network autoencoder = new Network(architecture, parameters, Kernels.plain());
        Matrix x = data(5);
        float[] before = autoencoder.encode(x).array();
        Arrays.fill(parameters.block(), 0);
        Arrays.fill(autoencoder.parameters().block(), 0);
        assertThat(autoencoder.encode(x).array()).isEqualTo(before);
        assertThat(x.array()).isEqualTo(data(5).array());
    }

    @Test
    void noRowsAreFineAndWrongColumnsAreNot() {
        Network autoencoder = autoencoder(architecture(new Linear(), new Gaussian()));
        assertThat(autoencoder.encode(data(0)).shape()).isEqualTo("0 x 3");
        assertThat(autoencoder.loss(data(0), data(0))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> autoencoder.encode(Matrix.zeros(2, 5)))
                .withMessage("expected 13 columns, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> autoencoder.decode(Matrix.zeros(2, FEATURES)))
                .withMessage("expected 3 columns, got 13");
    }

    @Test
    void targetsOfAnotherShapeAreRefused() {
        Network autoencoder = autoencoder(architecture(new Linear(), new Gaussian()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> autoencoder.loss(data(70), Matrix.zeros(70, FEATURES - 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> autoencoder.loss(data(70), data(80)));
    }
}
