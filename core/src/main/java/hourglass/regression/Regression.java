package hourglass.regression;

import hourglass.activation.Linear;
import hourglass.network.Architecture;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import hourglass.train.DomainCheck;
import hourglass.train.Examples;
import java.util.List;

/// Fits networks of a single layer, ŷ = σ(Wᵀ x + b), to the optimum of their convex objective
///
/// F(W, b) = 1/n Σᵢ l(ŷᵢ, yᵢ) + ½ λ ‖W‖²
///
/// | likelihood | what it is |
/// | --- | --- |
/// | Bernoulli | binary logistic regression, one artificial neuron; several columns: one for each label |
/// | Categorical | multinomial logistic regression |
/// | Gaussian | linear regression (ridge regression with λ > 0) |
/// | Poisson | Poisson regression |
///
/// The arithmetic is in double precision. The result is a function of the rows: the same bits for any number of
/// threads.
public final class Regression {
    private Regression() {}

    /// λ for the C of scikit-learn and liblinear, whose objective is C Σᵢ l + ½ ‖W‖²: λ = 1 / (C n).
    public static double penaltyOf(double c, int rows) {
        return 1 / (c * rows);
    }

    /// Whether a layer can be fitted for a likelihood: it is in the table.
    public static boolean suits(Objective objective) {
        return OutputLoss.find(objective).isPresent();
    }

    /// Fits a layer from zero.
    ///
    /// @param examples inputs (rows × features), best standardised, and targets (rows × outputs)
    /// @param penalty λ, at least 0; with 0, classes that a plane separates have no finite optimum
    /// @throws hourglass.problem.ProblemException if there are no rows, or a target lies outside its domain
    public static Fit fit(Examples examples, Objective objective, double penalty, Solver solver) {
        int inputs = examples.inputs().columns();
        return fit(
                examples,
                objective,
                penalty,
                solver,
                new double[(inputs + 1) * examples.targets().columns()]);
    }

    /// Fits a layer from a start of one's own.
    ///
    /// @param start W by rows, then b. Not modified.
    public static Fit fit(Examples examples, Objective objective, double penalty, Solver solver, double[] start) {
        if (!(penalty >= 0) || Double.isInfinite(penalty)) {
            throw new IllegalArgumentException("the penalty must be at least 0 and finite, got " + penalty);
        }
        if (examples.rows() == 0) {
            throw Problem.badData("there are no rows to fit").exception();
        }
        DomainCheck.check(objective, examples.targets(), false, "row", List.of());
        int outputs = examples.targets().columns();
        Architecture architecture =
                Architecture.feedForward(examples.inputs().columns(), List.of(), new Linear(), outputs, objective);
        OneLayer function = new OneLayer(
                examples.inputs().toMatrix(), examples.targets().toMatrix(), OutputLoss.of(objective), penalty);
        if (start.length != function.size()) {
            throw new IllegalArgumentException(
                    "the start must have " + function.size() + " numbers, got " + start.length);
        }
        Descent descent = new Descent(function, start);
        LineSearch reached = descent.reached();
        if (!Double.isFinite(reached.value())) {
            throw new IllegalArgumentException("the objective is not finite at the start");
        }
        descent.run(solver);
        return new Fit(
                architecture,
                reached.at(),
                reached.value(),
                reached.gradientNorm(),
                descent.iterations(),
                reached.gradientNorm() <= solver.tolerance());
    }
}
