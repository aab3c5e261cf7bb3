package hourglass.network;

/// What a window that slides over an image does at its edges.
public enum Padding {
    /// Zeros around the image, so that there are ⌈length / stride⌉ positions along each side; if their number is odd,
    /// one more below and to the right than above and to the left (as TensorFlow and Keras do).
    SAME,
    /// Only windows that lie wholly within the image: ⌊(length − size) / stride⌋ + 1 positions.
    VALID
}
