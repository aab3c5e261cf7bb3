package hourglass.data;

import hourglass.data.file.InputFile;
import hourglass.data.picture.PictureRows;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Rejects;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files most of which are pictures, as one table.
final class SeveralPictures {
    private SeveralPictures() {}

    /// Whether at least half of the files are pictures.
    static boolean are(List<Path> paths) {
        long pictures = paths.stream()
                .filter(path -> Files.isRegularFile(path) && PictureRows.isPicture(InputFile.of(path)))
                .count();
        return pictures > 0 && 2 * pictures >= paths.size();
    }

    static RowReader open(List<Path> paths, ReadOptions options) {
        if (options.sql().isPresent() || options.array().isPresent()) {
            throw Problem.usage("pictures have no " + (options.sql().isPresent() ? "columns to query" : "arrays") + ": "
                            + (options.sql().isPresent() ? "`sql`" : "`array`") + " is for other files")
                    .found(paths.size() + " files")
                    .exception();
        }
        List<InputFile> pictures = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Path path : paths) {
            InputFile file = InputFile.of(path);
            options.rejects().ifPresent(rejects -> DataFile.requireOther(file, rejects));
            if (PictureRows.isPicture(file)) {
                pictures.add(file);
            } else {
                others.add(file.name());
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add(Counted.of(pictures.size(), "picture") + " read as one table, in the order of their names");
        if (!others.isEmpty()) {
            notes.add(Counted.of(others.size(), "file is no picture and is", "files are no pictures and are")
                    + " passed over, such as " + others.getFirst());
        }
        Rejects.create(options.rejects(), false).ifPresent(Rejects::close);
        return PictureRows.open(pictures, notes, options);
    }
}
