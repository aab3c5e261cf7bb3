package hourglass.data.table;

import hourglass.data.file.PendingFile;
import hourglass.data.row.OutputColumn;
import hourglass.data.row.OutputColumn.Kind;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes rows as Parquet: they gather in a private temporary database on disk, so that memory does not grow, and are
/// copied to the file at the end.
public final class ParquetRows implements RowWriter {
    private final PendingFile file;
    private final GatheredRows gathered;

    private ParquetRows(PendingFile file, GatheredRows gathered) {
        this.file = file;
        this.gathered = gathered;
    }

    /// Writes to a file.
    ///
    /// @param file closed with the writer, or at once if there is an error
    public static RowWriter to(PendingFile file, List<OutputColumn> columns) {
        List<String> types = columns.stream().map(column -> type(column.kind())).toList();
        try {
            requireNames(file, columns);
            List<String> names = columns.stream().map(OutputColumn::name).toList();
            return new ParquetRows(file, GatheredRows.create(names, types));
        } catch (SQLException e) {
            file.close();
            throw failed(file, e);
        } catch (ProblemException e) {
            file.close();
            throw e;
        }
    }

    private static void requireNames(PendingFile file, List<OutputColumn> columns) {
        Set<String> letters = new HashSet<>();
        for (OutputColumn column : columns) {
            if (!Database.isName(column.name())) {
                throw Problem.usage("a column has a name that Parquet cannot have")
                        .at(file.name())
                        .expected(Database.NAMES)
                        .found("\"" + column.name() + "\"")
                        .remedy("write .csv")
                        .exception();
            }
            if (!letters.add(column.name().toLowerCase(Locale.ROOT))) {
                throw Problem.usage("columns whose names differ in case only cannot be written as Parquet")
                        .at(file.name())
                        .found("\"" + column.name() + "\" twice")
                        .remedy("write .csv")
                        .exception();
            }
        }
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case NUMBER -> "DOUBLE";
            case SINGLE -> "FLOAT";
            case MOMENT -> "TIMESTAMP";
            case TEXT -> "VARCHAR";
        };
    }

    @Override
    public void write(Frame rows) {
        try {
            gathered.append(rows);
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void commit() {
        try {
            gathered.copyTo(file.path());
            file.commit();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            gathered.close();
        } finally {
            file.close();
        }
    }

    private static ProblemException failed(PendingFile file, SQLException failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "writing failed")
                .at(file.name())
                .remedy("free some space, or write to another disk")
                .exception(failure);
    }
}
