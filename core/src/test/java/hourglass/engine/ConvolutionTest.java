package hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Silu;
import hourglass.activation.Softmax;
import hourglass.activation.Tanh;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Padding;
import hourglass.network.Parameters;
import hourglass.network.Pooling;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import hourglass.optimize.Clipping;
import hourglass.optimize.Optimizer;
import hourglass.optimize.OptimizerState;
import hourglass.random.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers of images, each beside its twin and against differences, with windows of every kind of position: even and
/// odd, smaller and larger than their stride, larger than the image, padded unevenly.
class ConvolutionTest {
    private static final StepKey KEY = new StepKey(4, 2);
    private static final int ROWS = 7;
    private static final int TILE_HEIGHT = 3;
    private static final Weights MIRRORED = new Weights.Mirrored();

    /// @param image of the input
    record Case(Shape.Image image, List<Layer> encoder, List<Layer> decoder) {
        static Case of(Shape.Image image, Layer... layers) {
            return new Case(image, List.of(layers), List.of(new Dense(image.size(), new Linear())));
        }

        Architecture architecture() {
            List<Layer> layers = new ArrayList<>(encoder);
            int place = layers.getFirst() instanceof Corrupt ? 1 : 0;
            layers.add(place, new Reshape(image.height(), image.width(), image.channels()));
            return new Architecture(image.size(), layers, decoder, new Gaussian());
        }
    }

    static Stream<Case> cases() {
        Shape.Image square = new Shape.Image(6, 6, 2);
        Shape.Image wide = new Shape.Image(5, 7, 3);
        Shape.Image grey = new Shape.Image(4, 8, 1);
        List<Case> cases = new ArrayList<>();
        Activation[] activations = {new Tanh(), new Silu(), new Softmax(), new Linear()};
        for (Padding padding : Padding.values()) {
            for (int size = 1; size <= 5; size++) {
                for (int stride = 1; stride <= 3; stride++) {
                    Activation f = activations[cases.size() % activations.length];
                    boolean bias = cases.size() % 3 > 0;
                    cases.add(Case.of(wide, new Convolution(4, size, stride, padding, f, bias)));
                    Convolution first = new Convolution(3, 2, 2, new Tanh());
                    Weights own = new Weights.Own(new hourglass.network.Initializer.HeNormal());
                    cases.add(
                            Case.of(square, first, new TransposedConvolution(2, size, stride, padding, f, own, bias)));
                }
            }
        }
        Convolution three = new Convolution(3, 3, 1, new Tanh());
        cases.add(Case.of(wide, three, new Pooling(Pooling.Kind.MEAN, 2), three));
        cases.add(Case.of(wide, three, new Pooling(Pooling.Kind.LARGEST, 2), three));
        cases.add(Case.of(square, three, new Upsample(2), new Convolution(1, 3, 2, new Tanh())));
        cases.add(Case.of(square, new Corrupt(new Corruption.Gaussian(0.3f)), three));
        cases.add(Case.of(wide, new LayerNormalization(), three, new Dense(5, new Tanh())));
        Residual block = new Residual(List.of(
                new Convolution(5, 3, 1, new Silu()),
                new LayerNormalization(),
                new Convolution(3, 3, 1, new Linear())));
        cases.add(Case.of(wide, block, new Convolution(3, 2, 2, new Tanh()), block, block));
        cases.add(Case.of(wide, new Residual(List.of(new Dense(105, new Tanh()))), three));
        Layer mirrored = new TransposedConvolution(4, 2, 2, Padding.SAME, new Tanh(), MIRRORED, true);
        cases.add(new Case(
                grey,
                List.of(new Convolution(4, 3, 2, new Tanh()), new Convolution(5, 2, 2, new Tanh())),
                List.of(mirrored, new TransposedConvolution(1, 3, 2, Padding.SAME, new Linear(), MIRRORED, true))));
        cases.add(new Case(
                grey,
                List.of(new Convolution(4, 3, 1, new Tanh())),
                List.of(
                        new Residual(List.of(new Convolution(4, 3, 1, new Linear()))),
                        new Convolution(1, 3, 1, new Linear()))));
        return cases.stream();
    }

