package hourglass.onnx;

import hourglass.activation.Linear;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.Likelihood;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The loss of whole rows as nodes, in double precision (`Objective.lossPerRow`, `saturatedPerRow`): a sum over
/// observed
/// cells.
final class RowLosses {
    private static final double NOTHING = -1e30;

    private final Algebra algebra;
    private final Densities densities;

    RowLosses(Algebra algebra) {
        this.algebra = algebra;
        this.densities = new Densities(algebra);
    }

    /// The loss of each row (rows × 1).
    ///
    /// @param eta (rows × parameters) in single precision
    /// @param targets (rows × columns) scaled, NaN where nothing is observed
    Value loss(Objective objective, Value eta, Value targets, int columns) {
        Value x = algebra.toDouble(targets);
        Value missing = algebra.isNaN(x);
        Value observed = algebra.where(missing, 0, x);
        Value precise = algebra.toDouble(eta);
        return switch (objective) {
            case Mixed mixed -> mixed(mixed, eta, targets);
            case Categorical it -> categorical(missing, observed, precise);
            case ClassIndices it -> classes(it, missing, observed, precise, columns);
            case LossObjective it -> {
                Value terms = ofLoss(it, observed, eta, columns);
                yield LossTerms.isElementwise(it.loss()) ? sum(missing, terms) : algebra.sumOfRow(terms);
            }
            case NegativeBinomial it -> {
                Value exposed = it.typicalTotal() == 0
                        ? precise
                        : algebra.add(precise, algebra.log(Means.exposure(algebra, it, targets, columns)));
                yield sum(missing, densities.loss(List.of(it), k -> exposed, observed));
            }
            default ->
                sum(
                        missing,
                        densities.loss(List.of(objective), k -> parameter(objective, precise, columns, k), observed));
        };
    }

    /// The loss that each row has at its own best η; none for an objective where it is 0.
    ///
    /// @return (rows × 1)
    Value saturated(Objective objective, Value targets, int columns) {
        Value x = algebra.toDouble(targets);
        Value missing = algebra.isNaN(x);
        Value observed = algebra.where(missing, 0, x);
        return switch (objective) {
            case Categorical it -> categorical(missing, observed, densities.logOfMean(observed));
            case NegativeBinomial it -> loss(it, algebra.toFloat(densities.logOfMean(observed)), targets, columns);
            case ClassIndices it -> algebra.like(x, 0);
            default -> sum(missing, densities.saturated(List.of(objective), observed));
        };
    }

    private Value sum(Value missing, Value losses) {
        return algebra.sumOfRow(algebra.where(missing, 0, losses));
    }

    /// The k-th parameter of each column.
    private Value parameter(Objective objective, Value eta, int columns, int k) {
        int each = objective.parameters(columns) / columns;
        return algebra.columns(
                eta,
                each * columns,
                IntStream.range(0, columns).map(j -> each * j + k).toArray());
    }

    private Value mixed(Mixed mixed, Value eta, Value targets) {
        int width = mixed.firstParameter(mixed.columns().size());
        List<Value> losses = new ArrayList<>();
        for (int j = 0; j < mixed.columns().size(); j++) {
            Likelihood likelihood = mixed.columns().get(j);
            int[] own = IntStream.range(mixed.firstParameter(j), mixed.firstParameter(j + 1))
                    .toArray();
            losses.add(loss(
                    likelihood,
                    algebra.columns(eta, width, own),
                    algebra.columns(targets, mixed.columns().size(), j),
                    1));
        }
        return algebra.sumOfRow(algebra.beside(losses));
    }

    /// (Σ x) log Σ e^η − Σ x η over the classes that are observed.
    private Value categorical(Value missing, Value observed, Value eta) {
        Value seen = algebra.where(missing, NOTHING, eta);
        Value total = algebra.sumOfRow(observed);
        Value linear = algebra.sumOfRow(algebra.multiply(observed, eta));
        return algebra.subtract(algebra.multiply(total, algebra.logSumExp(seen)), linear);
    }

    /// log Σ e^η − η of the class, of each column; NaN where the target is no class.
    private Value classes(ClassIndices objective, Value missing, Value observed, Value eta, int columns) {
        int classes = objective.classes();
        List<Value> losses = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            int first = j * classes;
            Value own = algebra.columns(
                    eta,
                    columns * classes,
                    IntStream.range(first, first + classes).toArray());
            Value label = algebra.columns(observed, columns, j);
            Value inside = algebra.clamp(algebra.round(label), 0, classes - 1);
            Value place = algebra.cast(inside, ElementType.INT64);
            Value loss = algebra.subtract(algebra.logSumExp(own), algebra.entryOfRow(own, place));
            Value checked = algebra.where(algebra.isEqual(label, inside), loss, Double.NaN);
            Value skipped = algebra.columns(missing, columns, j);
            if (objective.loss().ignoreClass().isPresent()) {
                int ignored = objective.loss().ignoreClass().getAsInt();
                skipped = algebra.or(skipped, algebra.isEqual(label, ignored));
            }
            losses.add(algebra.where(skipped, 0, checked));
        }
        return algebra.sumOfRow(algebra.beside(losses));
    }

    private Value ofLoss(LossObjective objective, Value observed, Value eta, int columns) {
        boolean isFused = (objective.loss() instanceof BinaryCrossentropy && objective.output() instanceof Sigmoid)
                || (objective.loss() instanceof CategoricalCrossentropy && objective.output() instanceof Softmax);
        Value p = isFused || objective.output() instanceof Linear
                ? eta
                : new Activations(algebra).of(objective.output(), eta, columns);
        return new LossTerms(algebra).of(objective.loss(), observed, algebra.toDouble(p), isFused, columns);
    }
}
