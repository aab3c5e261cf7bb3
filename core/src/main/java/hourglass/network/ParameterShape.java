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
/// @param isMirrored whether the layer uses the matrix of the layer at the mirrored place instead of one of its own
public record ParameterShape(
        String name, int inputs, int units, boolean isWeight, Optional<Initializer> initial, boolean isMirrored) {
    /// A vector that weight decay leaves alone.
    static ParameterShape vector(String name, int units, Optional<Initializer> initial) {
        return new ParameterShape(name, 1, units, false, initial, false);
    }
}
