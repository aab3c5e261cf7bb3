package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Databases by other drivers than PostgreSQL's, which [JdbcRowsTest] has: one in a file, and drivers that are no use.
class JdbcDriversTest {
    @TempDir
    Path folder;

    /// A driver for addresses nobody can be reached at.
    public static final class Unreachable implements Driver {
        @Override
        public @Nullable Connection connect(String url, Properties properties) throws SQLException {
            if (url.contains("null")) {
                return null;
            } else if (url.contains("fault")) {
                throw new IllegalStateException("a fault of the driver's");
            }
            throw new SQLException("nobody there\nand more of it");
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:unreachable:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }

    /// A jar that names a driver.
    ///
    /// @param with whether the driver is in it
    private Path jar(boolean with) throws IOException {
        String name = Unreachable.class.getName();
        String path = name.replace('.', '/') + ".class";
        Path jar = folder.resolve("driver.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream driver = Objects.requireNonNull(Unreachable.class.getResourceAsStream("/" + path))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/java.sql.Driver"));
            zip.write(name.getBytes(StandardCharsets.UTF_8));
            if (with) {
                zip.putNextEntry(new ZipEntry(path));
                driver.transferTo(zip);
            }
        }
        return jar;
    }

    private static Problem problem(String url, Optional<Path> jar) {
        ProblemException failure = catchThrowableOfType(
                ProblemException.class,
                () -> JdbcRows.open(url, "SELECT 1", new Properties(), jar).close());
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    @Test
    void aDriverThatIsNotThereIsSaid() throws IOException {
        Problem here = problem("jdbc:nothing:x", Optional.empty());
        assertThat(here.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(here.text())
                .contains("there is no driver for this database", "at  jdbc:nothing:x", "its jar as `driver`");
        Optional<Path> jar = Optional.of(jar(true));
        assertThat(problem("jdbc:nothing:x", jar).text())
                .contains("no driver", "expected a driver for such addresses in the given jar");
        assertThat(problem("jdbc:unreachable:null", jar).text()).contains("no driver", "at  jdbc:unreachable:null");
        assertThat(problem("jdbc:unreachable:x", Optional.of(jar(false))).text())
                .contains("the driver cannot be used", "at  jdbc:unreachable:x");
        Path missing = folder.resolve("none.jar");
        Problem none = problem("jdbc:unreachable:x", Optional.of(missing));
        assertThat(none.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(none.text()).contains("the driver's file is not there", missing.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:unreachable://user:secret@host/db, jdbc:unreachable://host/db",
        "jdbc:unreachable://host/db?password=secret, jdbc:unreachable://host/db",
        "jdbc:unreachable://host;password=secret, jdbc:unreachable://host",
    })
    void aDatabaseThatCannotBeReachedIsSaidWithoutThePassword(String url, String place) throws IOException {
        Problem problem = problem(url, Optional.of(jar(true)));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        assertThat(problem.text())
                .isEqualTo("error: the database cannot be reached\n  at  " + place + "\n  found nobody there");
    }

    @Test
    void aFaultOfADriverIsNotHidden() throws IOException {
        Path jar = jar(true);
        assertThatThrownBy(
                        () -> JdbcRows.open("jdbc:unreachable:fault", "SELECT 1", new Properties(), Optional.of(jar)))
                .hasMessageContaining("a fault of the driver's");
    }

    private RowReader query(String query, ReadOptions options) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("data.duckdb");
        try (Connection connection = new DuckDBDriver().connect(url, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE people AS SELECT * FROM (VALUES"
                    + " (1, 2.5, 'Ann', true, DATE '2024-03-01', TIMESTAMP '2024-03-01 12:30:15.5',"
                    + " 9007199254740993, 12.25::DECIMAL(9,2), 7::DECIMAL(9,0)),"
                    + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))"
                    + " AS t(id, weight, name, here, day, moment, big, price, whole)");
        }
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        properties.setProperty("jdbc_stream_results", "true");
        return JdbcRows.open(url, query, properties, Optional.empty(), options);
    }

    @Test
    void everyTypeIsRead() throws SQLException {
        try (RowReader reader = query("SELECT * FROM people ORDER BY id", ReadOptions.none())) {
            assertThat(reader.columns())
                    .containsExactly("id", "weight", "name", "here", "day", "moment", "big", "price", "whole");
            Frame rows = reader.read(10);
            assertThat(rows.rows()).isEqualTo(2);
            assertThat(rows.number(0, 1)).isEqualTo(2.5);
            assertThat(rows.text(0, 2)).isEqualTo("Ann");
            assertThat(rows.text(0, 3)).isEqualTo("true");
            assertThat(rows.isMoment(0, 4)).isTrue();
            assertThat(rows.text(0, 4)).isEqualTo("2024-03-01");
            assertThat(rows.text(0, 5)).isEqualTo("2024-03-01 12:30:15.500");
            assertThat(rows.text(0, 6)).isEqualTo("9007199254740993");
            assertThat(rows.number(0, 7)).isEqualTo(12.25);
            assertThat(rows.number(0, 8)).isEqualTo(7);
            for (int column = 1; column < rows.columns(); column++) {
                assertThat(rows.isMissing(1, column))
                        .as(rows.names().get(column))
                        .isTrue();
            }
        }
    }

    @Test
    void columnsAreSelectedAndTokensCount() throws SQLException {
        try (RowReader reader =
                query("SELECT * FROM people ORDER BY id", ReadOptions.none().withMissing(List.of("2")))) {
            reader.select(List.of("name", "id"));
            Frame rows = reader.read(10);
            assertThat(rows.text(0, 0)).isEqualTo("Ann");
            assertThat(rows.number(0, 1)).isEqualTo(1);
            assertThat(rows.isMissing(1, 1)).isTrue();
        }
        try (RowReader reader = query("SELECT * FROM people", ReadOptions.none())) {
            assertThatThrownBy(() -> reader.select(List.of("nam")))
                    .hasMessageContaining("jdbc:duckdb:" + folder)
                    .hasMessageContaining("did you mean \"name\"?");
        }
    }

    @Test
    void queriesThatFailAreSaidInTheWordsOfTheDatabase() throws SQLException {
        assertThatThrownBy(() -> query("SELECT nonsense FROM people", ReadOptions.none()))
                .hasMessageContaining("the query cannot be run")
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> query("SELECT id AS a, id AS a FROM people", ReadOptions.none()))
                .hasMessageContaining("two columns of the query have the same name")
                .hasMessageContaining("found \"a\"");
        String late = "SELECT CASE WHEN i < 500000 THEN i ELSE CAST('no number ' || i AS INTEGER) END AS n,"
                + " repeat('x', 100) AS x FROM range(1000000) AS t(i)";
        try (RowReader reader = query(late, ReadOptions.none())) {
            reader.select(List.of("n"));
            assertThat(reader.read(10).number(9, 0)).isEqualTo(9);
            assertThatThrownBy(() -> reader.read(1_000_000))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the rows of the query cannot be read")
                    .hasMessageContaining("no number 500000");
        }
    }
}