    private static Matrix data(int columns) {
        Matrix x = Matrix.zeros(ROWS, columns);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = (float) (0.2 + Noise.gaussian(31, i));
        }
        return x;
    }

    private static Parameters parameters(Architecture architecture) {
        Parameters parameters = Parameters.initial(architecture, 3);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            // Vectors, and what starts at zero.
            boolean moves = !tensor.isWeight() || parameters.matrix(tensor).get(0, 0) == 0;
            for (int i = tensor.offset(); moves && i < tensor.offset() + tensor.size(); i++) {
                parameters.block()[i] += (float) (0.3 * Noise.gaussian(5, i));
            }
        }
        return parameters;
    }

    private static float[] gradient(Architecture architecture, Parameters parameters, Kernels kernels) {
        TrainingStep step = new TrainingStep(
                architecture,
                parameters,
                new OptimizerState(new Optimizer.Sgd(), parameters.block().length),
                new Clipping.None(),
                0,
                ROWS,
                false,
                Team.of(1),
                new Kernels[] {kernels},
                TILE_HEIGHT,
                Backpropagation.SHARD_ROWS);
        Matrix x = data(architecture.features());
        return step.gradient(x, x, IntStream.range(0, ROWS).toArray(), KEY);
    }

    private static GradientCheck.Verdict check(Architecture architecture, Parameters parameters, float[] gradient) {
        double[][] rows = ReferenceNetwork.doubles(data(architecture.features()));
        ReferenceNetwork twin = new ReferenceNetwork(architecture);
        return GradientCheck.of(
                ReferenceNetwork.doubles(parameters.block()),
                gradient,
                parameters.tensors(),
                moved -> twin.train(moved, rows, rows, KEY).objective(),
                1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithDifferences(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        GradientCheck.Verdict verdict =
                check(architecture, parameters, gradient(architecture, parameters, Kernels.plain()));
        assertThat(verdict.error()).as(verdict.where()).isLessThan(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inUseTheOutputIsThatOfTheTwin(Case it) {
        Architecture architecture = it.architecture();
        Parameters parameters = parameters(architecture);
        Matrix x = data(architecture.features());
        double[][] expected = new ReferenceNetwork(architecture)
                .use(ReferenceNetwork.doubles(parameters.block()), ReferenceNetwork.doubles(x))
                .eta();
        Inference inference = new Inference(architecture, parameters, ROWS, Kernels.plain());
        // Rows with others between them, as a part of a wider table has them.
        Matrix wide = Matrix.zeros(ROWS, 2 * x.columns());
        wide.columns(3, 3 + x.columns()).copyFrom(x);
        Matrix eta = inference.decode(inference.encode(wide.columns(3, 3 + x.columns())));
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < x.columns(); j++) {
                assertThat((double) eta.get(row, j)).isCloseTo(expected[row][j], within(1e-4));
            }
        }
    }

    @Test
    void aResidualBlockStartsAsTheIdentity() {
        Shape.Image image = new Shape.Image(4, 4, 2);
        Residual block =
                new Residual(List.of(new Convolution(5, 3, 1, new Tanh()), new Convolution(2, 3, 1, new Linear())));
        Architecture architecture = Case.of(image, block).architecture();
        Matrix x = data(image.size());
        Inference inference = new Inference(architecture, Parameters.initial(architecture, 1), ROWS, Kernels.plain());
        assertThat(inference.encode(x).copy().array()).isEqualTo(x.array());
    }

    @Test
    void aFaultInTheProductsIsSeen() {
        Architecture architecture = Case.of(new Shape.Image(6, 6, 2), new Convolution(3, 3, 1, new Tanh()))
                .architecture();
        Parameters parameters = parameters(architecture);
        float[] faulty = gradient(architecture, parameters, new FaultyKernels(1.001f, true));
        assertThat(check(architecture, parameters, faulty).error()).isGreaterThan(1);
    }

    @Test
    void whatHasNoNeighboursIsRefused() {
        List<Layer> decoder = List.of(new Dense(12, new Linear()));
        assertThatThrownBy(() ->
                        new Architecture(12, List.of(new Convolution(3, 3, 1, new Tanh())), decoder, new Gaussian()))
                .hasMessageContaining("put a reshape before");
        assertThatThrownBy(() -> new Architecture(
                        12,
                        List.of(new Reshape(3, 3, 1), new Convolution(3, 3, 1, new Tanh())),
                        decoder,
                        new Gaussian()))
                .hasMessageContaining("9 numbers, but 12");
        assertThatThrownBy(() ->
                        new Convolution(3, 5, 1, Padding.VALID, new Tanh(), true).output(new Shape.Image(4, 9, 1)))
                .hasMessageContaining("finds no place");
        assertThatThrownBy(() ->
                        new Residual(List.of(new Convolution(3, 3, 2, new Tanh()))).output(new Shape.Image(4, 8, 3)))
                .hasMessageContaining("adds its input");
        assertThatThrownBy(() -> new Residual(List.of(new Upsample(2)))).hasMessageContaining("is made of");
    }
}
