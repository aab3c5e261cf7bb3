package hourglass.model;

import hourglass.regression.Solver;
import java.util.Optional;

/// What a model is for.
public sealed interface Task {
    /// Scaling of what comes out.
    Scaling target();

    /// A few words for a person: what the model does.
    default String description() {
        return switch (this) {
            case Reproduce it -> "reproduces its input";
            case Predict it -> "predicts column \"" + it.outcome().column() + "\"";
        };
    }

    /// To reproduce its input, or what the input was before it was spoiled: an autoencoder.
    record Reproduce(Scaling target) implements Task {}

    /// To predict one column from the others.
    ///
    /// @param outcome the column, and how its values become targets
    /// @param solver what fitted a single layer; empty for stochastic gradient descent
    record Predict(Outcome outcome, Scaling target, Optional<Solver> solver) implements Task {}
}
