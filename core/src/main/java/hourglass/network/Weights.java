package hourglass.network;

/// Where a dense layer has its weight matrix from.
public sealed interface Weights {
    /// A matrix of its own.
    ///
    /// @param initializer how it starts
    record Own(Initializer initializer) implements Weights {}

    /// The transposed matrix of the encoder layer at the mirrored place: the k-th dense layer of the decoder uses that
    /// of the k-th dense layer of the encoder counted from the code outwards ("tied weights", W* = Wᵀ). The gradient of
    /// the shared matrix is the sum of both uses.
    record Mirrored() implements Weights {}
}
