package hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.file.InputFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.text.TextTable;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries over rows that are read twice, and what the types of their results are.
class SqlRowsTest {
    @TempDir
    Path folder;

    /// A file that vanishes before its rows are read for the second time.
    @Test
    void aFileThatVanishesBetweenTwoReadingsIsSaid() throws IOException {
        Path path = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        InputFile file = InputFile.of(path);
        AtomicInteger readings = new AtomicInteger();
        ReadOptions options = ReadOptions.none().withSql("SELECT * FROM rows");
        ProblemException failure = catchThrowableOfType(
                ProblemException.class,
                () -> SqlRows.open(file, options, plain -> {
                    if (readings.incrementAndGet() == 2) {
                        delete(path);
                    }
                    return rows(file, plain);
                }));
        assertThat(failure.problem().text()).contains("file not found", path.toString());
        assertThat(readings).hasValue(2);
    }

    private static RowReader rows(InputFile file, ReadOptions options) {
        return TextTable.open(file.borrowed(), false, false, options, Optional.empty());
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, NUMBER, false, 0",
        "uinteger, NUMBER, false, 0",
        "'DECIMAL(9,2)', NUMBER, false, 0",
        "BIGINT, WHOLE, false, 0",
        "UBIGINT, DIGITS, false, 0",
        "HUGEINT, DIGITS, false, 0",
        "BOOLEAN, TRUTH, false, 0",
        "DATE, MOMENT, false, 0",
        "TIMESTAMP WITH TIME ZONE, MOMENT, false, 0",
        "TIME, TEXT, false, 0",
        "STRUCT(a INTEGER), TEXT, false, 0",
        "DOUBLE[], NUMBER, true, 0",
        "BIGINT[3], NUMBER, true, 3",
        "VARCHAR[], TEXT, false, 0",
        "HUGEINT[2], TEXT, false, 0",
        "DOUBLE[2][3], TEXT, false, 0",
    })
    void types(String name, SqlType.Kind kind, boolean list, int length) {
        assertThat(SqlType.of(name)).isEqualTo(new SqlType(kind, list, length));
    }

    @Test
    void listsAreSelectedOneByOne() {
        assertThat(SqlType.of("FLOAT[2]").expressions("c0", 2))
                .isEqualTo(List.of("CAST(c0[1] AS DOUBLE)", "CAST(c0[2] AS DOUBLE)"));
        assertThat(SqlType.of("DATE").expressions("c1", 0)).containsExactly("epoch_ms(CAST(c1 AS TIMESTAMP))");
    }

    @Test
    void aDatabaseReachesItsFileOnly() throws Exception {
        Path path = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Path other = Files.writeString(folder.resolve("b.csv"), "a\n1\n");
        try (Database database = Database.streaming(path)) {
            database.run("SELECT * FROM read_csv(" + Database.text(path.toString()) + ")");
            assertThatThrownBy(() -> database.query("SELECT * FROM read_csv(" + Database.text(other.toString()) + ")"))
                    .hasMessageContaining("Permission Error");
            assertThatThrownBy(() -> database.run("SET enable_external_access = true"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(Database.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Database.text("it's")).isEqualTo("'it''s'");
    }

    @Test
    void whatCannotBeMadeIsAFailureOfTheDatabase() {
        assertThatThrownBy(() -> Database.stored(folder.resolve("none").resolve("rows.duckdb")))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> GatheredRows.create(List.of("a"), List.of("NONSENSE")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NONSENSE");
    }

    @Test
    void theReasonOfAFailureIsAskedFor() throws SQLException {
        SQLException failure = new SQLException("Invalid result set");
        try (Database database = Database.stored(folder.resolve("rows.duckdb"))) {
            assertThat((Throwable) database.reason("SELECT 1", failure)).isSameAs(failure);
            assertThat((Throwable) database.reason("SELECT CAST('x' AS INTEGER)", failure))
                    .hasMessageContaining("'x'");
        }
    }
}
