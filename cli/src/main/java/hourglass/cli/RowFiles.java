package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.model.Table;
import java.nio.file.Path;

/// Rows as commands take them: a file, or standard input for `-`.
final class RowFiles {
    private static final String STANDARD_INPUT = "-";

    private RowFiles() {}

    static boolean isStandardInput(Path path) {
        return path.toString().equals(STANDARD_INPUT);
    }

    static RowReader open(Path path, ReadOptions options) {
        return isStandardInput(path)
                ? DataFile.open(System.in, "standard input", options)
                : DataFile.open(path, options);
    }

    /// All rows.
    static Table read(Path path, ReadOptions options) {
        try (RowReader reader = open(path, options)) {
            return DataFile.read(reader, path.toString());
        }
    }
}
