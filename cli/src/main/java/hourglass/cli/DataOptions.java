package hourglass.cli;

import hourglass.data.row.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for reading rows, the same in every command.
final class DataOptions {
    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "COLUMN",
            description = "Use these columns only (separated by commas).")
    List<String> keep = List.of();

    @Option(names = "--drop", split = ",", paramLabel = "COLUMN", description = "Leave these columns out.")
    List<String> drop = List.of();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Set this column aside: not learned from, passed on to the output.")
    @Nullable
    String label;

    @Option(names = "--array", paramLabel = "NAME", description = "The array to use of an .npz file.")
    @Nullable
    String array;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Set rows that do not fit aside in this CSV file instead of stopping.")
    @Nullable
    Path rejects;

    ReadOptions toReadOptions() {
        return new ReadOptions(
                keep, drop, Optional.ofNullable(label), Optional.ofNullable(array), Optional.ofNullable(rejects));
    }
}
