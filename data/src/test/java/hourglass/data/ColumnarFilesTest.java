package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.row.RowWriter;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JSON, Parquet, queries over files, and several files as one.
final class ColumnarFilesTest {
    private static final ReadOptions NONE = ReadOptions.none();

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path parquet(String select) throws SQLException {
        Path path = folder.resolve("made.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + path + "' (FORMAT parquet)");
        }
        return path;
    }

    @Test
    void recordsOfJsonAreRead() throws IOException {
        Frame data = DataFile.read(file(
                "a.jsonl",
                "{\"a\": 1, \"b\": true}\n\n{\"b\": false, \"a\": -2.5e1}\n{\"a\": null, \"c\": \"2024-03-01\"}\n"));
        assertThat(data.names()).containsExactly("a", "b", "c");
        assertThat(data.number(1, 0)).isEqualTo(-25);
        assertThat(Fixtures.texts(data, "b")).containsExactly("true", "false", "");
        assertThat(data.token(2, 0)).isEqualTo("null");
        assertThat(data.isMoment(2, 2)).isTrue();
        assertThat(data.place(1)).isEqualTo("line 3");
        Frame array = DataFile.read(file("b.json", "[{\"a\": \"x\\u00e4\\\"\\n\"},\n {\"a\": 2}]"));
        assertThat(array.text(0, 0)).isEqualTo("xä\"\n");
        assertThat(array.place(1)).isEqualTo("row 2");
        Frame nested =
                DataFile.read(file("c.json", "{\"a\": {\"b\": [1, {}]}, \"l\": [1, 2]}\n{\"a\": 7, \"l\": [3, null]}"));
        assertThat(nested.names()).containsExactly("a", "l0", "l1");
        assertThat(nested.text(0, 0)).isEqualTo("{\"b\": [1, {}]}");
        assertThat(nested.isMissing(1, 2)).isTrue();
    }

    @Test
    void whatIsAmissInJsonIsNamedByLine() throws IOException {
        assertThat(Fixtures.problem(file("a.jsonl", "{\"a\": 1}\n{\"a\": \n"), NONE))
                .contains("cannot be read as JSON")
                .contains("the end of the file");
        assertThat(Fixtures.problem(file("a.jsonl", "{\"a\": 1}\n{\"a\": 01}\n"), NONE))
                .contains("line 2");
        assertThat(Fixtures.problem(file("a.jsonl", "{\"a\": 1}\n[2]\n"), NONE)).contains("a record");
        assertThat(Fixtures.problem(file("a.jsonl", "{\"a\": 1, \"a\": 2}\n"), NONE))
                .contains("same key twice");
        assertThat(Fixtures.problem(file("a.jsonl", "{\"Id\": 1}\n{\"id\": 2}\n"), NONE))
                .contains("\"Id\", \"id\"");
        assertThat(Fixtures.problem(file("a.jsonl", "{\"l\": [1, 2]}\n{\"l\": [1]}\n"), NONE))
                .contains("row 2")
                .contains("different lengths");
        assertThat(Fixtures.problem(file("a.json", "[]"), NONE)).startsWith("error:");
        assertThat(Fixtures.problem(file("a.json", "[".repeat(100_000)), NONE)).startsWith("error:");
        assertThat(Fixtures.problem(file("a.json", "{\"a\":" + "[".repeat(100_000)), NONE))
                .startsWith("error:");
    }

    @Test
    void everyTypeOfParquetIsRead() throws SQLException {
        Path path = parquet("SELECT 1::TINYINT AS i, 2.5::FLOAT AS f, true AS t, DATE '2024-03-01' AS d,"
                + " TIMESTAMP '2024-03-01 12:30:15.5' AS s, 'NA' AS m, '007' AS x, NULL::DOUBLE AS n,"
                + " 9007199254740993::BIGINT AS big, 12.25::DECIMAL(9,2) AS e, 170141183460469231731687303715884105727::HUGEINT AS h,"
                + " [1, 2]::INT[2] AS l, {'a': 1} AS r, 'NaN'::DOUBLE AS nan");
        Frame data = DataFile.read(path);
        assertThat(data.names())
                .containsExactly("i", "f", "t", "d", "s", "m", "x", "n", "big", "e", "h", "l0", "l1", "r", "nan");
        assertThat(data.number(0, 1)).isEqualTo(2.5);
        assertThat(data.text(0, 2)).isEqualTo("true");
        assertThat(data.text(0, 3)).isEqualTo("2024-03-01");
        assertThat(data.isMoment(0, 3)).isTrue();
        assertThat(data.text(0, 4)).isEqualTo("2024-03-01 12:30:15.500");
        assertThat(data.token(0, 5)).isEqualTo("NA");
        assertThat(data.text(0, 6)).isEqualTo("007");
        assertThat(data.isMissing(0, 7)).isTrue();
        assertThat(data.text(0, 8)).isEqualTo("9007199254740993");
        assertThat(data.number(0, 9)).isEqualTo(12.25);
        assertThat(data.number(0, 12)).isEqualTo(2);
        assertThat(data.isText(0, 13)).isTrue();
        assertThat(data.isMissing(0, 14)).isTrue();
    }

    @Test
    void aDamagedParquetFileIsSaidInPlainWords() throws IOException {
        assertThat(Fixtures.problem(file("a.parquet", "PAR1 and nothing else PAR1"), NONE))
                .contains("cannot be read as Parquet")
                .doesNotContain("Error");
    }

