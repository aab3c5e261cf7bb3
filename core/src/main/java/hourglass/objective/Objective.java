package hourglass.objective;

import hourglass.matrix.Matrix;
import java.util.List;

/// What a network makes small, known from its output η and a target x, and how η gives the reconstruction x̂: a density
/// p(x|μ) ([Likelihood], the lecture's recipe for a new kind of input) or any other loss ([LossObjective]).
///
/// Open, so that one small class adapts an autoencoder to a new kind of input. Link and loss are one object and the
/// gradient is taken in η: for a canonical link it is x̂ − x exactly, at any magnitude.
///
/// Convention: losses are **sums over features**; whoever averages over rows says so.
///
/// Shapes: x is (rows × features), η is (rows × parameters). Implementations are immutable and thread-safe; records do
/// best. The contract test `ObjectiveContract` must pass for each.
public interface Objective {
    /// Those that Hourglass brings, all records.
    static List<Class<? extends Objective>> standard() {
        return List.of(
                Bernoulli.class,
                Gaussian.class,
                Categorical.class,
                Poisson.class,
                Laplace.class,
                StudentT.class,
                NegativeBinomial.class,
                Focal.class,
                LossObjective.class,
                ClassIndices.class);
    }

    /// A name in lower case with underscores, unique among the objectives a program uses. Written to model files.
    String name();

    /// Columns of η for a number of features; mostly the same number.
    int parameters(int features);

    /// The values of x it can take, for a person: "numbers between 0 and 1".
    String domain();

    /// Whether a value lies in the domain.
    boolean accepts(float value);

    /// Σ over rows and features of the loss; overwrites the gradient.
    ///
    /// @param gradient (rows × parameters), overwritten by scale · ∂l/∂η
    double loss(Matrix eta, Matrix x, float scale, Matrix gradient);

    /// The loss of each row, a sum over features. Overwrites `losses[from … from + rows − 1]`.
    void lossPerRow(Matrix eta, Matrix x, double[] losses, int from);

    /// Adds the loss of each feature, summed over the rows, to `losses[0 … features − 1]`.
    void addLossPerColumn(Matrix eta, Matrix x, double[] losses);

    /// The reconstruction x̂, the mean of p(x|μ); where there is none, another middle, as the record says. Overwrites
    /// `mean` (rows × features), which may be `eta` itself when
    /// the number of parameters is the number of features.
    void mean(Matrix eta, Matrix mean);

    /// Turns [#mean], in place, into the means of rows that are exposed as the rows x are. Mostly nothing to do: only
    /// counts whose size says how long was counted differ ([NegativeBinomial]).
    default void expose(Matrix mean, Matrix x) {}

    /// The link, from means to η: overwrites `eta` so that its mean is the given one. Means on the border of their
    /// domain are moved inside by as much as keeps η moderate.
    void link(Matrix mean, Matrix eta);
}
