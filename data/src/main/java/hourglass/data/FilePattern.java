package hourglass.data;

import hourglass.data.file.Failures;
import hourglass.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Files named by a folder or a pattern.
final class FilePattern {
    private static final String SIGNS = "*?[{";

    private FilePattern() {}

    static List<Path> files(String pathOrPattern) {
        Path path = Path.of(pathOrPattern);
        if (Files.isDirectory(path)) {
            return found(pathOrPattern, path, 1, file -> true);
        } else if (Files.exists(path) || pathOrPattern.chars().noneMatch(c -> SIGNS.indexOf(c) >= 0)) {
            return List.of(path);
        }
        Path folder = path;
        int below = 0;
        while (folder != null && folder.toString().chars().anyMatch(c -> SIGNS.indexOf(c) >= 0)) {
            folder = folder.getParent();
            below++;
        }
        try {
            PathMatcher matcher =
                    FileSystems.getDefault().getPathMatcher("glob:" + pathOrPattern.replace("\\", "\\\\"));
            int depth = pathOrPattern.contains("**") ? Integer.MAX_VALUE : below;
            return found(pathOrPattern, folder == null ? Path.of("") : folder, depth, matcher);
        } catch (PatternSyntaxException e) {
            throw Problem.usage("this is neither a file nor a pattern")
                    .at(pathOrPattern)
                    .exception(e);
        }
    }

    private static List<Path> found(String name, Path folder, int depth, PathMatcher matcher) {
        List<Path> files;
        try (Stream<Path> all = Files.isDirectory(folder.toAbsolutePath()) ? Files.walk(folder, depth) : Stream.of()) {
            files = all.filter(file -> matcher.matches(file) && Files.isRegularFile(file) && !isHidden(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failures.reading(name, e);
        } catch (UncheckedIOException e) {
            throw Failures.reading(name, Objects.requireNonNull(e.getCause()));
        }
        if (files.isEmpty()) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "no file is found")
                    .at(name)
                    .exception();
        }
        return files;
    }

    private static boolean isHidden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") || name.startsWith("_");
    }
}
