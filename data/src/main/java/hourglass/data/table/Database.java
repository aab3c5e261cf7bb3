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
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// Opens a database that may touch one file; results are read as they are computed.
    static Database streaming(Path file) {
        Database database = connect("jdbc:duckdb:", true);
        try {
            // The order matters: the last two settings forbid any further change.
            database.run("SET allowed_paths = [" + text(file.toAbsolutePath().toString()) + ", " + text(pattern(file))
                    + "]");
            database.run("SET temp_directory = ''");
            database.run("SET streaming_buffer_size = '32MB'");
            database.lock();
            return database;
        } catch (SQLException e) {
            database.closeQuietly();
            throw unusable(e);
        } catch (RuntimeException e) {
            database.closeQuietly();
            throw e;
        }
    }

    /// Opens a database kept in a file, for results that may not fit in memory.
    static Database stored(Path file) {
        return connect("jdbc:duckdb:" + file, true);
    }

    private static Database connect(String url, boolean streaming) {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", String.valueOf(streaming));
        if (!NativeLibrary.mayBeLoaded()) {
            throw unusable(new UnsatisfiedLinkError("no whole library"));
        }
        try {
            return new Database(new DuckDBDriver().connect(url, settings));
        } catch (SQLException | LinkageError e) {
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

    /// A name as SQL identifier.
    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// The path such that DuckDB takes it for exactly this file, although it may hold the characters of a pattern.
    static String pattern(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[*?\\[]", "[$0]");
    }
}
