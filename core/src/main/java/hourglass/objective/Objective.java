package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.json.Words;
import hourglass.matrix.Matrix;
import java.util.List;

/// What a network makes small, known from its output η and a target x, and how η gives the reconstruction x̂: a density
/// p(x|μ) ([Likelihood], the lecture's recipe for a new kind of input) or any other loss ([LossObjective]).
///
/// Open, so that one small class adapts an autoencoder to a new kind of input, smallest as an [Elementwise] one. Link
/// and loss are one object and the gradient is taken in η: for a canonical link it is x̂ − x exactly, at any magnitude.
///
/// Convention: losses are **sums over observed cells**; whoever averages over rows says so.
///
/// **Not observed** is a cell of x that is NaN: it has no loss, and the gradient in its parameters is 0. Where columns
/// share something (a softmax, a length, an exposure), a row means what it would mean without its unobserved columns,
/// their x and their η left out. A row with nothing observed has loss and gradient 0. A loss that is NaN says that η
/// is, never that x is.
///
/// Shapes: x is (rows × columns), η is (rows × parameters). Implementations are immutable and thread-safe; records do
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
                ClassIndices.class,
                VonMises.class,
                GaussianWithScale.class,
                StudentTWithScale.class,
                Mixed.class);
    }

    /// A name in lower case with underscores, unique among the objectives a program uses: that of the class. Written to
    /// model files.
    default String name() {
        return Words.name(getClass());
    }

    /// What losses are counted in, for a person.
    default String unit() {
        return name();
    }

    /// Columns of η for a number of columns of x; mostly the same number.
    default int parameters(int columns) {
        return columns;
    }

    /// The values that a column of x can take where it is observed.
    Domain domain(int column);

    /// How a column must be scaled to be a target.
    default Scale needs(int column) {
        return domain(column).suits();
    }

    /// Between η and what the loss compares with x: applied to each row, or, where a column has several parameters, to
    /// those of each column. With one parameter for each column it gives the reconstruction.
    Activation output();

    /// Σ over rows and observed cells of the loss; overwrites the gradient.
    ///
    /// @param gradient (rows × parameters), overwritten by scale · ∂l/∂η; shares no memory with η
    double loss(Matrix eta, Matrix x, float scale, Matrix gradient);

    /// The loss of each row, a sum over its observed cells. Overwrites `losses[from … from + rows − 1]`.
    void lossPerRow(Matrix eta, Matrix x, double[] losses, int from);

    /// The loss of each row if η were the best for it alone, which the [#link] of the row finds: what the loss is to be
    /// compared with before rows are compared with one another (the saturated model; twice the difference is the
    /// deviance of McCullagh and Nelder 1989, "Generalized Linear Models", section 2.3). 0 for losses that are 0 where
    /// x̂ = x. Overwrites `losses[from … from + rows − 1]`.
    default void saturatedPerRow(Matrix x, double[] losses, int from) {
        Matrix eta = Matrix.zeros(x.rows(), parameters(x.columns()));
        link(x, eta);
        lossPerRow(eta, x, losses, from);
    }

    /// Adds the loss of each column, summed over the rows, to `losses[0 … columns − 1]`.
    void addLossPerColumn(Matrix eta, Matrix x, double[] losses);

    /// The reconstruction x̂, the mean of p(x|μ); where there is none, another middle, as the record says. Here: the
    /// [#output] of η. Overwrites `mean` (rows × columns), which may be `eta` itself when there is one parameter for
    /// each column.
    default void mean(Matrix eta, Matrix mean) {
        Activation output = output();
        for (int row = 0; row < eta.rows(); row++) {
            int at = mean.rowOffset(row);
            System.arraycopy(eta.array(), eta.rowOffset(row), mean.array(), at, eta.columns());
            output.forward(mean.array(), mean.array(), at, eta.columns());
        }
    }

    /// Turns [#mean], in place, into the means of rows that are exposed as the rows x are. Mostly nothing to do: only
    /// counts whose size says how long was counted differ ([NegativeBinomial]).
    default void expose(Matrix mean, Matrix x) {}

    /// The way back from reconstructions to η, so that they can be judged by the same loss as a network's: overwrites
    /// `eta` so that its [#mean] is the given one. Here: the inverse of [#output]. Means on the border of their domain
    /// are moved inside by as much as keeps η moderate.
    default void link(Matrix mean, Matrix eta) {
        Activation output = output();
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, (float) Outputs.inverse(output, mean.get(row, j)));
            }
        }
    }
}
