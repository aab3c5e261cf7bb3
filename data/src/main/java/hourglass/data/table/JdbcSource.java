package hourglass.data.table;

import hourglass.data.file.ForeignWords;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.table.QueryRows.Column;
import hourglass.data.table.SqlType.Kind;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/// The rows of a query to any database with a JDBC driver, streamed: within a transaction that is rolled back, because
/// PostgreSQL streams in none other.
public final class JdbcSource implements QueryRows.Source {
    private static final int FETCHED = 4096;
    /// The start of the year 1 of the Julian calendar, in milliseconds.
    private static final long CHRIST = -62_135_769_600_000L;

    private static final LocalDateTime FIRST = LocalDateTime.of(-9999, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private final String name;
    private final Connection connection;
    private final Optional<URLClassLoader> loader;
    private final ResultSet result;
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();

    private JdbcSource(String name, Connection connection, Optional<URLClassLoader> loader, ResultSet result)
            throws SQLException {
        this.name = name;
        this.connection = connection;
        this.loader = loader;
        this.result = result;
        ResultSetMetaData data = result.getMetaData();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String label = data.getColumnLabel(i);
            if (!names.add(label)) {
                throw Problem.usage("two columns of the query have the same name")
                        .at("`query`")
                        .found("\"" + label + "\"")
                        .remedy("rename one: SELECT … AS name")
                        .exception();
            }
            boolean zoned = data.getColumnTypeName(i).equalsIgnoreCase("timestamptz");
            int type = zoned ? Types.TIMESTAMP_WITH_TIMEZONE : data.getColumnType(i);
            types.add(type);
            columns.add(new Column(label, kind(type, data.getScale(i)), ""));
        }
    }

    /// Runs a query.
    ///
    /// @param url as the driver documents it, beginning with `jdbc:`
    /// @param properties such as `user` and `password`; never shown
    /// @param driverJar where the driver is, unless it is on the class path
    public static RowReader open(
            String url, String query, Properties properties, Optional<Path> driverJar, ReadOptions options) {
        String name = url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
        Optional<URLClassLoader> loader = driverJar.map(JdbcSource::loader);
        Optional<Connection> opened = Optional.empty();
        try {
            Connection connection = driver(url, name, loader).connect(url, properties);
            if (connection == null) {
                throw noDriver(name, loader);
            }
            opened = Optional.of(connection);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            // MySQL's own way to ask for rows one by one.
            statement.setFetchSize(url.startsWith("jdbc:mysql:") ? Integer.MIN_VALUE : FETCHED);
            return new QueryRows(new JdbcSource(name, connection, loader, statement.executeQuery(query)), options);
        } catch (SQLException e) {
            closeAll(opened, loader);
            throw opened.isPresent()
                    ? failed("the query cannot be run", name, e)
                    : failed("the database cannot be reached", name, e);
        } catch (RuntimeException e) {
            closeAll(opened, loader);
            throw e;
        }
    }

    private static URLClassLoader loader(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw Problem.of(Problem.Kind.MISSING_INPUT, "the driver's file is not there")
                    .at(jar.toString())
                    .exception();
        }
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw Problem.usage("the driver's file cannot be named as a URL")
                    .at(jar.toString())
                    .exception(e);
        }
    }

    private static Driver driver(String url, String name, Optional<URLClassLoader> loader) throws SQLException {
        ServiceLoader<Driver> drivers = loader.map(jar -> ServiceLoader.load(Driver.class, jar))
                .orElseGet(() -> ServiceLoader.load(Driver.class));
        try {
            for (Driver driver : drivers) {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw Problem.usage("the driver cannot be used").at(name).exception(e);
        }
        throw noDriver(name, loader);
    }

    private static ProblemException noDriver(String name, Optional<URLClassLoader> loader) {
        return Problem.usage("there is no driver for this database")
                .at(name)
                .expected(
                        loader.isPresent()
                                ? "a driver for such addresses in the given jar"
                                : "a driver on the class path, or its jar as `driver`")
                .exception();
    }

    private static Kind kind(int type, int scale) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.NUMBER;
            case Types.BIGINT -> Kind.WHOLE;
            case Types.NUMERIC, Types.DECIMAL -> scale > 0 ? Kind.NUMBER : Kind.DIGITS;
            case Types.BIT, Types.BOOLEAN -> Kind.TRUTH;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.MOMENT;
            default -> Kind.TEXT;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public ResultSet start(int[] chosen) {
        return result;
    }

    @Override
    public int place(int[] chosen, int i) {
        return chosen[i] + 1;
    }

    /// A moment with a time zone is taken in UTC, any other by the clock it is stored by.
    @Override
    public long moment(ResultSet row, int place) throws SQLException {
        int type = types.get(place - 1);
        LocalDateTime time;
        if (type == Types.TIMESTAMP_WITH_TIMEZONE) {
            OffsetDateTime zoned = row.getObject(place, OffsetDateTime.class);
            time = zoned == null
                    ? null
                    : within(zoned.toLocalDateTime())
                            .minusSeconds(zoned.getOffset().getTotalSeconds());
        } else if (type == Types.DATE) {
            Date date = row.getDate(place);
            time = date == null
                    ? null
                    : withEra(date.getTime(), date.toLocalDate().atStartOfDay());
        } else {
            Timestamp stamp = row.getTimestamp(place);
            time = stamp == null ? null : withEra(stamp.getTime(), stamp.toLocalDateTime());
        }
        return time == null ? 0 : within(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /// Before Christ what `java.sql` makes of its moments has the number of the year without its era.
    private static LocalDateTime withEra(long milliseconds, LocalDateTime time) {
        return milliseconds < CHRIST ? time.withYear(1 - time.getYear()) : time;
    }

    /// PostgreSQL's infinite moments are beyond what Java can shift by hours or count in milliseconds.
    private static LocalDateTime within(LocalDateTime time) {
        return time.isAfter(LAST) ? LAST : time.isBefore(FIRST) ? FIRST : time;
    }

    @Override
    public ProblemException explain(Exception failure) {
        return failed("the rows of the query cannot be read", name, failure);
    }

    /// The words of the user's own database are shown.
    private static ProblemException failed(String summary, String name, Exception failure) {
        return Problem.of(Problem.Kind.INPUT_OUTPUT, summary)
                .at(name)
                .found(ForeignWords.of(failure))
                .exception(failure);
    }

    private static void closeAll(Optional<Connection> connection, Optional<URLClassLoader> loader) {
        try {
            if (connection.isPresent()) {
                connection.get().close();
            }
            if (loader.isPresent()) {
                loader.get().close();
            }
        } catch (SQLException | IOException ignored) {
            // Nothing was written that could be lost.
        }
    }

    @Override
    public void close() {
        closeAll(Optional.of(connection), loader);
    }
}
