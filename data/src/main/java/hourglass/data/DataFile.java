package hourglass.data;

import hourglass.data.array.ArrayFile;
import hourglass.data.array.NpzFile;
import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.CheckedRows;
import hourglass.data.source.RowSource;
import hourglass.data.table.ColumnarFile;
import hourglass.data.table.CsvFile;
import java.io.InputStream;
import java.nio.file.Path;

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

    /// Opens a file by its extension, or standard input for `-` by its first bytes.
    ///
    /// @throws hourglass.problem.ProblemException if the file is missing, of no supported kind, or damaged
    public static RowReader open(Path path, ReadOptions options) {
        if (path.toString().equals("-")) {
            return open(System.in, options);
        }
        InputFile file = InputFile.of(path);
        try {
            return open(file, Format.ofName(path), options);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Opens a stream by its first bytes. It is read to its end, but not closed, into a private temporary file, which
    /// is deleted when the reader is closed.
    public static RowReader open(InputStream stream, ReadOptions options) {
        InputFile file = InputFile.copyOf(stream, "standard input");
        try {
            return open(file, Format.ofBytes(file), options);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static RowReader open(InputFile file, Format format, ReadOptions options) {
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
    }
}
