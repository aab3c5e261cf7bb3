package hourglass.objective;

import hourglass.matrix.Matrix;

/// A density p(x|μ) as what is trained on: the lecture's recipe for a new kind of input. Its loss is −log p(x|μ) but
/// for
/// terms that do not depend on η.
public interface Likelihood extends Objective {
    /// The terms of −log p(x|μ) left out of the loss, summed over rows and features: −log p = loss + constant.
    double constant(Matrix x);
}
