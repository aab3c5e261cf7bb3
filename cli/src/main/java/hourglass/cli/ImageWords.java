package hourglass.cli;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.json.Words;
import hourglass.network.Convolution;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Padding;
import hourglass.network.Reshape;
import hourglass.network.Residual;
import hourglass.network.TransposedConvolution;
import java.util.stream.Collectors;

/// A layer of a network of images, in a few words.
final class ImageWords {
    private ImageWords() {}

    static String of(Layer layer) {
        return switch (layer) {
            case Reshape it -> it.height() + " x " + it.width() + " x " + it.channels();
            case Convolution it ->
                "convolution " + it.channels() + window(it.size(), it.stride(), it.padding(), it.activation());
            case TransposedConvolution it ->
                "transposed convolution " + it.channels()
                        + window(it.size(), it.stride(), it.padding(), it.activation());
            case Residual it ->
                "residual [" + it.layers().stream().map(ImageWords::of).collect(Collectors.joining(", ")) + "]";
            case Dense it ->
                "dense " + it.units()
                        + (it.activation() instanceof Linear ? "" : " (" + Words.of((Record) it.activation()) + ")");
            default -> NetworkWords.wordsOf(layer);
        };
    }

    private static String window(int size, int stride, Padding padding, Activation activation) {
        return " (" + size + " x " + size + (stride == 1 ? "" : ", stride " + stride)
                + (padding == Padding.SAME ? "" : ", not padded")
                + (activation instanceof Linear ? "" : ", " + Words.of((Record) activation)) + ")";
    }
}
