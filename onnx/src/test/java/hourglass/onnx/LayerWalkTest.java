package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Softmax;
import hourglass.activation.Tanh;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.ScalingKind;
import hourglass.network.Architecture;
import hourglass.network.BatchTopK;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.GaussianLatent;
import hourglass.network.Initializer;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Matryoshka;
import hourglass.network.Padding;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Pooling;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TopK;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import hourglass.network.Weights;
import hourglass.objective.Gaussian;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every layer gives in ONNX Runtime what it gives here, in encoder and decoder.
class LayerWalkTest {
    private static final Linear LINEAR = new Linear();

    private static Weights own() {
        return new Weights.Own(Initializer.suiting(new Relu()));
    }

    private static Architecture of(int features, List<Layer> encoder, Layer... decoder) {
        return new Architecture(features, encoder, List.of(decoder), new Gaussian());
    }

    static List<Architecture> all() {
        Weights mirrored = new Weights.Mirrored();
        return List.of(
                of(
                        6,
                        List.of(
                                new Corrupt(new Corruption.Gaussian(0.3f)),
                                new Dense(8, new Relu()),
                                new Dense(3, LINEAR)),
                        new Dense(8, new Tanh(), mirrored),
                        new Dense(6, LINEAR, mirrored, false)),
                of(6, List.of(new Dense(40, new Relu()), new TopK(3)), new Dense(6, LINEAR, mirrored)),
                of(6, List.of(new Dense(12, LINEAR, own(), false), new TopK(12)), new Dense(6, LINEAR)),
                of(
                        6,
                        List.of(new Dense(12, new Relu()), new BatchTopK(3), new Matryoshka(List.of(4))),
                        new Dense(6, LINEAR, new Weights.Dictionary())),
                of(6, List.of(new Dense(12, LINEAR), new JumpRelu(0.1f, 1)), new Dense(6, LINEAR)),
                of(
                        6,
                        List.of(new Dense(8, new Tanh()), new GaussianLatent(1)),
                        new LayerNormalization(),
                        new Dense(5, new Relu()),
                        new LayerNormalization(0.1f),
                        new Dense(6, LINEAR)),
                of(
                        6,
                        List.of(
                                new Dense(8, new Relu()),
                                new Residual(List.of(
                                        new LayerNormalization(),
                                        new Dense(5, new Relu()),
                                        new Dense(8, LINEAR, own(), false))),
                                new Dense(4, new Tanh()),
                                new Penalize(new Penalty.L1(0.1f))),
                        new Dense(6, LINEAR)),
                of(
                        7 * 5 * 2,
                        List.of(
                                new Reshape(7, 5, 2),
                                new Convolution(3, 3, 2, new Relu()),
                                new Convolution(4, 2, 1, new Softmax()),
                                new Dense(4, LINEAR)),
                        new Dense(4 * 3 * 4, new Relu()),
                        new Reshape(4, 3, 4),
                        new TransposedConvolution(3, 2, 1, Padding.SAME, new Tanh(), own(), false),
                        new TransposedConvolution(2, 3, 2, Padding.SAME, LINEAR, mirrored, true, 1, 1)),
                of(
                        8 * 8,
                        List.of(
                                new Reshape(8, 8, 1),
                                new Convolution(4, 3, 1, Padding.VALID, new Relu(), false),
                                new Pooling(Pooling.Kind.LARGEST, 2),
                                new Residual(List.of(
                                        new Convolution(4, 3, 1, new Relu()), new Convolution(4, 3, 1, LINEAR)))),
                        new Upsample(2),
                        new Pooling(Pooling.Kind.MEAN, 3),
                        new TransposedConvolution(2, 1, 3, new Relu()),
                        new TransposedConvolution(1, 3, 1, Padding.VALID, LINEAR, own(), true)));
    }

    /// The encode layer is walked in tables.
    @Test
    void everyLayerIsWalked() {
        Set<Class<?>> walked = new HashSet<>(Set.of(Encode.class));
        all().forEach(it -> it.layers().forEach(layer -> walked.add(layer.getClass())));
        assertThat(walked).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void codesReconstructionsAndScoresAgree(Architecture architecture) {
        Matrix rows = Networks.normal(Networks.ROWS, architecture.features(), 2);
        Model model = Networks.model(architecture, ScalingKind.COMMON_RANGE, rows, true);
        Session.Outputs found = Session.run(OnnxModel.of(model), Map.of("x", rows));
        Agreement.assertAgree("code", found.get("code"), model.encode(rows));
        Agreement.assertAgree("reconstruction", found.get("reconstruction"), model.reconstruct(rows));
        Agreement.assertAgree("score", found.get("score"), model.score(rows));
    }

    /// What cannot be read gives no number, and leaves other rows alone.
    @Test
    void aRowWithAHoleGivesNoNumber() {
        Architecture architecture = all().getFirst();
        Matrix rows = Networks.normal(Networks.ROWS, architecture.features(), 2);
        Model model = Networks.model(architecture, ScalingKind.NONE, rows, true);
        Matrix holed = rows.copy();
        holed.set(3, 1, Float.NaN);
        holed.set(5, 0, Float.POSITIVE_INFINITY);
        Session.Outputs found = Session.run(OnnxModel.of(model), Map.of("x", holed));
        double[] expected = model.score(rows);
        double[] scores = found.column("score");
        assertThat(scores[3]).isNaN();
        assertThat(scores[5]).isNaN();
        assertThat(((float[][]) found.get("code"))[3]).containsOnly(Float.NaN);
        assertThat(((float[][]) found.get("reconstruction"))[5]).containsOnly(Float.NaN);
        double[] others = Stream.of(0, 1, 2, 4, 6).mapToDouble(i -> scores[i]).toArray();
        double[] ours = Stream.of(0, 1, 2, 4, 6).mapToDouble(i -> expected[i]).toArray();
        Agreement.assertAgree("scores of other rows", new double[][] {others}, ours);
    }
}
