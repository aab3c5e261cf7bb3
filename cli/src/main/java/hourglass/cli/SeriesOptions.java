package hourglass.cli;

import hourglass.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for rows that follow each other.
final class SeriesOptions {
    @Option(
            names = "--window",
            paramLabel = "N",
            description = "The rows are a series: judge each by the stretches of N rows that hold it.")
    @Nullable
    Integer window;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "COLUMN",
            description = "With --window: columns that tell several series in one file apart.")
    List<String> by = List.of();

    @Option(
            names = "--order",
            paramLabel = "COLUMN",
            description = "With --window: the column that rows go by (default: the first of dates, else their order).")
    @Nullable
    String order;

    Optional<String> orderColumn() {
        return Optional.ofNullable(order);
    }

    /// The other options mean nothing without `--window`.
    void checkUnused() {
        if (window == null && (!by.isEmpty() || order != null)) {
            throw Problem.usage((order != null ? "--order" : "--by") + " needs --window")
                    .remedy("--window with the rows of a stretch, such as those of a day")
                    .exception();
        }
    }
}
