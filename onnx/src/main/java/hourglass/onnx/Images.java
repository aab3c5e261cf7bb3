package hourglass.onnx;

import hourglass.activation.Activation;
import hourglass.matrix.Shape;
import hourglass.network.Convolution;
import hourglass.network.Padding;
import hourglass.network.Pooling;
import hourglass.network.TransposedConvolution;
import hourglass.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/// Layers with neighbours. Rows hold images pixel by pixel, channels last; ONNX slides windows over images with
/// channels
/// first, so they are turned before and after. Runtimes take out pairs of turns between two layers.
final class Images {
    private final Algebra algebra;
    private final Activations activations;

    Images(Algebra algebra, Activations activations) {
        this.algebra = algebra;
        this.activations = activations;
    }

    private Value channelsFirst(Value rows, Shape.Image image) {
        return algebra.transpose(
                algebra.reshape(rows, -1, image.height(), image.width(), image.channels()), 0, 3, 1, 2);
    }

    private Value channelsLast(Value images) {
        return algebra.transpose(images, 0, 2, 3, 1);
    }

    private Value flat(Value images, Shape.Image shape) {
        return algebra.reshape(images, -1, shape.size());
    }

    private Value activated(Activation activation, Value images, Shape.Image shape) {
        return flat(activations.of(activation, channelsLast(images), shape.channels()), shape);
    }

    /// Zeros before a side and behind it, for so many positions of a window: half of what is needed, rounded down,
    /// stands
    /// before.
    private static int[] padding(int length, int positions, int size, int stride, Padding padding) {
        int needed = padding == Padding.VALID ? 0 : Math.max(0, (positions - 1) * stride + size - length);
        return new int[] {needed / 2, needed - needed / 2};
    }

    Value convolution(Convolution layer, Shape.Image image, Learned.Part learned, Value rows) {
        Shape.Image output = (Shape.Image) layer.output(image);
        int size = layer.size();
        int[] lines = padding(image.height(), output.height(), size, layer.stride(), layer.padding());
        int[] places = padding(image.width(), output.width(), size, layer.stride(), layer.padding());
        List<Integer> shape = List.of(layer.channels(), image.channels(), size, size);
        Value weight = learned.all().rearranged(learned.all().nameOf(learned) + "kernel", shape, () -> {
            float[] kernel = new float[layer.channels() * image.channels() * size * size];
            int at = 0;
            for (int unit = 0; unit < layer.channels(); unit++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    for (int place = 0; place < size * size; place++) {
                        kernel[at++] = learned.weight(place * image.channels() + channel, unit);
                    }
                }
            }
            return kernel;
        });
        Value z = algebra.graph()
                .node(
                        "Conv",
                        ElementType.FLOAT,
                        withBias(learned, channelsFirst(rows, image), weight),
                        Attribute.list("kernel_shape", size, size),
                        Attribute.list("strides", layer.stride(), layer.stride()),
                        Attribute.list("pads", lines[0], places[0], lines[1], places[1]));
        return activated(layer.activation(), z, output);
    }

    private static List<Value> withBias(Learned.Part learned, Value images, Value weight) {
        List<Value> from = new ArrayList<>(List.of(images, weight));
        learned.vector("bias").ifPresent(from::add);
        return from;
    }

    /// The output has (positions − 1) · stride + size − before − behind numbers along a side; where that is too few,
    /// ONNX adds to the end.
    Value transposed(TransposedConvolution layer, Shape.Image image, Learned.Part learned, Value rows) {
        Shape.Image output = (Shape.Image) layer.output(image);
        int size = layer.size();
        int[] lines = cut(output.height(), image.height(), layer);
        int[] places = cut(output.width(), image.width(), layer);
        List<Integer> shape = List.of(image.channels(), layer.channels(), size, size);
        Value weight = learned.all().rearranged(learned.all().nameOf(learned) + "kernel", shape, () -> {
            float[] kernel = new float[layer.channels() * image.channels() * size * size];
            int at = 0;
            for (int input = 0; input < image.channels(); input++) {
                for (int channel = 0; channel < layer.channels(); channel++) {
                    for (int place = 0; place < size * size; place++) {
                        kernel[at++] = learned.weight(input, place * layer.channels() + channel);
                    }
                }
            }
            return kernel;
        });
        Value z = algebra.graph()
                .node(
                        "ConvTranspose",
                        ElementType.FLOAT,
                        withBias(learned, channelsFirst(rows, image), weight),
                        Attribute.list("kernel_shape", size, size),
                        Attribute.list("strides", layer.stride(), layer.stride()),
                        Attribute.list("pads", lines[0], places[0], Math.max(0, lines[1]), Math.max(0, places[1])),
                        Attribute.list("output_padding", Math.max(0, -lines[1]), Math.max(0, -places[1])));
        return activated(layer.activation(), z, output);
    }

    private static int[] cut(int length, int positions, TransposedConvolution layer) {
        int before = padding(length, positions, layer.size(), layer.stride(), layer.padding())[0];
        int behind = (positions - 1) * layer.stride() + layer.size() - before - length;
        return new int[] {before, behind};
    }

    Value pooling(Pooling layer, Shape.Image image, Value rows) {
        String operator = switch (layer.kind()) {
            case LARGEST -> "MaxPool";
            case MEAN -> "AveragePool";
        };
        Value pooled = algebra.apply(
                operator,
                channelsFirst(rows, image),
                Attribute.list("kernel_shape", layer.size(), layer.size()),
                Attribute.list("strides", layer.size(), layer.size()));
        return flat(channelsLast(pooled), (Shape.Image) layer.output(image));
    }

    Value upsample(Upsample layer, Shape.Image image, Value rows) {
        int factor = layer.factor();
        Value apart = algebra.reshape(rows, -1, image.height(), 1, image.width(), 1, image.channels());
        Value repeated = algebra.graph()
                .node("Expand", ElementType.FLOAT, List.of(apart, algebra.whole(1, 1, factor, 1, factor, 1)));
        return flat(repeated, (Shape.Image) layer.output(image));
    }
}
