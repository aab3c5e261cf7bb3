package hourglass.data;

import hourglass.data.array.NpyRows;
import hourglass.data.file.PendingFile;
import hourglass.data.row.RowWriter;
import hourglass.data.table.ParquetRows;
import hourglass.data.table.TextRows;
import hourglass.data.table.TextRows.Syntax;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Creates files of rows: `.csv` `.tsv` `.jsonl` `.ndjson` (each also with `.gz`), `.parquet` and `.npy`. See
/// [RowWriter] for when a file appears.
public final class OutputFile {
    private OutputFile() {}

    /// Creates a file, its format given by its extension.
    ///
    /// @param columns names, each once
    /// @param labelColumn name of a last column for labels
    /// @throws ProblemException if the file cannot be created, its kind is not supported or cannot hold labels
    public static RowWriter create(Path path, List<String> columns, Optional<String> labelColumn) {
        List<String> all = all(columns, labelColumn);
        boolean labelled = labelColumn.isPresent();
        Format format;
        try {
            format = Format.ofName(path);
        } catch (ProblemException ignored) {
            throw unsupported(path);
        }
        return switch (format.kind()) {
            case CSV -> TextRows.to(PendingFile.create(path), format.gzip(), Syntax.CSV, all, labelled);
            case TSV -> TextRows.to(PendingFile.create(path), format.gzip(), Syntax.TSV, all, labelled);
            case JSON_LINES -> TextRows.to(PendingFile.create(path), format.gzip(), Syntax.JSON_LINES, all, labelled);
            case PARQUET -> ParquetRows.to(PendingFile.create(path), all, labelled);
            case NPY -> {
                if (labelled) {
                    throw Problem.usage("an .npy file holds numbers only and has no place for labels")
                            .at(path.toString())
                            .remedy("write .parquet or .csv")
                            .exception();
                }
                yield NpyRows.to(PendingFile.create(path), columns.size());
            }
            case JSON, NPZ, IDX -> throw unsupported(path);
        };
    }

    /// Writes CSV to a stream, such as standard output, which is flushed at the commit but never closed. What was
    /// written before a failure cannot be taken back.
    public static RowWriter create(OutputStream stream, List<String> columns, Optional<String> labelColumn) {
        return TextRows.to(stream, all(columns, labelColumn), labelColumn.isPresent());
    }

    private static List<String> all(List<String> columns, Optional<String> labelColumn) {
        List<String> all = new ArrayList<>(columns);
        labelColumn.ifPresent(all::add);
        if (columns.isEmpty() || new HashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException("expected at least one column and no name twice, got " + all.size());
        }
        return all;
    }

    private static ProblemException unsupported(Path path) {
        return Problem.usage("this kind of file cannot be written")
                .at(path.toString())
                .expected(".csv .tsv .jsonl .ndjson (each also with .gz), .parquet or .npy")
                .exception();
    }
}
