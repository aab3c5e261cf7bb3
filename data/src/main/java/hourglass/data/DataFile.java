package hourglass.data;

import hourglass.data.array.ArrayFile;
import hourglass.data.array.NpzFile;
import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.CheckedRows;
import hourglass.data.source.RowSource;
import hourglass.data.table.ColumnarFile;
import hourglass.data.table.CsvFile;
import hourglass.model.Table;
import hourglass.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// Opens files of rows.
///
/// | format | extension | columns | shape of a row |
/// | --- | --- | --- | --- |
/// | text tables | `.csv` `.tsv`, also `.gz` | the header, else `column0`, `column1` … | `[columns]` |
/// | JSON records | `.jsonl` `.ndjson` `.json`, also `.gz` | the keys | `[columns]` |
/// | Parquet | `.parquet` | its own | `[columns]` |
/// | NumPy | `.npy` `.npz` | `column0` …; `pixel0` … from three dimensions on | all dimensions but the first |
/// | IDX | `.idx` `*-ubyte`, also `.gz` | likewise | likewise |
///
/// The kind of value of a text table is judged on its first mebibyte; every cell is then held to be a number.
public final class DataFile {
    private DataFile() {}

    /// Reads all rows of a file.
    public static Table read(Path path) {
        return read(path, ReadOptions.none());
    }

    /// Reads all rows of a file.
    ///
    /// @throws hourglass.problem.ProblemException also if the rows do not fit in memory, or none is left
    public static Table read(Path path, ReadOptions options) {
        try (RowReader reader = open(path, options)) {
            return read(reader, path.toString());
        }
    }

    /// Reads what a reader has left; does not close it.
    ///
    /// @param name what to call the rows in errors
    public static Table read(RowReader reader, String name) {
        return AllRows.of(reader, name);
    }

    /// Opens a file by its extension.
    ///
    /// @throws hourglass.problem.ProblemException if the file is missing, of no supported kind, or damaged
    public static RowReader open(Path path, ReadOptions options) {
        return open(InputFile.of(path), file -> Format.ofName(path), options);
    }

    /// Opens a stream by its first bytes. It is read to its end, but not closed, into a private temporary file, which
    /// is deleted when the reader is closed.
    ///
    /// @param name what to call the stream in errors
    public static RowReader open(InputStream stream, String name, ReadOptions options) {
        return open(InputFile.copyOf(stream, name), Format::ofBytes, options);
    }

    /// Whatever fails, the file is closed here.
    private static RowReader open(InputFile file, Function<InputFile, Format> formatOf, ReadOptions options) {
        try {
            options.rejects().ifPresent(rejects -> requireOther(file, rejects));
            Format format = formatOf.apply(file);
            RowSource source = switch (format.kind()) {
                case CSV -> CsvFile.open(file, format.gzip(), false, options);
                case TSV -> CsvFile.open(file, format.gzip(), true, options);
                case JSON -> ColumnarFile.json(file, format.gzip(), false, options);
                case JSON_LINES -> ColumnarFile.json(file, format.gzip(), true, options);
                case PARQUET -> ColumnarFile.parquet(file, options);
                case NPY -> ArrayFile.npy(file, options);
                case NPZ -> NpzFile.open(file, options);
                case IDX -> ArrayFile.idx(file, format.gzip(), options);
            };
            return CheckedRows.of(source, options);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void requireOther(InputFile file, Path rejects) {
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
