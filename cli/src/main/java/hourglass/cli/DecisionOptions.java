package hourglass.cli;

import hourglass.judge.Decision;
import hourglass.problem.Problem;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When a row is flagged; without any of these as the model says.
final class DecisionOptions {
    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            description = "Flag so that this share of ordinary rows is flagged by mistake, such as 0.01.")
    @Nullable
    Double falseAlarms;

    @Option(
            names = "--fdr",
            paramLabel = "RATE",
            description =
                    "Flag as many rows as possible so that at most this share of those flagged is ordinary, such as"
                            + " 0.1 (Benjamini and Hochberg).")
    @Nullable
    Double falseDiscoveries;

    @Option(names = "--threshold", paramLabel = "SCORE", description = "Flag rows with a higher score.")
    @Nullable
    Double threshold;

    Optional<Decision> decision() {
        long given = java.util.stream.Stream.of(
                        Optional.ofNullable(falseAlarms),
                        Optional.ofNullable(falseDiscoveries),
                        Optional.ofNullable(threshold))
                .filter(Optional::isPresent)
                .count();
        if (given > 1) {
            throw Problem.usage("a row is flagged by one rule")
                    .expected("one of --false-alarms, --fdr, --threshold")
                    .found(given + " of them")
                    .exception();
        }
        return DecisionOptions.given("--false-alarms", falseAlarms, Decision.FalseAlarms::new)
                .or(() -> given("--fdr", falseDiscoveries, Decision.FalseDiscoveries::new))
                .or(() -> given("--threshold", threshold, Decision.Threshold::new));
    }

    private static Optional<Decision> given(String option, @Nullable Double value, DoubleFunction<Decision> rule) {
        return Optional.ofNullable(value).map(it -> Problems.of(option, it, () -> rule.apply(it)));
    }
}
