package hourglass.data;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.table.JdbcSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// Rows of a database, read by a query through its JDBC driver, some at a time.
///
/// Numbers are numbers, whole ones beyond 2⁵³ texts; truth values are the texts `true` and `false`; dates are moments,
/// those with a time zone in UTC; anything else is text.
public final class JdbcRows {
    private JdbcRows() {}

    /// Runs a query in a transaction of its own that only reads.
    ///
    /// @param url as the driver documents it, such as `jdbc:postgresql://host/database`
    /// @param properties such as `user` and `password`; never shown
    /// @param driverJar where the driver is, unless it is on the class path. It runs with all rights of the program
    /// @throws hourglass.problem.ProblemException if there is no driver, or no database, or the query fails
    public static RowReader open(String url, String query, Properties properties, Optional<Path> driverJar) {
        return open(url, query, properties, driverJar, ReadOptions.none());
    }

    /// Likewise.
    ///
    /// @param options of which only `missing` counts
    public static RowReader open(
            String url, String query, Properties properties, Optional<Path> driverJar, ReadOptions options) {
        return JdbcSource.open(url, query, properties, driverJar, options);
    }
}
