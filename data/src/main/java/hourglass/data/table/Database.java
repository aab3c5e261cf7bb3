package hourglass.data.table;

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

    /// Opens a database that may touch one file.
    static Database reaching(Path file) throws SQLException {
        Database database = new Database(connect("jdbc:duckdb:"));
        try {
            // The order matters: the last two settings forbid any further change.
            database.run("SET allowed_paths = [" + text(file.toAbsolutePath().toString()) + ", " + text(pattern(file))
                    + "]");
            database.run("SET temp_directory = ''");
            database.run("SET streaming_buffer_size = '32MB'");
            database.run("SET enable_external_access = false");
            database.run("SET lock_configuration = true");
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Opens a database kept in a file, for results that may not fit in memory.
    static Database stored(Path file) throws SQLException {
        return new Database(connect("jdbc:duckdb:" + file));
    }

    private static Connection connect(String url) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        return new DuckDBDriver().connect(url, settings);
    }

    Connection connection() {
        return connection;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs a query; rows come as they are computed. Closing the result closes its statement.
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
