package hourglass.network;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A layer of artificial neurons: Y = f(X W + b), rows are examples, W is (inputs × units).
///
/// @param units number of neurons, at least 1
/// @param activation f
/// @param weights own weights, those of the mirrored encoder layer, transposed (W* = Wᵀ), or the atoms of a dictionary
/// @param bias whether there is a b; it starts at zero
@SuppressWarnings("exports") // see Layer
public record Dense(int units, Activation activation, Weights weights, boolean bias) implements Layer {
    static final String WEIGHT = "weight";
    static final String BIAS = "bias";

    public Dense {
        if (units < 1) {
            throw new IllegalArgumentException("a dense layer must have at least 1 unit, got " + units);
        }
    }

    /// A layer with a bias.
    public Dense(int units, Activation activation, Weights weights) {
        this(units, activation, weights, true);
    }

    /// A layer with a bias and weights of its own in the initialisation that suits the activation.
    public Dense(int units, Activation activation) {
        this(units, activation, new Weights.Own(Initializer.suiting(activation)), true);
    }

    @Override
    public Shape output(Shape input) {
        return new Shape.Vector(units);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        List<ParameterShape> shapes = new ArrayList<>();
        int inputs = input.size();
        shapes.add(
                switch (weights) {
                    case Weights.Own own ->
                        ParameterShape.weight(WEIGHT, inputs, units, own.initializer(), inputs, units);
                    case Weights.Mirrored it -> ParameterShape.mirrored(WEIGHT, inputs, units);
                    case Weights.Dictionary it -> ParameterShape.dictionary(WEIGHT, inputs, units);
                });
        if (bias) {
            shapes.add(ParameterShape.vector(BIAS, units, Optional.empty()));
        }
        return shapes;
    }

    @Override
    public long multiplyAdds(Shape input) {
        return (long) input.size() * units;
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
        Surroundings.require(
                !at.inEncoder() || !(weights instanceof Weights.Dictionary),
                "the weights of a dictionary belong in the decoder, but " + at.place() + " has them");
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return BoundSparse.find(this, binding).orElseGet(() -> BoundDense.of(this, binding));
    }
}
