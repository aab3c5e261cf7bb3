package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A transposed convolution (Zeiler, Krishnan, Taylor and Fergus 2010, "Deconvolutional networks"; Dumoulin and Visin
/// 2016, "A guide to convolution arithmetic for deep learning", section 4): the adjoint of a [Convolution], which makes
/// images larger. Each number of the input adds a window of weights to the output, windows standing `stride` apart,
///
/// `y[i s + k − top, j s + l − left, c]` gets `Σ over d of x[i, j, d] w[d, k, l, c]`, then `b[c]` and f.
///
/// With [Padding#SAME] the sides grow by the stride, less what is cropped. W is (channels of the input × size² ·
/// channels): that of the
/// convolution it mirrors, transposed.
///
/// @param channels of the output, at least 1
/// @param size of the window; best a multiple of the stride, so that each output gets as many parts as the next
/// @param stride how many times larger the output is
/// @param activation f
/// @param weights own weights, or those of the mirrored convolution of the encoder, transposed
/// @param bias whether there is a b; it starts at zero
/// @param cropBelow lines left out below, for an image whose height is no multiple of the stride; fewer than the stride
/// @param cropRight places left out to the right, likewise
@SuppressWarnings("exports") // see Layer
public record TransposedConvolution(
        int channels,
        int size,
        int stride,
        Padding padding,
        Activation activation,
        Weights weights,
        boolean bias,
        int cropBelow,
        int cropRight)
        implements Layer {
    public TransposedConvolution {
        Convolution.check("transposed convolution", channels, size, stride);
        require(
                cropBelow >= 0 && cropBelow < stride && cropRight >= 0 && cropRight < stride,
                "a transposed convolution crops fewer lines than its stride of " + stride + ", got " + cropBelow
                        + " and " + cropRight);
        require(
                padding == Padding.SAME || (cropBelow == 0 && cropRight == 0),
                "a transposed convolution without padding cannot crop");
        require(!(weights instanceof Weights.Dictionary), "the weights of a dictionary are for dense layers");
    }

    /// All of the output.
    public TransposedConvolution(
            int channels, int size, int stride, Padding padding, Activation activation, Weights weights, boolean bias) {
        this(channels, size, stride, padding, activation, weights, bias, 0, 0);
    }

    /// With a bias and weights of its own, its output larger by the stride.
    public TransposedConvolution(int channels, int size, int stride, Activation activation) {
        this(channels, size, stride, Padding.SAME, activation, new Weights.Own(Initializer.suiting(activation)), true);
    }

    /// This layer, with an output of some sides.
    ///
    /// @param input what it reads
    public TransposedConvolution croppedTo(Shape.Image input, int height, int width) {
        return new TransposedConvolution(
                channels,
                size,
                stride,
                padding,
                activation,
                weights,
                bias,
                input.height() * stride - height,
                input.width() * stride - width);
    }

    /// The window over the output.
    Unfolding unfolding(Shape input) {
        return Unfolding.of((Shape.Image) output(input), size, stride, padding);
    }

    private int length(int input) {
        return padding == Padding.SAME ? Math.multiplyExact(input, stride) : (input - 1) * stride + size;
    }

    @Override
    public Shape output(Shape input) {
        Shape.Image image = Convolution.image("a transposed convolution", input);
        return new Shape.Image(length(image.height()) - cropBelow, length(image.width()) - cropRight, channels);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        int inputs = Convolution.image("a transposed convolution", input).channels();
        int units = size * size * channels;
        List<ParameterShape> shapes = new ArrayList<>();
        // As many windows cover a number of the output, each with a number of every channel of the input.
        int covering = Math.max(1, size * size / (stride * stride));
        shapes.add(
                weights instanceof Weights.Own own
                        ? ParameterShape.weight(
                                Dense.WEIGHT, inputs, units, own.initializer(), inputs * covering, channels * covering)
                        : ParameterShape.mirrored(Dense.WEIGHT, inputs, units));
        if (bias) {
            shapes.add(ParameterShape.vector(Dense.BIAS, channels, Optional.empty()));
        }
        return shapes;
    }

    @Override
    public long multiplyAdds(Shape input) {
        return (long) input.size() * size * size * channels;
    }

    @Override
    public boolean slides() {
        return true;
    }

    @Override
    public boolean isAffine() {
        return activation instanceof Linear;
    }

    @Override
    public void check(Surroundings at) {
        if (weights instanceof Weights.Mirrored) {
            at.requireMirror(parameters(at.input()).getFirst());
        }
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundTransposedConvolution.of(this, binding);
    }
}
