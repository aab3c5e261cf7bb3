package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;

/// Says that the numbers of a row are an image, without moving any: pixel by pixel along the lines, all channels of a
/// pixel together, as files of pictures have them.
@SuppressWarnings("exports") // see Layer
public record Reshape(int height, int width, int channels) implements Layer {
    public Reshape {
        shape(height, width, channels);
    }

    private static Shape.Image shape(int height, int width, int channels) {
        return new Shape.Image(height, width, channels);
    }

    @Override
    public Shape output(Shape input) {
        Shape.Image image = shape(height, width, channels);
        if (image.size() != input.size()) {
            throw new IllegalArgumentException(
                    "an image of " + image + " has " + image.size() + " numbers, but " + input.size() + " are given");
        }
        return image;
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundReshape(binding.input(), binding.sharedGradient());
    }
}
