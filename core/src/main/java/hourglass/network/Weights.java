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

    /// The atoms of a dictionary, of a decoder's layer: a matrix of its own, each of whose rows, one for a number of
    /// the
    /// code, has Euclidean length 1 from the start and after each step. So a sparse penalty on the code cannot be
    /// escaped by a small code and a long decoder (Bricken et al. 2023, "Towards monosemanticity", appendix).
    ///
    /// A step goes along the gradient without its part along the row, which would be lost when the row is shortened
    /// again (likewise). The rows start in the directions of the encoder's where it mirrors a dense layer (Gao et al.
    /// 2024, "Scaling and evaluating sparse autoencoders", appendix A.1), in random ones otherwise.
    record Dictionary() implements Weights {}
}
