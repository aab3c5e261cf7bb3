package hourglass.network;

import hourglass.matrix.Shape;
import java.util.List;
import java.util.Optional;

/// Where a layer stands, for the rules it has about its neighbours.
///
/// @param part the encoder or the decoder
/// @param index within the part
/// @param inEncoder which of the two
/// @param inFirst whether the part is the one that reads the input of the network
/// @param input shape of what it reads
/// @param mirrored the weight matrix of the encoder at the mirrored place, if there is one
record Surroundings(
        List<Layer> part,
        int index,
        boolean inEncoder,
        boolean inFirst,
        Shape input,
        Optional<ParameterShape> mirrored) {
    /// Such as `layer 2 of the encoder`.
    String place() {
        return "layer " + index + " of the " + (inEncoder ? "encoder" : "decoder");
    }

    /// The layer before, within the part.
    Optional<Layer> before() {
        return index == 0 ? Optional.empty() : Optional.of(part.get(index - 1));
    }

    /// Whether it reads the input of the network.
    boolean isFirst() {
        return inFirst && index == 0;
    }

    /// Whether it reads the columns of the input, with or without corruption.
    boolean readsColumns() {
        return inFirst && part.subList(0, index).stream().allMatch(Corrupt.class::isInstance);
    }

    /// Whether the next layer that is no corruption is [Encode].
    boolean isBeforeEncode() {
        return part.subList(index, part.size()).stream()
                .filter(layer -> !(layer instanceof Corrupt))
                .findFirst()
                .filter(Encode.class::isInstance)
                .isPresent();
    }

    /// Refuses mirrored weights where there are none of the encoder that suit.
    ///
    /// @param own the weights as the layer uses them
    void requireMirror(ParameterShape own) {
        require(!inEncoder, "mirrored weights belong in the decoder, but " + place() + " has them");
        ParameterShape other = mirrored.orElseThrow(
                () -> new IllegalArgumentException(place() + " has no dense layer of the encoder to mirror"));
        require(
                other.inputs() == own.units() && other.units() == own.inputs(),
                place() + " maps " + own.inputs() + " to " + own.units()
                        + " numbers and cannot mirror a layer that maps " + other.inputs() + " to " + other.units());
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
