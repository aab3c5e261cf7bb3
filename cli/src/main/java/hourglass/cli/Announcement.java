package hourglass.cli;

import hourglass.matrix.KernelsChoice;
import hourglass.matrix.Rows;
import hourglass.model.Advice;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.ValueKind;
import hourglass.network.Architecture;
import hourglass.optimize.Optimizer;
import hourglass.problem.Counted;
import hourglass.regression.Solver;
import hourglass.train.Training;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The short block before training: what was chosen, and why.
final class Announcement {
    private Announcement() {}

    /// @param solver what fits the network, if it is a single layer
    static void print(
            Console console, Path file, Advice advice, Prepared prepared, RunOptions running, Optional<Solver> solver) {
        Pairs pairs = prepared.pairs();
        pairs.outcome()
                .ifPresent(outcome -> console.print("predicting  " + outcome.column() + ": " + outcome.description()
                        + (pairs.leftOut() == 0
                                ? ""
                                : "; " + Counted.of(pairs.leftOut(), "row") + " without a value left out")));
        Architecture architecture = advice.recipe().architecture();
        kernels(console, running);
        Rows rows = pairs.inputs().rows();
        console.print("data        " + file + ": " + Counted.of(rows.rows(), "row") + " x "
                + Counted.of(rows.columns(), "column") + ", " + advice.kind().description());
        console.print("split       " + Counted.of(prepared.training().rows(), "row") + " to learn from, "
                + Numbers.grouped(prepared.validation().rows()) + " to judge by");
        if (pairs.inputs().patches().filter(it -> !it.areEnough()).isPresent()
                && prepared.validation().rows() > 0) {
            console.print(
                    "note        too few pictures to set whole ones aside: those to judge by share pixels with those"
                            + " learned from");
        }
        if (rows.rows() < rows.columns()) {
            console.print("note        " + Counted.of(rows.rows(), "row is", "rows are") + " few for "
                    + Counted.of(rows.columns(), "column") + ": little can be learned of them, and less be judged");
        }
        if (advice.kind() == ValueKind.TABLE) {
            console.print("likelihood  " + LikelihoodWords.of(architecture.objective())
                    + "; odd rows hardly teach (heavy tails)");
        } else {
            console.print(LikelihoodWords.label(architecture.objective())
                    + architecture.objective().name() + ", scaling "
                    + advice.input().label()
                    + (advice.target() == advice.input()
                            ? ""
                            : " (targets: " + advice.target().label() + ")"));
        }
        console.print("network     " + NetworkWords.of(architecture));
        Training training = advice.recipe().training();
        console.print("training    "
                + solver.map(it -> Summary.name(it) + " on all rows at once, seed " + training.seed())
                        .orElseGet(() -> steps(training)));
        console.print("");
    }

    private static String steps(Training training) {
        return String.format(
                Locale.ROOT,
                "%s epochs at most, batch %d, %srate %s, seed %d",
                training.epochs(),
                training.batch(),
                name(training.optimizer()),
                Numbers.significant(training.optimizer().rate()),
                training.seed());
    }

    /// Nothing for Adam, the default.
    private static String name(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> adam.decay() == 0 ? "" : "AdamW, ";
            case Optimizer.Sgd sgd -> "stochastic gradient descent, ";
            case Optimizer.RmsProp it -> "RMSProp, ";
        };
    }

    static void kernels(Console console, RunOptions running) {
        console.print("kernels     " + kernels(running.kernels(), running.threads()));
    }

    /// What multiplies matrices, with how many threads, and why nothing faster does.
    static String kernels(KernelsChoice choice, int threads) {
        StringBuilder line =
                new StringBuilder(choice.kernels().description()).append(", ").append(Counted.of(threads, "thread"));
        choice.notes().forEach(note -> line.append("; ").append(note));
        return line.toString();
    }
}
