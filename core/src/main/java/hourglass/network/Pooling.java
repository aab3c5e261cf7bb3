package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;

/// One number for each square of an image and each channel (LeCun et al. 1998, section II.B): squares stand side by
/// side, and lines and places that fill none are left out.
///
/// @param kind what is kept of a square
/// @param size of the squares, at least 1
@SuppressWarnings("exports") // see Layer
public record Pooling(Kind kind, int size) implements Layer {
    /// What is kept of a square.
    public enum Kind {
        /// The largest number; the first of several.
        LARGEST,
        /// The mean.
        MEAN
    }

    public Pooling {
        if (size < 1) {
            throw new IllegalArgumentException("pooling must have a size of at least 1, got " + size);
        }
    }

    @Override
    public Shape output(Shape input) {
        Shape.Image image = Convolution.image("pooling", input);
        return new Shape.Image(image.height() / size, image.width() / size, image.channels());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundPooling.of(this, binding);
    }
}
