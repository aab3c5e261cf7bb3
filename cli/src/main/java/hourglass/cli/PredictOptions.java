package hourglass.cli;

import hourglass.model.Advisor;
import hourglass.model.OutcomeKind;
import hourglass.model.Wishes;
import hourglass.problem.Problem;
import hourglass.regression.Solver;
import hourglass.train.Recipe;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for training a network that predicts a column.
final class PredictOptions {
    /// What learns the weights.
    enum SolverName {
        NEWTON,
        LBFGS,
        GRADIENT_DESCENT,
        STOCHASTIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The solver; empty for the steps of the engine on a few rows at a time.
        Optional<Solver> solver() {
            return switch (this) {
                case NEWTON -> Optional.of(new Solver.Newton());
                case LBFGS -> Optional.of(new Solver.Lbfgs());
                case GRADIENT_DESCENT -> Optional.of(new Solver.GradientDescent());
                case STOCHASTIC -> Optional.empty();
            };
        }
    }

    @Option(
            names = "--predict",
            paramLabel = "COLUMN",
            description = "Train a network that predicts this column from the others instead of an autoencoder.")
    @Nullable
    String column;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description =
                    "With --predict, what the column holds: ${COMPLETION-CANDIDATES} (default: classes if texts or"
                            + " at most 20 different whole numbers, otherwise numbers).")
    @Nullable
    OutcomeKind kind;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "With --predict and --hidden 0 (a single layer): ${COMPLETION-CANDIDATES}.")
    @Nullable
    SolverName solver;

    /// What fits the network of a recipe, if it is a single layer and the user does not want it otherwise.
    Optional<Solver> solver(Recipe recipe, Wishes wishes) {
        if (solver == null) {
            return Advisor.solver(recipe, wishes);
        }
        Optional<Solver> chosen = solver.solver();
        if (chosen.isPresent() && !Advisor.isSingleLayer(recipe)) {
            throw Problem.usage("--solver " + solver + " is for a single layer, whose objective is convex")
                    .remedy("--hidden 0, without --corrupt, --loss and --likelihood")
                    .exception();
        }
        return chosen;
    }

    /// The other options mean nothing without `--predict`.
    void checkUnused() {
        String option = kind != null ? "--as" : solver != null ? "--solver" : "";
        if (!option.isEmpty()) {
            throw Problem.usage(option + " needs --predict")
                    .remedy("--predict with the column to predict")
                    .exception();
        }
    }
}
