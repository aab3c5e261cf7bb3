package hourglass.onnx;

import hourglass.objective.ClassIndices;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.StudentTWithScale;
import hourglass.objective.VonMises;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The reconstruction x̂ that η means (`Objective.mean`) as nodes.
final class Means {
    private final Algebra algebra;
    private final Activations activations;

    Means(Algebra algebra) {
        this.algebra = algebra;
        this.activations = new Activations(algebra);
    }

    /// The reconstruction (rows × columns).
    ///
    /// @param eta (rows × parameters)
    /// @param columns of what is meant
    Value of(Objective objective, Value eta, int columns) {
        return switch (objective) {
            case Mixed mixed -> mixed(mixed, eta);
            case ClassIndices classes ->
                algebra.toFloat(algebra.graph()
                        .node(
                                "ArgMax",
                                ElementType.INT64,
                                List.of(algebra.reshape(eta, -1, columns, classes.classes())),
                                Attribute.of("axis", 2L),
                                Attribute.of("keepdims", 0L)));
            case VonMises it -> direction(everyOther(eta, columns, 0), everyOther(eta, columns, 1));
            case GaussianWithScale it -> everyOther(eta, columns, 0);
            case StudentTWithScale it -> everyOther(eta, columns, 0);
            default -> activations.of(objective.output(), eta, columns);
        };
    }

    private Value everyOther(Value eta, int columns, int from) {
        return algebra.columns(
                eta,
                2 * columns,
                IntStream.range(0, columns).map(j -> 2 * j + from).toArray());
    }

    /// Columns of one likelihood together, whose parameters then follow each other as if they were alone.
    private Value mixed(Mixed mixed, Value eta) {
        List<Likelihood> all = mixed.columns();
        int width = mixed.firstParameter(all.size());
        Map<Object, List<Integer>> alike = new LinkedHashMap<>();
        for (int j = 0; j < all.size(); j++) {
            alike.computeIfAbsent(meaning(all.get(j)), it -> new ArrayList<>()).add(j);
        }
        SideBySide means = new SideBySide(all.size());
        for (List<Integer> own : alike.values()) {
            int[] parameters = own.stream()
                    .flatMapToInt(j -> IntStream.range(mixed.firstParameter(j), mixed.firstParameter(j + 1)))
                    .toArray();
            means.add(own, of(all.get(own.getFirst()), algebra.columns(eta, width, parameters), own.size()));
        }
        return means.inOrder(algebra);
    }

    /// Equal for likelihoods whose means are the same function of η.
    private static Object meaning(Likelihood likelihood) {
        return switch (likelihood) {
            case ClassIndices it -> List.of(ClassIndices.class, it.classes());
            case VonMises it -> VonMises.class;
            case GaussianWithScale it -> GaussianWithScale.class;
            case StudentTWithScale it -> GaussianWithScale.class;
            default -> likelihood.output();
        };
    }

    /// atan2(b, a) = 2 atan(b / (r + a)), to the left of the origin 2 atan((r − a) / b).
    private Value direction(Value a, Value b) {
        Value x = algebra.toDouble(a);
        Value y = algebra.toDouble(b);
        Value r = algebra.root(algebra.add(algebra.square(x), algebra.square(y)));
        Value isRight = algebra.isAbove(x, 0);
        Value above = algebra.where(isRight, y, algebra.subtract(r, x));
        Value below = algebra.where(isRight, algebra.add(r, x), y);
        Value isLevel = algebra.isEqual(below, 0);
        Value quotient = algebra.toFloat(algebra.divide(above, algebra.where(isLevel, 1, below)));
        Value angle = algebra.multiply(algebra.apply("Atan", quotient), 2);
        Value level = algebra.multiply(algebra.toFloat(algebra.isBelow(x, 0)), Math.PI);
        return algebra.where(isLevel, level, angle);
    }

    /// Means of rows that are exposed as the targets are (`Objective.expose`).
    ///
    /// @param targets (rows × columns), scaled
    Value exposed(Objective objective, Value means, Value targets, int columns) {
        if (!(objective instanceof NegativeBinomial counts) || counts.typicalTotal() == 0) {
            return means;
        }
        Value exposure = exposure(algebra, counts, targets, columns);
        return algebra.toFloat(algebra.multiply(algebra.toDouble(means), exposure));
    }

    /// How much longer than a typical row each row was counted, (rows × 1), from what is observed of it; 1 where
    /// nothing
    /// is.
    static Value exposure(Algebra algebra, NegativeBinomial counts, Value targets, int columns) {
        Value x = algebra.toDouble(targets);
        Value missing = algebra.isNaN(x);
        Value total = algebra.larger(algebra.sumOfRow(algebra.where(missing, 0, x)), 1);
        Value observed = algebra.sumOfRow(algebra.toDouble(algebra.not(missing)));
        // In the single precision that the share of the typical total is kept in.
        Value typical =
                algebra.toDouble(algebra.toFloat(algebra.multiply(observed, (double) counts.typicalTotal() / columns)));
        Value isSeen = algebra.isAbove(observed, 0);
        return algebra.where(isSeen, algebra.divide(total, algebra.where(isSeen, typical, 1)), 1);
    }
}
