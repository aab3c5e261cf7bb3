package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a real PostgreSQL, started from Debian's binaries in a temporary folder; skipped where there is none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JdbcRowsTest {
    private static final Path HOME = Path.of("/usr/lib/postgresql");

    private Optional<Path> folder = Optional.empty();
    private Path binaries = HOME;
    private String url = "";
    private final Properties properties = new Properties();

    @BeforeAll
    void startDatabase() throws IOException, InterruptedException, SQLException {
        Optional<Path> found = binaries();
        assumeTrue(found.isPresent(), "no PostgreSQL below " + HOME + ": JDBC is not tested");
        binaries = found.orElseThrow();
        Path made = Files.createTempDirectory("hourglass-postgres-");
        folder = Optional.of(made);
        if (isRoot()) {
            assumeTrue(run("chown", "postgres", made.toString()) == 0, "no user postgres: JDBC is not tested");
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(postgres("initdb", "-D", made + "/data", "-U", "tester", "--auth=trust", "-E", "UTF8", "--no-sync"))
                .isZero();
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + made;
        assertThat(postgres("pg_ctl", "-D", made + "/data", "-o", options, "-l", made + "/log", "-w", "start"))
                .isZero();
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        properties.setProperty("user", "tester");
        properties.setProperty("password", "secret");
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE sales AS SELECT i AS id, i / 4.0::float8 AS amount, 'shop ' || i % 3 AS shop,"
                            + " i % 2 = 0 AS online, DATE '2024-03-01' + i AS day,"
                            + " TIMESTAMP '2024-03-01 12:30:15.5' AS at, TIMESTAMPTZ '2024-03-01 12:30:15+02' AS zoned,"
                            + " 12.50::numeric(9,2) AS price, 7::numeric AS whole, 9007199254740993::bigint AS big,"
                            + " CASE WHEN i % 5 > 0 THEN i END AS hole, CASE WHEN i % 7 > 0 THEN 'x' ELSE 'NA' END AS note"
                            + " FROM generate_series(1, 20000) AS i");
        }
    }

    @AfterAll
    void stopDatabase() throws IOException, InterruptedException {
        if (folder.isPresent()) {
            postgres("pg_ctl", "-D", folder.get() + "/data", "-m", "immediate", "-w", "stop");
            try (Stream<Path> left = Files.walk(folder.get())) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static Optional<Path> binaries() throws IOException {
        if (!Files.isDirectory(HOME)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(HOME)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isRoot() throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /// PostgreSQL refuses to run as root.
    private int postgres(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.orElseThrow().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private RowReader open(String query) {
        return JdbcRows.open(url, query, properties, Optional.empty());
    }

    @Test
    void everyTypeIsRead() {
        try (RowReader reader = open("SELECT * FROM sales ORDER BY id")) {
            assertThat(reader.columns()).startsWith("id", "amount", "shop").hasSize(12);
            Frame rows = reader.read(3);
            assertThat(rows.number(1, 1)).isEqualTo(0.5);
            assertThat(rows.text(1, 2)).isEqualTo("shop 2");
            assertThat(Fixtures.texts(rows, "online")).containsExactly("false", "true", "false");
            assertThat(rows.text(0, 4)).isEqualTo("2024-03-02");
            assertThat(rows.isMoment(0, 4)).isTrue();
            assertThat(rows.text(0, 5)).isEqualTo("2024-03-01 12:30:15.500");
            assertThat(rows.text(0, 6)).isEqualTo("2024-03-01 10:30:15");
            assertThat(rows.number(0, 7)).isEqualTo(12.5);
            assertThat(rows.number(0, 8)).isEqualTo(7);
            assertThat(rows.text(0, 9)).isEqualTo("9007199254740993");
            assertThat(rows.number(2, 10)).isEqualTo(3);
            long count = rows.rows();
            for (Frame part = reader.read(1000); part.rows() > 0; part = reader.read(1000)) {
                if (count <= 4) {
                    assertThat(part.isMissing(1, 10)).isTrue();
                    assertThat(part.token(3, 11)).isEqualTo("NA");
                    assertThat(part.place(0)).isEqualTo("row 4");
                }
                count += part.rows();
            }
            assertThat(count).isEqualTo(20_000);
        }
    }

    @Test
    void columnsAreSelected() {
        try (RowReader reader = open("SELECT * FROM sales ORDER BY id LIMIT 5")) {
            reader.select(List.of("shop", "id"));
            Frame rows = DataFile.read(reader, "sales");
            assertThat(Fixtures.texts(rows, "shop")).containsExactly("shop 1", "shop 2", "shop 0", "shop 1", "shop 2");
            assertThat(rows.number(4, 1)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamptz", "timestamp", "date"})
    void momentsWithoutAnEndAreTexts(String type) {
        String query =
                "SELECT 'infinity'::T AS last, '-infinity'::T AS first, NULL::T AS none, '0044-03-15 BC'::T AS ides,"
                        + " '0001-01-02'::T AS one, '1970-01-01'::T AS zero";
        try (RowReader reader = open(query.replace("::T ", "::" + type + " "))) {
            Frame rows = reader.read(5);
            assertThat(rows.text(0, 0)).isEqualTo("9999-12-31");
            assertThat(rows.text(0, 1)).isEqualTo("-9999-01-01");
            assertThat(rows.isText(0, 1)).isTrue();
            assertThat(rows.isMissing(0, 2)).isTrue();
            assertThat(rows.text(0, 3)).startsWith("-0043-03-");
            assertThat(rows.text(0, 4)).startsWith("0001-01-0");
            assertThat(rows.isMoment(0, 5)).isTrue();
            assertThat(rows.text(0, 5)).isEqualTo("1970-01-01");
        }
    }

    @Test
    void driversComeFromJars() throws SQLException {
        Path jar = Path.of(DriverManager.getDriver(url)
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (RowReader reader = JdbcRows.open(url, "SELECT 1 AS a", properties, Optional.of(jar))) {
            assertThat(reader.read(5).number(0, 0)).isEqualTo(1);
        }
        assertThatThrownBy(() -> JdbcRows.open(url, "SELECT 1", properties, Optional.of(Path.of("none.jar"))))
                .hasMessageContaining("driver's file is not there");
    }

    @Test
    void whatGoesWrongIsSaidWithoutThePassword() {
        assertThatThrownBy(() -> open("SELECT nonsense FROM sales"))
                .hasMessageContaining("the query cannot be run")
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> open("SELECT 1 AS a, 2 AS a")).hasMessageContaining("same name");
        assertThatThrownBy(() -> open("DELETE FROM sales")).hasMessageContaining("the query cannot be run");
        assertThatThrownBy(() -> JdbcRows.open(
                        "jdbc:postgresql://127.0.0.1:1/x?password=secret", "SELECT 1", properties, Optional.empty()))
                .hasMessageContaining("the database cannot be reached")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> JdbcRows.open("jdbc:unknown:x", "SELECT 1", properties, Optional.empty()))
                .hasMessageContaining("no driver");
    }
}
