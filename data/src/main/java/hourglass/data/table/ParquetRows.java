package hourglass.data.table;

import hourglass.data.file.PendingFile;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Writes rows as Parquet: they gather in a private temporary database on disk, so that memory does not grow, and are
/// copied to the file at the end.
///
/// @param folder of the database
/// @param columns of numbers
public record ParquetRows(
        PendingFile file, Path folder, Database database, DuckDBAppender appender, int columns, boolean labelled)
        implements RowWriter {
    /// Writes to a file.
    ///
    /// @param file closed with the writer, or at once if there is an error
    /// @param columns of the rows, then that of the label if there is one
    public static RowWriter to(PendingFile file, List<String> columns, boolean labelled) {
        try {
            Path folder = Files.createTempDirectory("hourglass-");
            Database database = Database.stored(folder.resolve("rows.duckdb"));
            List<String> types = new ArrayList<>();
            int numbers = columns.size() - (labelled ? 1 : 0);
            for (int i = 0; i < columns.size(); i++) {
                types.add(Database.identifier(columns.get(i)) + (i < numbers ? " FLOAT" : " VARCHAR"));
            }
            database.run("CREATE TABLE written (" + String.join(", ", types) + ")");
            DuckDBAppender appender =
                    database.connection().unwrap(DuckDBConnection.class).createAppender("written");
            return new ParquetRows(file, folder, database, appender, numbers, labelled);
        } catch (IOException | SQLException e) {
            file.close();
            throw failed(file, e);
        }
    }

    @Override
    public void write(Matrix rows, List<String> labels) {
        if (rows.columns() != columns || labels.size() != (labelled ? rows.rows() : 0)) {
            throw new IllegalArgumentException("expected rows of " + columns + " columns, got " + rows.shape() + " and "
                    + labels.size() + " labels");
        }
        try {
            for (int row = 0; row < rows.rows(); row++) {
                appender.beginRow();
                for (int column = 0; column < columns; column++) {
                    appender.append(rows.get(row, column));
                }
                if (labelled) {
                    appender.append(labels.get(row));
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void commit() {
        try {
            appender.close();
            database.run("COPY written TO "
                    + Database.text(file.path().toAbsolutePath().toString()) + " (FORMAT parquet)");
            file.commit();
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
            for (Path left : List.of(folder.resolve("rows.duckdb"), folder.resolve("rows.duckdb.wal"), folder)) {
                Files.deleteIfExists(left);
            }
        } catch (SQLException | IOException e) {
            throw failed(file, e);
        } finally {
            file.close();
        }
    }

    private static ProblemException failed(PendingFile file, Exception failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "writing failed")
                .at(file.name())
                .found(
                        failure instanceof SQLException sql
                                ? TableSource.message(sql)
                                : String.valueOf(failure.getMessage()))
                .exception(failure);
    }
}
