package hourglass.network;

/// A layer that keeps the largest outputs of the dense layer before it and sets the others to zero. Units that are
/// never
/// among them get no gradient: they are revived while training.
public sealed interface KeepsLargest permits BatchTopK, TopK {
    /// How many numbers of a row are kept, on average.
    int k();

    /// Epochs between two revivals of dead units while training; 0 for none.
    int reviveEvery();
}
