package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.Overflow;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Rows as commands take them: a file, several, a folder or a pattern; or standard input for `-`.
final class Input {
    private static final String STANDARD_INPUT = "-";

    private Input() {}

    static boolean isStandardInput(Path path) {
        return path.toString().equals(STANDARD_INPUT);
    }

    static RowReader open(Path path, ReadOptions options) {
        return isStandardInput(path) ? DataFile.open(System.in, "standard input", options) : open(files(path), options);
    }

    /// Opens files as one table.
    static RowReader open(List<Path> files, ReadOptions options) {
        return files.size() == 1 ? DataFile.open(files.getFirst(), options) : DataFile.open(files, options);
    }

    /// The files that a path stands for: itself, those of a folder, or those a pattern fits.
    static List<Path> files(Path path) {
        return DataFile.files(path.toString());
    }

    /// The tables that those files make, each of one or more.
    static List<List<Path>> tables(Path path) {
        return isStandardInput(path) ? List.of(List.of(path)) : DataFile.tables(files(path));
    }

    /// All rows of the columns to learn from, and of one more if it is asked for, last.
    static Frame read(Path path, ReadOptions options, List<String> keep, List<String> drop, List<String> last) {
        try (RowReader reader = open(path, options)) {
            select(reader, path, keep, drop, last);
            return DataFile.read(reader, path.toString());
        }
    }

    /// Those rows, on a disk if they are too large for memory.
    static Frames read(
            Path path,
            ReadOptions options,
            List<String> keep,
            List<String> drop,
            List<String> last,
            Overflow overflow) {
        try (RowReader reader = open(path, options)) {
            select(reader, path, keep, drop, last);
            return DataFile.read(reader, path.toString(), rows -> {}, overflow);
        }
    }

    /// Restricts a reader to the columns to learn from, and those asked for besides, last.
    static void select(RowReader reader, Path path, List<String> keep, List<String> drop, List<String> last) {
        List<String> wanted = new ArrayList<>(chosen(reader.columns(), keep, drop, path));
        last.forEach(name -> chosen(reader.columns(), List.of(name), List.of(), path));
        wanted.removeAll(last);
        if (wanted.isEmpty()) {
            throw Problem.usage("no column is left to learn from")
                    .at(path.toString())
                    .expected("at least one column besides those dropped and set aside")
                    .exception();
        }
        wanted.addAll(last);
        if (!wanted.equals(reader.columns())) {
            reader.select(wanted);
        }
    }

    /// The columns kept and not dropped; names must exist.
    static List<String> chosen(List<String> columns, List<String> keep, List<String> drop, Path path) {
        if (keep.isEmpty() && drop.isEmpty()) {
            return columns;
        }
        Set<String> known = Set.copyOf(columns);
        Stream.concat(keep.stream(), drop.stream())
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw NearMiss.unknown("column", name, columns)
                            .at(path.toString())
                            .exception();
                });
        Set<String> left = Set.copyOf(drop);
        return (keep.isEmpty() ? columns.stream() : keep.stream().distinct())
                .filter(name -> !left.contains(name))
                .toList();
    }
}
