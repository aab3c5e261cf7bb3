package hourglass.data;

import hourglass.data.array.NpyRows;
import hourglass.data.file.PendingFile;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.data.table.ParquetRows;
import hourglass.data.text.TextWriter;
import hourglass.data.text.TextWriter.Syntax;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Creates files of rows: `.csv` `.tsv` `.jsonl` `.ndjson` (each also with `.gz`), `.parquet` and `.npy`. See
/// [RowWriter] for when a file appears.
public final class OutputFile {
    private OutputFile() {}

    /// Creates a file, its format given by its extension.
    ///
    /// @param columns with names that occur once; only numbers for `.npy`
    /// @throws ProblemException if the file cannot be created, its kind is not supported or cannot hold the columns
    public static RowWriter create(Path path, List<OutputColumn> columns) {
        requireNames(columns);
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String stem = gzip ? name.substring(0, name.length() - 3) : name;
        return switch (stem.substring(stem.lastIndexOf('.') + 1) + (gzip ? "+" : "")) {
            case "csv", "csv+" -> TextWriter.to(PendingFile.create(path), gzip, Syntax.CSV, columns);
            case "tsv", "tab", "tsv+", "tab+" -> TextWriter.to(PendingFile.create(path), gzip, Syntax.TSV, columns);
            case "jsonl", "ndjson", "jsonl+", "ndjson+" ->
                TextWriter.to(PendingFile.create(path), gzip, Syntax.JSON_LINES, columns);
            case "parquet", "pq" -> ParquetRows.to(PendingFile.create(path), columns);
            case "npy" -> {
                if (!columns.stream().allMatch(OutputColumn::isNumeric)) {
                    throw Problem.usage("an .npy file holds numbers only and has no place for texts and dates")
                            .at(path.toString())
                            .remedy("write .parquet or .csv")
                            .exception();
                }
                yield NpyRows.to(PendingFile.create(path), columns.size());
            }
            default -> throw unsupported(path);
        };
    }

    /// Writes CSV to a stream, such as standard output, which is flushed at the commit but never closed. What was
    /// written before a failure cannot be taken back.
    public static RowWriter create(OutputStream stream, List<OutputColumn> columns) {
        requireNames(columns);
        return TextWriter.to(stream, columns);
    }

    /// Refuses a file whose kind cannot be written, before there is anything to write.
    ///
    /// @throws ProblemException if the extension is none of those above
    public static void requireSupported(Path path) {
        if (!String.valueOf(path.getFileName())
                .toLowerCase(Locale.ROOT)
                .matches("(?:.*\\.)?(?:(?:csv|tsv|tab|jsonl|ndjson)(?:\\.gz)?|parquet|pq|npy)")) {
            throw unsupported(path);
        }
    }

    private static void requireNames(List<OutputColumn> columns) {
        long different = columns.stream().map(OutputColumn::name).distinct().count();
        if (columns.isEmpty() || different < columns.size()) {
            throw new IllegalArgumentException("expected at least one column and no name twice, got " + columns.size());
        }
    }

    private static ProblemException unsupported(Path path) {
        return Problem.usage("this kind of file cannot be written")
                .at(path.toString())
                .expected(".csv .tsv .jsonl .ndjson (each also with .gz), .parquet or .npy")
                .exception();
    }
}
