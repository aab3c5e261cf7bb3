package hourglass.bound;

import hourglass.matrix.Matrix;

/// A learned tensor as one layer uses it.
///
/// @param tensor its index among all tensors of the network
/// @param matrix its numbers, shared
/// @param transposed whether the layer uses them turned: X Wᵀ instead of X W
public record ParameterUse(int tensor, Matrix matrix, boolean transposed) {}