    @Test
    void aQueryOverAnyFile() throws IOException {
        ReadOptions query = NONE.withSql(
                "SELECT kind, sum(n) AS total, max(day) AS last FROM rows GROUP BY kind ORDER BY kind DESC;");
        Path csv = file("a.csv", "kind,n,day\nx,1,2024-01-01\ny,2,2024-01-02\nx,3,2024-01-05\n");
        Path json = file(
                "a.jsonl",
                "{\"kind\":\"x\",\"n\":1,\"day\":\"2024-01-01\"}\n{\"kind\":\"y\",\"n\":2,\"day\":\"2024-01-02\"}\n{\"kind\":\"x\",\"n\":3,\"day\":\"2024-01-05\"}\n");
        Path parquet = folder.resolve("a.parquet");
        try (RowWriter writer = OutputFile.create(
                parquet, List.of(OutputColumn.text("kind"), OutputColumn.number("n"), OutputColumn.moment("day")))) {
            writer.write(DataFile.read(csv));
            writer.commit();
        }
        for (Path path : List.of(csv, json, parquet)) {
            Frame data = DataFile.read(path, query);
            assertThat(data.names()).containsExactly("kind", "total", "last");
            assertThat(Fixtures.texts(data, "kind")).containsExactly("y", "x");
            assertThat(Fixtures.texts(data, "total")).containsExactly("2", "4");
            assertThat(Fixtures.texts(data, "last")).containsExactly("2024-01-02", "2024-01-05");
        }
    }

    @Test
    void aQueryKeepsNotesAndRejects() throws IOException {
        Path path = file("a.csv", "1,2\n3\n5,6\n");
        Path rejects = folder.resolve("r.csv");
        ReadOptions options = NONE.withRejects(rejects).withSql("SELECT column1 FROM rows");
        try (RowReader reader = DataFile.open(path, options)) {
            assertThat(Fixtures.values(reader.read(10))).containsExactly(2, 6);
            assertThat(reader.rejected()).isEqualTo(1);
            assertThat(reader.notes()).anyMatch(note -> note.contains("line 1"));
        }
        assertThat(rejects).hasContent("line,column,reason\n2,,\"expected 2 fields, found 1\"\n");
    }

    @Test
    void aQueryReachesNothingElse() throws IOException {
        Path path = file("a.csv", "a,b\n1,2\n");
        Path other = file("secret.csv", "a,b\n1,2\n");
        for (String sql : List.of(
                "SELECT * FROM read_csv('" + other + "')",
                "SELECT * FROM '" + other + "'",
                "SELECT * FROM glob('/*')",
                "SELECT getenv('HOME')",
                "COPY rows TO '" + folder.resolve("out.csv") + "'",
                "INSTALL httpfs",
                "SELECT * FROM rows) TO 'x' --",
                "SELECT nonsense FROM rows")) {
            assertThat(Fixtures.problem(path, NONE.withSql(sql))).as(sql).contains("`sql`");
        }
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void severalFilesAreOneTable() throws IOException {
        Path second = file("b.csv", "b,a\n4,3\n6,5\n");
        Path first = file("a.csv", "a,b\n1,2\n");
        Path third = file("c.jsonl", "{\"b\": 8, \"a\": 7}\n");
        try (RowReader reader = DataFile.open(List.of(second, third, first), NONE)) {
            Frame data = DataFile.read(reader, "files");
            assertThat(Fixtures.values(data)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(reader.notes().getFirst()).startsWith("3 files");
        }
        Path other = file("d.csv", "a,B\n1,2\n");
        try (RowReader reader = DataFile.open(List.of(first, other), NONE)) {
            assertThatThrownBy(() -> DataFile.read(reader, "files"))
                    .hasMessageContaining("\"b\" is missing: did you mean \"B\"?")
                    .hasMessageContaining("d.csv");
        }
        assertThatThrownBy(() -> DataFile.open(List.of(), NONE)).hasMessageContaining("no file");
    }

    @Test
    void filesAreNamedByFolderOrPattern() throws IOException {
        Path second = file("b.csv", "a\n1\n");
        Path first = file("a.csv", "a\n1\n");
        Path starred = file("c[1].tsv", "a\n1\n");
        file(".hidden.csv", "a\n1\n");
        Path below =
                Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("d.csv"), "a\n1\n");
        assertThat(DataFile.files(folder.toString())).containsExactly(first, second, starred);
        assertThat(DataFile.files(folder + "/*.csv")).containsExactly(first, second);
        assertThat(DataFile.files(folder + "/**.csv")).containsExactly(first, second, below);
        assertThat(DataFile.files(folder + "/*/d.c?v")).containsExactly(below);
        assertThat(DataFile.files(starred.toString())).containsExactly(starred);
        assertThatThrownBy(() -> DataFile.files(folder + "/*.parquet")).hasMessageContaining("no file is found");
    }

    @Test
    void rejectsOfSeveralFilesNameTheirFile() throws IOException {
        Path first = file("a.csv", "a,b\n1,2\n3\n");
        Path second = file("b.csv", "a,b\n1,2,3\n5,6\n");
        Path rejects = folder.resolve("r.csv");
        try (RowReader reader = DataFile.open(List.of(first, second), NONE.withRejects(rejects))) {
            reader.select(List.of("b"));
            assertThat(Fixtures.values(DataFile.read(reader, "files"))).containsExactly(2, 6);
            assertThat(reader.rejected()).isEqualTo(2);
        }
        assertThat(rejects)
                .hasContent("file,line,column,reason\n" + first + ",3,,\"expected 2 fields, found 1\"\n" + second
                        + ",2,,\"expected 2 fields, found 3\"\n");
    }
}
