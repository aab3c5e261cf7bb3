package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
        if (isStandardInput(path)) {
            return DataFile.open(System.in, "standard input", options);
        }
        List<Path> files = files(path);
        return files.size() == 1 ? DataFile.open(files.getFirst(), options) : DataFile.open(files, options);
    }

    /// The files that a path stands for: itself, those of a folder, or those a pattern fits.
    static List<Path> files(Path path) {
        if (Files.isDirectory(path)) {
            return listed(path, "*");
        }
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path) && name.matches(".*[*?\\[{].*")) {
            Path folder = path.toAbsolutePath().getParent();
            return folder == null ? List.of(path) : listed(folder, name);
        }
        return List.of(path);
    }

    private static List<Path> listed(Path folder, String pattern) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)
                        && !entry.getFileName().toString().startsWith(".")) {
                    files.add(entry);
                }
            }
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "the folder cannot be listed")
                    .at(folder.toString())
                    .exception(e);
        }
        if (files.isEmpty()) {
            boolean all = pattern.equals("*");
            throw Problem.of(Problem.Kind.MISSING_INPUT, all ? "there is no file in the folder" : "no file fits")
                    .at((all ? folder : folder.resolve(pattern)).toString())
                    .exception();
        }
        return files.stream().sorted().toList();
    }

    /// All rows of the columns to learn from, and of one more if it is asked for, last.
    static Frame read(Path path, ReadOptions options, List<String> keep, List<String> drop, List<String> last) {
        try (RowReader reader = open(path, options)) {
            List<String> wanted = new ArrayList<>(chosen(reader.columns(), keep, drop, path));
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
            return DataFile.read(reader, path.toString());
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
