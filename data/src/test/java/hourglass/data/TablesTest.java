package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.model.ValueType;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablesTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Table read(String name, String text) throws IOException {
        return DataFile.read(file(name, text));
    }

    private String problem(String name, String text) throws IOException {
        return problem(file(name, text), ReadOptions.none());
    }

    private static String problem(Path file, ReadOptions options) {
        try {
            Table read = DataFile.read(file, options);
            throw new AssertionError("expected a problem, read " + read);
        } catch (ProblemException e) {
            assertThat(e.problem().kind()).isNotEqualTo(Problem.Kind.INTERNAL);
            return e.problem().text().replace(file + "", "FILE");
        }
    }

    private static float[] values(Table data) {
        return data.rows().copy().array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4.5\n",
                "\uFEFFa,b\r\n1,2\r\n3,4.5",
                "a;b\n1;2\n3;4,5\n",
                "a\tb\n1\t2\n3\t4.5\n",
                "a|b\r1|2\r3|4.5\r",
                "\n\"a\", b \n\n1, 2\n\"3\",4.5\n\n"
            })
    void dialectsReadTheSame(String text) throws IOException {
        Table data = read("a.csv", text);
        assertThat(data.columns()).containsExactly("a", "b");
        assertThat(values(data)).containsExactly(1, 2, 3, 4.5f);
        assertThat(data.valueType()).isEqualTo(ValueType.REAL);
    }

    @Test
    void aTableWithoutHeaderLosesNoRow() throws IOException {
        Table data = read("a.csv", "0,0,5\n0,1,6\n");
        assertThat(data.columns()).containsExactly("column0", "column1", "column2");
        assertThat(values(data)).containsExactly(0, 0, 5, 0, 1, 6);
        assertThat(data.valueType()).isEqualTo(ValueType.INTEGER);
        assertThat(values(read("b.csv", "1.5\n2.5\n"))).containsExactly(1.5f, 2.5f);
    }

    @Test
    void truthValuesAreNumbers() throws IOException {
        Table data = read("a.csv", "a,b\ntrue,FALSE\nfalse,True\n");
        assertThat(values(data)).containsExactly(1, 0, 0, 1);
        assertThat(data.valueType()).isEqualTo(ValueType.BOOLEAN);
    }

    @Test
    void namesAreMadeUnique() throws IOException {
        assertThat(read("a.csv", "a,a,,a_1,a\n1,2,3,4,5\n").columns())
                .containsExactly("a", "a_2", "column2", "a_1", "a_3");
    }

    @Test
    void aLabelIsTextAsItStands() throws IOException {
        Path path = file("a.csv", "a,kind\n1,007\n2,\"x\ny\"\n3,NA\n4,\n");
        Table data = DataFile.read(path, ReadOptions.none().withLabel("kind"));
        assertThat(data.labels()).containsExactly("007", "x\ny", "", "");
        assertThat(values(data)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void columnsAreKeptInTheOrderAsked() throws IOException {
        Path path = file("a.csv", "a,b,c\n1,2,x\n3,4,y\n");
        Table data = DataFile.read(path, ReadOptions.none().withKeep(List.of("b", "a")));
        assertThat(values(data)).containsExactly(2, 1, 4, 3);
        assertThat(DataFile.read(path, ReadOptions.none().withDrop(List.of("c")))
                        .columns())
                .containsExactly("a", "b");
    }

    @Test
    void anUnknownColumnIsNamedWithItsNearMiss() throws IOException {
        Path path = file("a.csv", "amount,b\n1,2\n");
        assertThat(problem(path, ReadOptions.none().withDrop(List.of("amout"))))
                .contains("unknown column \"amout\": did you mean \"amount\"?");
    }

    @Test
    void columnsOfTextAreRefusedTogether() throws IOException {
        assertThat(problem("a.csv", "a,day,b\nx,2024-01-01,1\ny,2024-01-02,2\n"))
                .isEqualTo("""
                        error: 2 columns hold no numbers: "a", "day"
                          at  FILE
                          expected numbers or truth values, found text
                          try  `drop` a,day to leave them out
                          try  `label` a to set it aside as label""");
    }

    @Test
    void aCellOfTextIsNamedByLineAndColumn() throws IOException {
        assertThat(problem("a.csv", "a,b\n1,2\n3,abc\n"))
                .contains("FILE, line 3, column \"b\"")
                .contains("expected a number, found \"abc\"");
    }

    @Test
    void aCellOfTextFarDownIsNamedToo() throws IOException {
        // Beyond the part of the file on which the types are judged.
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 300_000; row++) {
            text.append(row).append(row == 290_000 ? ",oops\n" : ",2\n");
        }
        assertThat(problem("a.csv", text.toString()))
                .contains("line 290002, column \"b\"")
                .contains("found \"oops\"");
    }

    @Test
    void raggedRowsAreNamed() throws IOException {
        assertThat(problem("a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n"))
                .contains("wrong number of fields")
                .contains("FILE, line 3")
                .contains("expected 3 fields, found 2")
                .doesNotContain("scikit-learn");
    }

    /// As in breast_cancer.csv of scikit-learn, whose first line holds counts and the names of the classes.
    @Test
    void aFirstLineOfCountsIsSuspected() throws IOException {
        assertThat(problem("a.csv", "3,5,no,yes\n1,2,3,4,5,0\n5,6,7,8,9,1\n9,1,2,3,4,0\n"))
                .contains("wrong number of fields (and 2 more such errors)")
                .contains("FILE, line 2")
                .contains("expected 4 fields, found 6")
                .contains("try  if line 1 is neither names nor a row")
                .contains("scikit-learn");
        assertThat(problem("a.csv", "\n\n3,4,no,yes\n1,2,3,4,0\n5,6,7,8,1\n")).contains("try  if line 3 is neither");
    }

    @Test
    void missingValuesAreCountedAndNamed() throws IOException {
        assertThat(problem("a.csv", "a,b\n1,2\n\n\"3\",NA\n4,\n5,nan\n1e39,7\n"))
                .contains("missing or infinite values in 4 rows, 3 of them in column \"b\"")
                .contains("FILE, line 4, column \"b\"")
                .contains("try  `drop` b")
                .contains("`rejects`");
    }

    @Test
    void rowsThatDoNotFitAreSetAsideAndCounted() throws IOException {
        Path path = file("a.csv", "a,b\n1,2\n3,abc\n4\n5,inf\n6,7\n");
        Path rejects = folder.resolve("rejects.csv");
        try (RowReader reader = DataFile.open(path, ReadOptions.none().withRejects(rejects))) {
            Matrix rows = Matrix.zeros(10, 2);
            assertThat(reader.read(rows)).isEqualTo(2);
            assertThat(rows.rows(0, 2).copy().array()).containsExactly(1, 2, 6, 7);
            assertThat(reader.read(rows)).isZero();
            assertThat(reader.rejected()).isEqualTo(3);
        }
        assertThat(Files.readAllLines(rejects)).hasSize(4).anyMatch(line -> line.startsWith("line 4,"));
        assertThat(problem(path, ReadOptions.none().withRejects(path))).contains("cannot be written to the file");
        assertThat(path).content().startsWith("a,b\n1,2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "a,b\n", "a,b\n1,\"2\n3,4\n", "a\u0000\u0000\u0000\u0000\u0000"})
    void whatIsNoTableIsAProblem(String text) throws IOException {
        assertThat(problem("a.csv", text)).startsWith("error: ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameIsNeverAPattern() throws IOException {
        file("axb.csv", "other\n1\n");
        Path inFolder = Files.createDirectories(folder.resolve("year=2024").resolve("[x]*"));
        for (String name : List.of("a*b.csv", "a?b.csv", "[a]b.csv", "it's; DROP--.csv", "ü\\n.csv", "**.csv")) {
            assertThat(read(name, "a,b\n1,2\n").columns()).containsExactly("a", "b");
            if (name.contains("\\")) {
                continue; // DuckDB cannot name a file whose path holds a backslash and the signs of a pattern.
            }
            Path path = Files.writeString(inFolder.resolve(name), "a,b\n1,2\n");
            assertThat(DataFile.read(path).columns()).containsExactly("a", "b");
        }
    }

    @Test
    void recordsOfJsonAreRead() throws IOException {
        Table data = read("a.jsonl", "{\"a\": 1, \"b\": true}\n{\"b\": false, \"a\": 2.5}\n");
        assertThat(data.columns()).containsExactly("a", "b");
        assertThat(values(data)).containsExactly(1, 1, 2.5f, 0);
        assertThat(values(read("b.json", "[{\"a\": 1}, {\"a\": 2}]"))).containsExactly(1, 2);
        assertThat(problem("c.jsonl", "{\"a\": 1, \"t\": \"x\", \"l\": [1]}\n")).contains("\"t\", \"l\"");
        assertThat(problem("d.jsonl", "{\"a\": 1}\n{\"b\": 1}\n")).contains("missing or infinite values in 2 rows");
        assertThat(problem("e.jsonl", "{\"a\": 1}\n{\"a\": \n")).contains("cannot be read as JSON");
    }

    @Test
    void filesThatAreNotThereOrNotKnown() throws IOException {
        file("payments.csv", "a\n1\n");
        assertThatThrownBy(() -> DataFile.read(folder.resolve("payment.csv")))
                .hasMessageContaining("did you mean \"payments.csv\"?");
        assertThat(problem("a.xlsx", "x")).contains(".parquet");
        assertThat(problem(folder, ReadOptions.none())).contains("folder");
        assertThat(problem("a.parquet", "PAR1 and nothing else PAR1")).contains("cannot be read as Parquet");
        assertThat(problem("a.csv.gz", "not compressed")).contains("damaged");
    }

    @Test
    void standardInputIsACopyDeletedOnClose() throws IOException {
        byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        try (RowReader reader = DataFile.open(new ByteArrayInputStream(text), "standard input", ReadOptions.none())) {
            assertThat(reader.read(Matrix.zeros(2, 2))).isEqualTo(1);
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.toString().endsWith(".input"))).isEmpty();
        }
    }
}
