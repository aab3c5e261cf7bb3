package hourglass.data.table;

import hourglass.data.file.Failures;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Rows in a private temporary database on disk. Its columns are called `c0`, `c1` …, because DuckDB would hold names
/// equal that differ in case.
final class GatheredRows implements AutoCloseable {
    private final Path folder;
    private final Database database;
    private final DuckDBAppender appender;
    private final List<String> names;
    private final List<String> types;

    private GatheredRows(
            Path folder, Database database, DuckDBAppender appender, List<String> names, List<String> types) {
        this.folder = folder;
        this.database = database;
        this.appender = appender;
        this.names = names;
        this.types = types;
    }

    /// @param types DOUBLE, FLOAT, TIMESTAMP or VARCHAR
    static GatheredRows create(List<String> names, List<String> types) throws SQLException {
        Path folder;
        try {
            folder = Files.createTempDirectory("hourglass-");
        } catch (IOException e) {
            throw Failures.noTemporary("of the rows", e);
        }
        try {
            Database database = Database.stored(folder.resolve("rows.duckdb"));
            try {
                return new GatheredRows(folder, database, appender(database, types), names, types);
            } catch (SQLException | RuntimeException e) {
                database.closeQuietly();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static DuckDBAppender appender(Database database, List<String> types) throws SQLException {
        String columns = IntStream.range(0, types.size())
                .mapToObj(i -> "c" + i + " " + types.get(i))
                .collect(Collectors.joining(", "));
        database.run("CREATE TABLE gathered (" + columns + ")");
        return database.connection().unwrap(DuckDBConnection.class).createAppender("gathered");
    }

    Database database() {
        return database;
    }

    void append(Frame rows) throws SQLException {
        if (rows.columns() != types.size()) {
            throw new IllegalArgumentException("expected rows of " + types.size() + " columns, got " + rows);
        }
        for (int row = 0; row < rows.rows(); row++) {
            appender.beginRow();
            for (int column = 0; column < types.size(); column++) {
                append(rows, row, column, types.get(column));
            }
            appender.endRow();
        }
    }

    private void append(Frame rows, int row, int column, String type) throws SQLException {
        if (rows.isMissing(row, column)) {
            appender.appendNull();
        } else if (type.equals("VARCHAR")) {
            appender.append(rows.text(row, column));
        } else if (type.equals("TIMESTAMP")) {
            long moment = rows.moment(row, column);
            appender.append(LocalDateTime.ofEpochSecond(
                    Math.floorDiv(moment, 1000L), (int) Math.floorMod(moment, 1000L) * 1_000_000, ZoneOffset.UTC));
        } else if (!rows.isNumber(row, column)) {
            throw new IllegalArgumentException("expected a number, got " + rows.text(row, column));
        } else if (type.equals("FLOAT")) {
            appender.append((float) rows.number(row, column));
        } else {
            appender.append(rows.number(row, column));
        }
    }

    /// Ends the rows.
    void flush() throws SQLException {
        appender.close();
    }

    /// The columns by their names, as a query selects them.
    String named() {
        return IntStream.range(0, names.size())
                .mapToObj(i -> "c" + i + " AS " + Database.identifier(names.get(i)))
                .collect(Collectors.joining(", ", "SELECT ", " FROM gathered"));
    }

    /// Ends the rows and writes them as Parquet; into the file itself, which has a temporary name already.
    void copyTo(Path file) throws SQLException {
        flush();
        database.run("COPY (" + named() + ") TO "
                + Database.text(file.toAbsolutePath().toString()) + " (FORMAT parquet, USE_TMP_FILE false)");
    }

    @Override
    public void close() {
        database.closeQuietly();
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            for (Path left : List.of(folder.resolve("rows.duckdb"), folder.resolve("rows.duckdb.wal"), folder)) {
                Files.deleteIfExists(left);
            }
        } catch (IOException e) {
            throw Failures.writing(folder.toString(), e);
        }
    }
}
