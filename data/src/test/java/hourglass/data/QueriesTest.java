package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries over files: what their results are, and what is said of queries and files that are no use.
class QueriesTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private static ReadOptions query(String sql) {
        return ReadOptions.none().withSql(sql);
    }

    @Test
    void resultsOfEveryKindAreRead() throws IOException {
        Path path = file("n,day,word\n1,2024-01-02,x\n2,2024-01-05,\n");
        Frame rows = DataFile.read(
                path,
                query(
                        "SELECT count(*) AS c, list(n ORDER BY n) AS l, max(day) - INTERVAL 1 DAY AS d, bool_and(n > 0) AS b,"
                                + " sum(n)::HUGEINT AS h, min(word) AS w, avg(n) AS a FROM rows"));
        assertThat(rows.names()).containsExactly("c", "l", "d", "b", "h", "w", "a");
        assertThat(rows.number(0, 0)).isEqualTo(2);
        assertThat(rows.text(0, 1)).isEqualTo("[1.0, 2.0]");
        assertThat(rows.isMoment(0, 2)).isTrue();
        assertThat(rows.text(0, 2)).isEqualTo("2024-01-04");
        assertThat(rows.text(0, 3)).isEqualTo("true");
        assertThat(rows.number(0, 4)).isEqualTo(3);
        assertThat(rows.text(0, 5)).isEqualTo("x");
        assertThat(rows.number(0, 6)).isEqualTo(1.5);
    }

    @Test
    void columnsOfAResultAreChosen() throws IOException {
        Path path = file("a,b\n1,2\n3,4\n");
        try (RowReader reader = DataFile.open(path, query("SELECT a, b, a + b AS total FROM rows ORDER BY a DESC"))) {
            assertThatThrownBy(() -> reader.select(List.of("totle")))
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("expected one of \"a\", \"b\", \"total\"");
            reader.select(List.of("total", "a"));
            assertThat(Fixtures.values(reader.read(10))).containsExactly(7, 3, 3, 1);
        }
    }

    @Test
    void whatAQueryCannotTellApartIsRefused() throws IOException {
        assertThat(Fixtures.problem(file("a,A\n1,2\n"), query("SELECT a FROM rows")))
                .isEqualTo("error: two columns differ in case only, which SQL does not tell apart\n  at  FILE\n"
                        + "  found \"A\" twice");
        assertThat(Fixtures.problem(file("a,b\n1,2\n"), query("SELECT a, b AS a FROM rows")))
                .isEqualTo("error: two columns of the query have the same name\n  at  `sql`\n  found \"a\"\n"
                        + "  try  rename one: SELECT … AS name");
        Frame rows = DataFile.read(folder.resolve("a.csv"), query("SELECT a, b AS \"A\" FROM rows"));
        assertThat(rows.names()).containsExactly("a", "A");
        assertThat(Fixtures.values(rows)).containsExactly(1, 2);
    }

    @Test
    void aFailureInTheMiddleOfTheRowsIsTheQuerys() throws IOException {
        assertThat(Fixtures.problem(file("a\nx\n7\n"), query("SELECT CAST(a AS INTEGER) AS n FROM rows")))
                .startsWith("error: the query cannot be run\n  at  `sql`\n  expected a query over a table called rows")
                .contains("Could not convert string 'x'");
    }

    @Test
    void rowsThatDoNotFitAreTheFiles() throws IOException {
        assertThat(Fixtures.problem(file("a,b\n1,2\n3\n5,6\n"), query("SELECT a FROM rows")))
                .contains("wrong number of fields", "FILE, line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\\u0000b"})
    void namesThatSqlCannotHaveAreSaid(String name) throws IOException {
        Path path = Files.writeString(folder.resolve("a.jsonl"), "{\"" + name + "\": 1, \"b\": 2}\n");
        assertThat(Fixtures.problem(path, query("SELECT b FROM rows")))
                .startsWith("error: a column has a name that SQL cannot have\n  at  FILE\n"
                        + "  expected a name of at least one character, none of them NUL, found ");
        List<OutputColumn> columns =
                DataFile.read(path).names().stream().map(OutputColumn::number).toList();
        assertThatThrownBy(() -> OutputFile.create(folder.resolve("a.parquet"), columns))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a column has a name that Parquet cannot have")
                .hasMessageContaining("write .csv");
        assertThat(folder.resolve("a.parquet")).doesNotExist();
    }
}
