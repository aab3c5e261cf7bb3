package hourglass.network;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A residual block (He, Zhang, Ren and Sun 2016, "Deep residual learning for image recognition", eq. 1): y = x + F(x),
/// with some layers for F. What F learns is the difference, which may be small, and gradients pass by it unchanged.
///
/// The weights of the last layer start at zero, and with them F: a stack of blocks starts as the identity, however deep
/// (Goyal et al. 2017, "Accurate, large minibatch SGD", section 5.1, do so by the gain of a normalisation).
///
/// @param layers F, whose output has the shape of its input: dense layers and convolutions with weights of their own,
///     and layer normalisation
@SuppressWarnings("exports") // see Layer
public record Residual(List<Layer> layers) implements Layer {
    public Residual {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a residual block must have at least 1 layer");
        }
        layers.forEach(Residual::requirePlain);
    }

    private static void requirePlain(Layer layer) {
        boolean plain = switch (layer) {
            case Convolution it -> true;
            case LayerNormalization it -> true;
            case Dense it -> it.weights() instanceof Weights.Own;
            default -> false;
        };
        if (!plain) {
            throw new IllegalArgumentException("a residual block is made of dense layers and convolutions with weights"
                    + " of their own and of layer normalization, but has " + layer);
        }
    }

    @Override
    public Shape output(Shape input) {
        Shape output = shapes(input).getLast();
        if (output.size() != input.size()) {
            throw new IllegalArgumentException("a residual block adds its input to what its layers make of it, but they"
                    + " make " + output + " of " + input);
        }
        return input;
    }

    /// What each layer reads, and last what the last one makes of it.
    List<Shape> shapes(Shape input) {
        return Architecture.shapes(input, layers);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        List<Shape> shapes = shapes(input);
        List<ParameterShape> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            boolean isLast = i == layers.size() - 1;
            for (ParameterShape learned : layers.get(i).parameters(shapes.get(i))) {
                all.add((isLast && learned.isWeight() ? learned.startingAtZero() : learned).within(prefix(i)));
            }
        }
        return all;
    }

    /// Before the names of what a layer learns.
    static String prefix(int layer) {
        return layer + ".";
    }

    @Override
    public long multiplyAdds(Shape input) {
        List<Shape> shapes = shapes(input);
        return IntStream.range(0, layers.size())
                .mapToLong(i -> layers.get(i).multiplyAdds(shapes.get(i)))
                .sum();
    }

    @Override
    public boolean slides() {
        return layers.stream().anyMatch(Layer::slides);
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundResidual.of(this, binding);
    }
}
