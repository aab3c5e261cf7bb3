package hourglass.data.table;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// A DuckDB of its own, in memory, that can reach one file and nothing else: no network, no extension, no other path.
final class Database implements AutoCloseable {
    /// What [#isName] asks for.
    static final String NAMES = "a name of at least one character, none of them NUL";

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// Opens a database that may touch one file; results are read as they are computed.
    static Database streaming(Path file) {
        Database database = null;
        try {
            database = connect("jdbc:duckdb:");
            // The order matters: the last two settings forbid any further change.
            database.run("SET allowed_paths = [" + text(file.toAbsolutePath().toString()) + ", " + text(pattern(file))
                    + "]");
            database.run("SET temp_directory = ''");
            database.run("SET streaming_buffer_size = '32MB'");
            database.lock();
            return database;
        } catch (SQLException e) {
            if (database != null) {
                database.closeQuietly();
            }
            throw unusable(e);
        }
    }

    /// Opens a database kept in a file, for results that may not fit in memory.
    ///
    /// @throws SQLException if the file cannot be made
    static Database stored(Path file) throws SQLException {
        return connect("jdbc:duckdb:" + file);
    }

    private static Database connect(String url) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        if (!NativeLibrary.mayBeLoaded()) {
            throw unusable(new UnsatisfiedLinkError("no whole library"));
        }
        try {
            return new Database(new DuckDBDriver().connect(url, settings));
        } catch (LinkageError e) {
            // The second call after a failure to load a library says something else than the first: hence LinkageError.
            throw unusable(e);
        }
    }

    private static ProblemException unusable(Throwable failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "the table engine cannot be started")
                .expected("DuckDB's native library (libduckdb_java), whole and made for this system")
                .found("none that can be loaded")
                .remedy("install again, or point java.io.tmpdir to a folder that allows programs")
                .remedy("CSV, TSV, JSON, .npy, .npz and IDX files, which need no table engine")
                .exception(failure);
    }

    /// Forbids whatever else could be reached.
    void lock() throws SQLException {
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs a query. Closing the result closes its statement.
    ResultSet query(String sql) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            statement.closeOnCompletion();
            return statement.executeQuery(sql);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /// Why a query failed. Of an error among the first rows of a streamed result DuckDB says no more than that the
    /// result is invalid; when the query runs without delivering rows, it tells.
    SQLException reason(String sql, SQLException failure) {
        try {
            run("EXPLAIN ANALYZE " + sql);
            return failure;
        } catch (SQLException told) {
            return told;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// Closes a database from which nothing more is wanted.
    void closeQuietly() {
        try {
            close();
        } catch (SQLException ignored) {
            // Nothing was written that could be lost.
        }
    }

    /// A text as SQL literal.
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /// Whether SQL and Parquet can have a name.
    static boolean isName(String name) {
        return !name.isEmpty() && name.indexOf('\0') < 0;
    }

    /// A name as SQL identifier.
    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// The path such that DuckDB takes it for exactly this file, although it may hold the characters of a pattern.
    static String pattern(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[*?\\[]", "[$0]");
    }
}
