package hourglass.network;

import hourglass.activation.Activation;

/// A layer of artificial neurons: Y = f(X W + b), rows are examples, W is (inputs × units).
///
/// @param units number of neurons, at least 1
/// @param activation f
/// @param weights own weights, or those of the mirrored encoder layer, transposed (W* = Wᵀ)
/// @param bias whether there is a b; it starts at zero
public record Dense(int units, Activation activation, Weights weights, boolean bias) implements Layer {
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
    public int outputs(int inputs) {
        return units;
    }
}
