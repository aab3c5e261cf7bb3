package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.row.RowWriter;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parquet: lists of any length, numbers beyond the usual, tables without rows; writing that fails.
class ParquetFilesTest {
    private static final ReadOptions NONE = ReadOptions.none();

    @TempDir
    Path folder;

    private Path parquet(String select) throws SQLException {
        Path path = folder.resolve("made.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + path + "' (FORMAT parquet)");
        }
        return path;
    }

    private static String problem(RowReader reader) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> reader.read(10));
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem().text();
    }

    @Test
    void aTableWithoutRowsIsSaid() throws SQLException {
        Path path = parquet("SELECT 1 AS a WHERE false");
        assertThat(Fixtures.problem(path, NONE)).isEqualTo("error: table has no rows\n  at  FILE");
    }

    @Test
    void whatIsKnownBeforeTheRowsIsSaid() throws SQLException {
        try (RowReader reader =
                DataFile.open(parquet("SELECT i::INTEGER AS a, 2::UTINYINT AS b FROM range(3) AS t(i)"), NONE)) {
            assertThat(reader.rowCount()).hasValue(3);
            assertThat(reader.valueType()).isEqualTo(ValueType.INTEGER);
            assertThat(reader.notes()).isEmpty();
            assertThat(reader.rejected()).isZero();
        }
        try (RowReader reader = DataFile.open(parquet("SELECT 1 AS a, 0.5::FLOAT AS b"), NONE)) {
            assertThat(reader.valueType()).isEqualTo(ValueType.REAL);
        }
    }

    @Test
    void listsOfOneLengthAreSpreadUnderNamesThatAreFree() throws SQLException {
        Frame rows =
                DataFile.read(parquet("SELECT * FROM (VALUES (1, 5, [2.5, 3]), (4, 6, [7, NULL])) AS t(l0, l1_1, l)"));
        assertThat(rows.names()).containsExactly("l0", "l1_1", "l0_1", "l1");
        assertThat(rows.number(0, 2)).isEqualTo(2.5);
        assertThat(rows.number(0, 3)).isEqualTo(3);
        assertThat(rows.isMissing(1, 3)).isTrue();
    }

    @Test
    void listsThatDifferAreNoColumnsAndTheOthersAreRead() throws SQLException {
        Path path = parquet("SELECT * FROM (VALUES (1, [1, 2]), (2, NULL), (3, [1, 2]), (4, [5])) AS t(a, l)");
        try (RowReader reader = DataFile.open(path, NONE)) {
            assertThat(reader.columns()).containsExactly("a", "l");
            assertThat(problem(reader))
                    .contains(
                            "lists of column \"l\" have different lengths", "row 4", "expected a list of 2", "found 1");
        }
        try (RowReader reader = DataFile.open(path, NONE)) {
            reader.select(List.of("a"));
            assertThat(Fixtures.values(reader.read(10))).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void listsOfTextsAndEmptyListsAreTexts() throws SQLException {
        Frame rows = DataFile.read(parquet("SELECT ['a', 'b'] AS t, []::INTEGER[] AS e"));
        assertThat(rows.names()).containsExactly("t", "e");
        assertThat(rows.text(0, 0)).isEqualTo("[a, b]");
        assertThat(rows.text(0, 1)).isEqualTo("[]");
    }

    @Test
    void wholeNumbersOfAnyLengthKeepTheirDigits() throws SQLException {
        Frame rows = DataFile.read(parquet("SELECT 18446744073709551615::UBIGINT AS u, 7::UBIGINT AS s, 0::BIGINT AS z,"
                + " NULL::BIGINT AS n, NULL::TIMESTAMP AS m, NULL::UBIGINT AS d"));
        assertThat(rows.text(0, 0)).isEqualTo("18446744073709551615");
        assertThat(rows.number(0, 1)).isEqualTo(7);
        assertThat(rows.number(0, 2)).isZero();
        for (int column = 3; column < 6; column++) {
            assertThat(rows.isMissing(0, column)).isTrue();
        }
    }

    @Test
    void numbersMayStandForNothing() throws SQLException {
        Path path = parquet("SELECT * FROM (VALUES (-1::DOUBLE, -1::BIGINT), (2, 3)) AS t(a, b)");
        Frame rows = DataFile.read(path, NONE.withMissing(List.of("-1")));
        assertThat(rows.isMissing(0, 0)).isTrue();
        assertThat(rows.token(0, 1)).isEqualTo("-1");
        assertThat(rows.number(1, 1)).isEqualTo(3);
    }

    @Test
    void aFileWhosePathLooksLikeAPatternIsItself() throws IOException, SQLException {
        Path odd = Files.move(parquet("SELECT 1 AS a"), folder.resolve("it's [1]*?.parquet"));
        parquet("SELECT 2 AS a");
        assertThat(Fixtures.values(DataFile.read(odd))).containsExactly(1);
    }

    @Test
    void rowsThatDoNotFitTheColumnsAreAFaultOfTheProgram() {
        Path path = folder.resolve("a.parquet");
        try (RowWriter writer = OutputFile.create(path, List.of(OutputColumn.number("a")))) {
            Frame wide = Frame.builder(List.of("a", "b"))
                    .number(1)
                    .number(2)
                    .endRow()
                    .build();
            assertThatThrownBy(() -> writer.write(wide))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected rows of 1 columns");
            Frame text = Frame.builder(List.of("a")).text("x").endRow().build();
            assertThatThrownBy(() -> writer.write(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a number, got x");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatVanishesIsSaidAtTheCommit() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path path = place.resolve("a.parquet");
        try (RowWriter writer = OutputFile.create(path, List.of(OutputColumn.number("a")))) {
            writer.write(Frame.builder(List.of("a")).number(1).endRow().build());
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            ProblemException failure = catchThrowableOfType(ProblemException.class, writer::commit);
            assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
            assertThat(failure.problem().text()).contains("writing failed", path.toString(), "write to another disk");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rowsAfterTheCommitAreRefused() {
        try (RowWriter writer = OutputFile.create(folder.resolve("a.parquet"), List.of(OutputColumn.number("a")))) {
            writer.commit();
            Frame late = Frame.builder(List.of("a")).number(1).endRow().build();
            assertThatThrownBy(() -> writer.write(late))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("writing failed");
        }
    }
}
