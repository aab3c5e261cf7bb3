package hourglass.onnx;

import hourglass.matrix.Shape;
import hourglass.network.BatchTopK;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.GaussianLatent;
import hourglass.network.JumpRelu;
import hourglass.network.Layer;
import hourglass.network.LayerNormalization;
import hourglass.network.Matryoshka;
import hourglass.network.Penalize;
import hourglass.network.Pooling;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TopK;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/// Layers as nodes, as they are in use: without noise and penalties, a Gaussian latent passes its means on. Rows are
/// (rows × numbers) between all layers, images too.
final class Layers {
    private final Algebra algebra;
    private final Activations activations;
    private final Encodings encodings;
    private final Images images;

    Layers(Algebra algebra) {
        this.algebra = algebra;
        this.activations = new Activations(algebra);
        this.encodings = new Encodings(algebra);
        this.images = new Images(algebra, activations);
    }

    /// What a layer makes of rows.
    ///
    /// @param input shape of what it reads
    Value of(Layer layer, Shape input, Learned.Part learned, Value rows) {
        return switch (layer) {
            case Corrupt it -> rows;
            case Penalize it -> rows;
            case Matryoshka it -> rows;
            case BatchTopK it -> above(learned.vector("threshold").orElseThrow(), rows);
            case JumpRelu it ->
                above(algebra.apply("Relu", learned.vector("threshold").orElseThrow()), rows);
            case Reshape it -> rows;
            case Encode it -> encodings.of(it, rows);
            case Dense it -> dense(it, learned, rows);
            case GaussianLatent it -> firstHalf(input, rows);
            case LayerNormalization it ->
                algebra.graph()
                        .node(
                                "LayerNormalization",
                                ElementType.FLOAT,
                                List.of(
                                        rows,
                                        learned.vector("gain").orElseThrow(),
                                        learned.vector("shift").orElseThrow()),
                                Attribute.of("axis", -1L),
                                Attribute.of("epsilon", it.epsilon()));
            case TopK it -> largest(it, rows);
            case Residual it -> algebra.add(rows, inner(it, input, learned, rows));
            case Convolution it -> images.convolution(it, image(input), learned, rows);
            case TransposedConvolution it -> images.transposed(it, image(input), learned, rows);
            case Pooling it -> images.pooling(it, image(input), rows);
            case Upsample it -> images.upsample(it, image(input), rows);
        };
    }

    private static Shape.Image image(Shape shape) {
        return (Shape.Image) shape;
    }

    private Value dense(Dense dense, Learned.Part learned, Value rows) {
        List<Value> from = new ArrayList<>(List.of(rows, learned.weightTensor()));
        learned.vector("bias").ifPresent(from::add);
        Value z = learned.isTurned()
                ? algebra.graph().node("Gemm", ElementType.FLOAT, from, Attribute.of("transB", 1L))
                : algebra.graph().node("Gemm", ElementType.FLOAT, from);
        return activations.of(dense.activation(), z, dense.units());
    }

    private Value firstHalf(Shape input, Value rows) {
        return algebra.graph()
                .node(
                        "Slice",
                        ElementType.FLOAT,
                        List.of(rows, algebra.whole(0), algebra.whole(input.size() / 2), algebra.whole(1)));
    }

    /// Both take the first of equal numbers.
    private Value largest(TopK top, Value rows) {
        List<Value> found = algebra.graph()
                .pair("TopK", ElementType.FLOAT, ElementType.INT64, List.of(rows, algebra.whole(top.k())));
        Value zeros = algebra.graph()
                .node(
                        "ConstantOfShape",
                        ElementType.FLOAT,
                        List.of(algebra.graph().node("Shape", ElementType.INT64, List.of(rows))));
        return algebra.graph()
                .node(
                        "ScatterElements",
                        ElementType.FLOAT,
                        List.of(zeros, found.getLast(), found.getFirst()),
                        Attribute.of("axis", 1L));
    }

    /// What exceeds a threshold, zeros elsewhere.
    private Value above(Value threshold, Value rows) {
        return algebra.where(algebra.isAbove(rows, threshold), rows, 0);
    }

    private Value inner(Residual residual, Shape input, Learned.Part learned, Value rows) {
        Value value = rows;
        Shape shape = input;
        for (int i = 0; i < residual.layers().size(); i++) {
            Layer layer = residual.layers().get(i);
            value = of(layer, shape, new Learned.Part(learned.all(), learned.index(), i + "."), value);
            shape = layer.output(shape);
        }
        return value;
    }
}
