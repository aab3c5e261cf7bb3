package hourglass.network;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A convolution (LeCun, Bottou, Bengio and Haffner 1998, "Gradient-based learning applied to document recognition",
/// section II.A): each position of a window over an image is a row of artificial neurons that share their weights,
///
/// `y[i, j, c] = f(b[c] + Σ over k, l, d of x[i s + k − top, j s + l − left, d] w[k, l, d, c])`,
///
/// with stride s and zeros outside the image. W is (size² · channels of the image × channels), its rows ordered by
/// line, place and channel.
///
/// @param channels of the output, at least 1
/// @param size of the window, at least 1
/// @param stride of its positions, at least 1
/// @param activation f
/// @param bias whether there is a b; it starts at zero
@SuppressWarnings("exports") // see Layer
public record Convolution(int channels, int size, int stride, Padding padding, Activation activation, boolean bias)
        implements Layer {
    public Convolution {
        check("convolution", channels, size, stride);
    }

    /// With a bias, and zeros around the image.
    public Convolution(int channels, int size, int stride, Activation activation) {
        this(channels, size, stride, Padding.SAME, activation, true);
    }

    static void check(String what, int channels, int size, int stride) {
        if (channels < 1 || size < 1 || stride < 1) {
            throw new IllegalArgumentException("a " + what + " must have at least 1 channel, a size and a stride of at"
                    + " least 1, got " + channels + ", " + size + " and " + stride);
        }
    }

    Unfolding unfolding(Shape input) {
        return Unfolding.of(image("a convolution", input), size, stride, padding);
    }

    /// The input of a layer that needs neighbours.
    static Shape.Image image(String what, Shape input) {
        if (input instanceof Shape.Image image) {
            return image;
        }
        throw new IllegalArgumentException(
                what + " reads images, but is given " + input + " numbers without neighbours; put a reshape before");
    }

    @Override
    public Shape output(Shape input) {
        Unfolding unfolding = unfolding(input);
        return new Shape.Image(unfolding.lines(), unfolding.places(), channels);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        int inputs = unfolding(input).numbers();
        List<ParameterShape> shapes = new ArrayList<>();
        shapes.add(ParameterShape.weight(
                Dense.WEIGHT, inputs, channels, Initializer.suiting(activation), inputs, size * size * channels));
        if (bias) {
            shapes.add(ParameterShape.vector(Dense.BIAS, channels, Optional.empty()));
        }
        return shapes;
    }

    @Override
    public long multiplyAdds(Shape input) {
        Unfolding unfolding = unfolding(input);
        return (long) unfolding.positions() * unfolding.numbers() * channels;
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
    public BoundLayer bind(Binding binding) {
        return BoundConvolution.of(this, binding);
    }
}
