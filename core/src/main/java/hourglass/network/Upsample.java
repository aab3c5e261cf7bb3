package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;

/// Nearest upsampling: each pixel becomes a square of equal ones. With a [Convolution] behind it makes images larger
/// without the checkerboards of a [TransposedConvolution] (Odena, Dumoulin and Olah 2016, "Deconvolution and
/// checkerboard artifacts").
///
/// @param factor length of the squares, at least 1
@SuppressWarnings("exports") // see Layer
public record Upsample(int factor) implements Layer {
    public Upsample {
        if (factor < 1) {
            throw new IllegalArgumentException("upsampling must have a factor of at least 1, got " + factor);
        }
    }

    @Override
    public Shape output(Shape input) {
        Shape.Image image = Convolution.image("upsampling", input);
        return new Shape.Image(
                Math.multiplyExact(image.height(), factor),
                Math.multiplyExact(image.width(), factor),
                image.channels());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundUpsample.of(this, binding);
    }
}
