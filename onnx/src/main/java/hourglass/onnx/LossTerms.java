package hourglass.onnx;

import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.Huber;
import hourglass.loss.KLDivergence;
import hourglass.loss.LogCosh;
import hourglass.loss.Loss;
import hourglass.loss.MeanAbsoluteError;
import hourglass.loss.MeanAbsolutePercentageError;
import hourglass.loss.MeanSquaredError;
import hourglass.loss.MeanSquaredLogarithmicError;
import hourglass.loss.Poisson;
import hourglass.loss.SparseCategoricalCrossentropy;

/// The losses of `hourglass.loss` as nodes, in double precision: the sum over the numbers of each row.
final class LossTerms {
    private static final double EPSILON = 1e-7f;
    private static final double LARGEST = 1f - 1e-7f;
    private static final double LOG_TWO = 0.6931471805599453;

    private final Algebra algebra;

    LossTerms(Algebra algebra) {
        this.algebra = algebra;
    }

    /// Whether a loss is a sum of one term for each number.
    static boolean isElementwise(Loss loss) {
        return switch (loss) {
            case CategoricalCrossentropy it -> false;
            case CosineSimilarity it -> false;
            case SparseCategoricalCrossentropy it -> false;
            default -> true;
        };
    }

    /// Terms whose sum over a row is its loss: one for each number where the loss is such a sum, otherwise one.
    ///
    /// @param y targets without NaN, (rows × columns)
    /// @param p predictions, or logits where `fromLogits`
    /// @param fromLogits whether a cross-entropy is taken after its own activation
    Value of(Loss loss, Value y, Value p, boolean fromLogits, int columns) {
        Value error = algebra.subtract(p, y);
        return switch (loss) {
            case BinaryCrossentropy it -> binary(smoothed(y, it.labelSmoothing(), 2), p, fromLogits);
            case CategoricalCrossentropy it -> categorical(smoothed(y, it.labelSmoothing(), columns), p, fromLogits);
            case KLDivergence it -> {
                Value target = algebra.clamp(y, EPSILON, 1);
                yield algebra.multiply(target, algebra.log(algebra.divide(target, algebra.clamp(p, EPSILON, 1))));
            }
            case Poisson it -> algebra.subtract(p, algebra.multiply(y, algebra.log(algebra.add(p, EPSILON))));
            case MeanSquaredError it -> algebra.square(error);
            case MeanAbsoluteError it -> algebra.magnitude(error);
            case MeanAbsolutePercentageError it ->
                algebra.divide(
                        algebra.multiply(algebra.magnitude(error), 100), algebra.larger(algebra.magnitude(y), EPSILON));
            case MeanSquaredLogarithmicError it -> algebra.square(algebra.subtract(logarithm(p), logarithm(y)));
            case CosineSimilarity it -> {
                Value inner = algebra.sumOfRow(algebra.multiply(y, p));
                yield algebra.negate(algebra.divide(algebra.divide(inner, length(y)), length(p)));
            }
            case Huber it -> {
                Value size = algebra.magnitude(error);
                Value kept = algebra.smaller(size, it.delta());
                yield algebra.multiply(kept, algebra.subtract(size, algebra.multiply(kept, 0.5)));
            }
            case LogCosh it -> {
                Value size = algebra.magnitude(error);
                Value rest = algebra.log(algebra.add(algebra.exp(algebra.multiply(size, -2)), 1));
                yield algebra.add(algebra.add(size, rest), -LOG_TWO);
            }
            case SparseCategoricalCrossentropy it ->
                throw new IllegalArgumentException("class indices are an objective of their own");
        };
    }

    private Value smoothed(Value y, double smoothing, int classes) {
        return smoothing == 0 ? y : algebra.add(algebra.multiply(y, 1 - smoothing), smoothing / classes);
    }

    private Value binary(Value y, Value p, boolean fromLogits) {
        if (fromLogits) {
            return algebra.subtract(algebra.softplus(p), algebra.multiply(y, p));
        }
        Value kept = algebra.clamp(p, EPSILON, LARGEST);
        Value rest = algebra.add(algebra.negate(kept), 1);
        Value zeros = algebra.add(algebra.negate(y), 1);
        return algebra.negate(
                algebra.add(algebra.multiply(y, algebra.log(kept)), algebra.multiply(zeros, algebra.log(rest))));
    }

    private Value categorical(Value y, Value p, boolean fromLogits) {
        if (fromLogits) {
            return algebra.multiply(y, algebra.subtract(algebra.logSumExp(p), p));
        }
        Value share = algebra.divide(p, algebra.sumOfRow(p));
        return algebra.negate(algebra.multiply(y, algebra.log(algebra.clamp(share, EPSILON, LARGEST))));
    }

    private Value logarithm(Value value) {
        return algebra.log(algebra.add(algebra.larger(value, EPSILON), 1));
    }

    private Value length(Value v) {
        return algebra.root(algebra.larger(algebra.sumOfRow(algebra.square(v)), EPSILON * EPSILON));
    }
}
