package hourglass.objective;

import hourglass.matrix.Matrix;

/// A density p(x|μ) as what is trained on: the lecture's recipe for a new kind of input. Its loss is −log p(x|μ) but
/// for terms that do not depend on η.
public interface Likelihood extends Objective {
    @Override
    default String unit() {
        return "nats";
    }

    /// The terms of −log p(x|μ) left out of the loss, summed over rows and observed cells: −log p = loss + constant.
    double constant(Matrix x);

    /// Draws rows x ~ p(x|μ): rows first … first + n − 1 of an endless table, in which each cell is a function of its
    /// row of η, the seed, its own row and column.
    ///
    /// @param eta (rows × parameters), not modified
    /// @param x (rows × columns), overwritten
    void sample(Matrix eta, long seed, long first, Matrix x);
}
