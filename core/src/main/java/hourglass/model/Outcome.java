package hourglass.model;

import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The column a network predicts, and how its values become targets y.
public sealed interface Outcome {
    /// Whole numbers with at most so many different values are taken for classes.
    int MOST_NUMBERED_CLASSES = 20;

    /// Its name.
    String column();

    /// Classes. Two are one target, 1 for the second (a single neuron, p(y|x) Bernoulli); more are one target for each,
    /// 1 for the class of the row (p(y|x) categorical).
    ///
    /// @param names in order: numbers by size, then texts by letters
    record Classes(String column, List<String> names) implements Outcome {
        public Classes {
            names = List.copyOf(names);
            if (names.size() < 2 || new TreeSet<>(names).size() < names.size()) {
                throw new IllegalArgumentException("there must be at least 2 classes, each once, got " + names);
            }
        }
    }

    /// Any number; scaled to mean 0 and standard deviation 1 for training.
    record Numbers(String column) implements Outcome {}

    /// Counts, whose logarithm the network predicts.
    record Counts(String column) implements Outcome {}

    /// Columns of y.
    default int targets() {
        return this instanceof Classes classes && classes.names().size() > 2
                ? classes.names().size()
                : 1;
    }

    /// p(y|x).
    default Objective objective() {
        return switch (this) {
            case Classes classes -> classes.names().size() == 2 ? new Bernoulli() : new Categorical();
            case Numbers it -> new Gaussian();
            case Counts it -> new Poisson();
        };
    }

    /// Scaling of y.
    default ScalingKind scaling() {
        return this instanceof Numbers ? ScalingKind.STANDARDIZE : ScalingKind.NONE;
    }

    /// A few words for a person.
    default String description() {
        return switch (this) {
            case Classes classes -> Counted.of(classes.names().size(), "class", "classes");
            case Numbers it -> "numbers";
            case Counts it -> "counts";
        };
    }

    /// Looks at all values of a column: texts, or whole numbers with at most [#MOST_NUMBERED_CLASSES] different values,
    /// are classes; anything else is numbers. Missing values, empty texts, do not count.
    ///
    /// @param wish the kind, if the user knows better
    /// @throws hourglass.problem.ProblemException if the values do not suit the wish, or leave nothing to predict
    static Outcome of(String column, List<String> values, Optional<OutcomeKind> wish) {
        List<String> present = values.stream().filter(value -> !value.isEmpty()).toList();
        TreeSet<String> distinct = new TreeSet<>(ORDER);
        distinct.addAll(present);
        if (distinct.size() < 2) {
            throw Problem.badData("there is nothing to predict in column \"" + column + "\"")
                    .expected("at least 2 different values")
                    .found(distinct.isEmpty() ? "none" : "only " + distinct.first())
                    .exception();
        }
        boolean numeric = distinct.stream().allMatch(value -> !Double.isNaN(number(value)));
        boolean whole = numeric && distinct.stream().allMatch(value -> number(value) == Math.rint(number(value)));
        OutcomeKind kind = wish.orElse(
                !numeric || (whole && distinct.size() <= MOST_NUMBERED_CLASSES)
                        ? OutcomeKind.CLASSES
                        : OutcomeKind.NUMBERS);
        if (kind == OutcomeKind.CLASSES) {
            if (2 * distinct.size() > present.size()) {
                throw Problem.badData("column \"" + column + "\" has too many classes to learn")
                        .expected("2 rows or more for each class, on average")
                        .found(Counted.of(distinct.size(), "different value") + " in "
                                + Counted.of(present.size(), "row"))
                        .exception();
            }
            return new Classes(column, new ArrayList<>(distinct));
        }
        return kind == OutcomeKind.COUNTS ? new Counts(column) : new Numbers(column);
    }

    /// Numbers by size, then texts by letters.
    Comparator<String> ORDER =
            Comparator.<String>comparingDouble(Outcome::number).thenComparing(Comparator.naturalOrder());

    /// The number a text stands for, NaN if none.
    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
