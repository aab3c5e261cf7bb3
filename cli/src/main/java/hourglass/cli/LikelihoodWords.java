package hourglass.cli;

import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a network makes small, for a person.
final class LikelihoodWords {
    private LikelihoodWords() {}

    /// What stands before it.
    static String label(Objective objective) {
        return objective instanceof Likelihood ? "likelihood  " : "objective   ";
    }

    /// Its name; of a table how many columns have which.
    static String of(Objective objective) {
        if (!(objective instanceof Mixed mixed)) {
            return objective.name();
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        mixed.columns().forEach(it -> counts.merge(name(it), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(it -> it.getValue() + " " + it.getKey())
                .collect(Collectors.joining(", "));
    }

    /// The name of what a column of a table is judged by.
    static String name(Objective objective) {
        return switch (objective) {
            case hourglass.objective.ClassIndices it -> "categorical";
            default -> objective.name();
        };
    }
}
