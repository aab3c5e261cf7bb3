package hourglass.data;

import hourglass.data.array.ArrayFile;
import hourglass.data.array.NpzFile;
import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.json.JsonTable;
import hourglass.data.picture.PictureRows;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Rejects;
import hourglass.data.table.ParquetTable;
import hourglass.data.table.SqlRows;
import hourglass.data.text.TextTable;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Opens files of rows. Their bytes tell what they are; a name that says otherwise is noted.
///
/// | format | usual names | columns | shape of a row |
/// | --- | --- | --- | --- |
/// | text tables | `.csv` `.tsv` `.txt`, also `.gz` | the header, else `column0`, `column1` … | `[columns]` |
/// | JSON records | `.jsonl` `.ndjson` `.json`, also `.gz` | the keys | `[columns]` |
/// | Parquet | `.parquet` | its own | `[columns]` |
/// | NumPy | `.npy` `.npz` | `column0` …; `pixel0` … from three dimensions on | all dimensions but the first |
/// | IDX | `.idx` `*-ubyte`, also `.gz` | likewise | likewise |
/// | pictures: PNG, JPEG, BMP, GIF, TIFF | `.png` `.jpg` `.bmp` `.gif` `.tif` | `pixel0` … | `[height, width]`, in
/// colour `[height, width, 3]` |
///
/// How a text table is written is judged on its first mebibyte. Lists of one length are spread over columns.
public final class DataFile {
    private DataFile() {}

    /// Reads all rows of a file.
    public static Frame read(Path path) {
        return read(path, ReadOptions.none());
    }

    /// Reads all rows of a file.
    ///
    /// @throws hourglass.problem.ProblemException also if the rows do not fit in memory, or none is left
    public static Frame read(Path path, ReadOptions options) {
        try (RowReader reader = open(path, options)) {
            return read(reader, path.toString());
        }
    }

    /// Reads what a reader has left; does not close it.
    ///
    /// @param name what to call the rows in errors
    public static Frame read(RowReader reader, String name) {
        return read(reader, name, rows -> {});
    }

    /// Reads what a reader has left, likewise.
    ///
    /// @param progress told after each read how many rows there are so far
    public static Frame read(RowReader reader, String name, LongConsumer progress) {
        return new AllRows(reader, name, progress).read();
    }

    /// Reads what a reader has left, into memory or, where that is too small, into a private file.
    ///
    /// @param overflow where it goes then
    /// @return a [Frame], or rows on a disk until the overflow is closed
    /// @throws hourglass.problem.ProblemException also if the disk has no room for them, or none is left
    public static Frames read(RowReader reader, String name, LongConsumer progress, Overflow overflow) {
        return new RowsOrFile(reader, name, progress, overflow).read();
    }

    /// Opens a file.
    ///
    /// @throws hourglass.problem.ProblemException if the file is missing, of no supported kind, or damaged
    public static RowReader open(Path path, ReadOptions options) {
        return open(InputFile.of(path), Format.saysTabs(path), options);
    }

    /// The files that a text names: one file, all in a folder (those hidden and its folders left out), or those that
    /// match a pattern with `*`, `?` or `**`, in the order of their names.
    ///
    /// @throws hourglass.problem.ProblemException if there is none
    public static List<Path> files(String pathOrPattern) {
        return FilePattern.files(pathOrPattern);
    }

    /// Files as the tables they make: pictures are the rows of one, other files a table each. Pictures are at least
    /// half of the files that hold them, so that what else lies in their folder is passed over when they are read.
    ///
    /// @param paths such as those of [#files]
    /// @return each to be opened by [#open(List, ReadOptions)]
    public static List<List<Path>> tables(List<Path> paths) {
        return paths.size() > 1 && SeveralPictures.are(paths)
                ? List.of(List.copyOf(paths))
                : paths.stream().map(List::of).toList();
    }

    /// Whether files are read as pictures, rows of one table: at least half of them are.
    public static boolean arePictures(List<Path> paths) {
        return SeveralPictures.are(paths);
    }

    /// Opens several files as one table, in the order of their names. All must have the same columns by name; those of
    /// the first give their order. Pictures are a row each, all of one size.
    ///
    /// @throws hourglass.problem.ProblemException if there is no file, or one is missing, of no supported kind, or
    ///     damaged
    public static RowReader open(List<Path> paths, ReadOptions options) {
        if (paths.isEmpty()) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "there is no file to read")
                    .exception();
        }
        if (paths.size() == 1) {
            return open(paths.getFirst(), options);
        }
        List<Path> sorted = paths.stream().sorted().toList();
        return SeveralPictures.are(sorted) ? SeveralPictures.open(sorted, options) : SeveralFiles.open(sorted, options);
    }

    /// Opens a stream. It is read to its end, but not closed, into a private temporary file, which is deleted when the
    /// reader is closed.
    ///
    /// @param name what to call the stream in errors
    public static RowReader open(InputStream stream, String name, ReadOptions options) {
        return open(InputFile.copyOf(stream, name), false, options);
    }

    /// Whatever fails, the file is closed here.
    private static RowReader open(InputFile file, boolean tabs, ReadOptions options) {
        Optional<Rejects> rejects = Optional.empty();
        try {
            options.rejects().ifPresent(path -> requireOther(file, path));
            if (options.sql().isPresent()) {
                return SqlRows.open(file, options, plain -> open(file.borrowed(), tabs, plain));
            }
            // What cannot be read at all is said before anything is written.
            rejects = Rejects.create(options.rejects(), false);
            return open(file, tabs, options, rejects);
        } catch (RuntimeException e) {
            rejects.ifPresent(Rejects::close);
            file.close();
            throw e;
        }
    }

    /// Opens a file whose rejects go elsewhere.
    static RowReader open(InputFile file, boolean tabs, ReadOptions options, Optional<Rejects> rejects) {
        Format format = Format.of(file);
        if (options.array().isPresent() && format.kind() != Format.Kind.NPZ) {
            throw Problem.usage("only an .npz file has arrays to choose from")
                    .at(file.name())
                    .exception();
        }
        RowReader reader = switch (format.kind()) {
            case TEXT -> TextTable.open(file, format.gzip(), tabs, options, rejects);
            case JSON -> JsonTable.open(file, format.gzip(), options);
            case PARQUET -> ParquetTable.open(file, options);
            case NPY -> ArrayFile.npy(file, options);
            case NPZ -> NpzFile.open(file, options);
            case IDX -> ArrayFile.idx(file, format.gzip(), options);
            case PICTURE -> PictureRows.open(List.of(file), List.of(), options);
        };
        if (format.kind() != Format.Kind.TEXT) {
            rejects.ifPresent(Rejects::close);
        }
        return format.note(file)
                .<RowReader>map(note -> new NotedRows(reader, note))
                .orElse(reader);
    }

    static void requireOther(InputFile file, Path rejects) {
        try {
            if (Files.exists(rejects) && Files.isSameFile(file.path(), rejects)) {
                throw Problem.usage("rejected rows cannot be written to the file that is read")
                        .at(file.name())
                        .exception();
            }
        } catch (IOException e) {
            throw Failures.reading(rejects.toString(), e);
        }
    }
}
