package hourglass.network;

import java.util.Optional;

/// A tensor that a layer learns.
///
/// @param name within the layer, such as `weight`
/// @param inputs rows of a weight matrix ("fan in"); 1 for a vector
/// @param units columns ("fan out")
/// @param isWeight whether it is a weight matrix: weight decay applies to it, a layer further on may mirror it, and it
///     may be stored by unit
/// @param initial how it starts; empty for zeros
/// @param fanIn inputs that a unit sums up, for the initial weights
/// @param fanOut units that an input has a part in
/// @param isMirrored whether the layer uses the matrix of the layer at the mirrored place instead of one of its own
/// @param hasUnitRows whether each row has length 1, always
public record ParameterShape(
        String name,
        int inputs,
        int units,
        boolean isWeight,
        Optional<Initializer> initial,
        int fanIn,
        int fanOut,
        boolean isMirrored,
        boolean hasUnitRows) {
    /// A vector that weight decay leaves alone.
    static ParameterShape vector(String name, int units, Optional<Initializer> initial) {
        return new ParameterShape(name, 1, units, false, initial, 1, units, false, false);
    }

    /// A weight matrix of its own.
    static ParameterShape weight(String name, int inputs, int units, Initializer initial, int fanIn, int fanOut) {
        return new ParameterShape(name, inputs, units, true, Optional.of(initial), fanIn, fanOut, false, false);
    }

    /// That of the layer at the mirrored place.
    static ParameterShape mirrored(String name, int inputs, int units) {
        return new ParameterShape(name, inputs, units, true, Optional.empty(), inputs, units, true, false);
    }

    /// A weight matrix of its own whose rows have length 1.
    static ParameterShape dictionary(String name, int inputs, int units) {
        Optional<Initializer> directions = Optional.of(new Initializer.Normal(0, 1));
        return new ParameterShape(name, inputs, units, true, directions, inputs, units, false, true);
    }

    /// The same without initial weights.
    ParameterShape startingAtZero() {
        return new ParameterShape(
                name, inputs, units, isWeight, Optional.empty(), fanIn, fanOut, isMirrored, hasUnitRows);
    }

    /// As a layer within another learns it.
    ParameterShape within(String prefix) {
        return new ParameterShape(
                prefix + name, inputs, units, isWeight, initial, fanIn, fanOut, isMirrored, hasUnitRows);
    }
}
