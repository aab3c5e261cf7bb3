package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTablesTest {
    private static final ReadOptions NONE = ReadOptions.none();

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Frame read(String text) throws IOException {
        return DataFile.read(file("a.csv", text));
    }

    private String problem(String text) throws IOException {
        return Fixtures.problem(file("a.csv", text), NONE);
    }

    private List<String> notes(String text) throws IOException {
        return Fixtures.notes(file("a.csv", text), NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4.5\n",
                "\uFEFFa,b\r\n1,2\r\n3,4.5",
                "a;b\n1;2\n3;4,5\n",
                "a\tb\n1\t2\n3\t4.5\n",
                "a|b\r1|2\r3|4.5\r",
                "a b\n1 2\n3 4.5\n",
                "  a   b  \n  1   2  \n 3 \t 4.5  \n",
                "\n\"a\", b \n\n1, 2\n\"3\",4.5\n\n",
                "a, \"b\"\n1, \"2\"\n\"3\" , 4.5\n",
                "a,b\r\r\n1,2\r\r\n3,4.5\r\r\n",
                "a,b\n1,2\r\n3,4.5\r",
                "a,b,\n1,2,\n3,4.5,\n",
                "a,b\n1,2,\n3,4.5,\n",
                "a,b,,\n1,2,,\n3,4.5,,\n",
                "a,b\n1,2,,\n3,4.5,,\n",
                "a,b,\n1,2\n3,4.5\n",
                "a,b\n1,2\n\"\",\"\"\n3,4.5\n",
                "a,b\n1,2\n,\n3,4.5\n,\n,\n"
            })
    void dialectsReadTheSame(String text) throws IOException {
        Frame data = read(text);
        assertThat(data.names()).containsExactly("a", "b");
        assertThat(Fixtures.values(data)).containsExactly(1, 2, 3, 4.5);
    }

    @Test
    void encodingsReadTheSame() throws IOException {
        String text = "größe,b\n\"Übung\",2\n";
        for (Charset charset :
                List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("windows-1252"))) {
            String mark = charset.name().startsWith("UTF-16") ? "\uFEFF" : "";
            Path path = Files.write(folder.resolve("a.csv"), (mark + text).getBytes(charset));
            Frame data = DataFile.read(path);
            assertThat(data.names()).as("%s", charset).containsExactly("größe", "b");
            assertThat(Fixtures.texts(data, "größe")).containsExactly("Übung");
            assertThat(Fixtures.notes(path, NONE).toString()).contains(mark.isEmpty() ? "Windows-1252" : "UTF-16");
        }
        assertThat(notes(text)).noneMatch(note -> note.contains("UTF"));
    }

    @Test
    void aTextThatIsTwoEncodingsIsRefused() throws IOException {
        byte[] bytes = "a,b\n1,ü\n2,x\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xFC;
        assertThat(Fixtures.problem(Files.write(folder.resolve("a.csv"), bytes), NONE))
                .contains("partly UTF-8 and partly not")
                .contains("line 3");
    }

    @Test
    void aTableWithoutHeaderLosesNoRow() throws IOException {
        Frame data = read("0,0,5\n0,1,6\n");
        assertThat(data.names()).containsExactly("column0", "column1", "column2");
        assertThat(Fixtures.values(data)).containsExactly(0, 0, 5, 0, 1, 6);
        assertThat(Fixtures.values(read("1.5\n2.5\n"))).containsExactly(1.5, 2.5);
        assertThat(notes("0,0,5\n0,1,6\n")).anyMatch(note -> note.contains("line 1 was taken for a row"));
    }

    @Test
    void textsAreTextsWithoutASchema() throws IOException {
        Frame data = read("a,kind,truth\n1,007,true\n2,\"x\ny\",FALSE\n3,NA,\n4, z ,no\n5,\" z \",yes\n");
        assertThat(Fixtures.texts(data, "kind")).containsExactly("007", "x\ny", "", "z", " z ");
        assertThat(Fixtures.texts(data, "truth")).containsExactly("true", "FALSE", "", "no", "yes");
        assertThat(data.token(2, 1)).isEqualTo("NA");
        assertThat(data.lineOf(2)).isEqualTo(5);
    }

    @Test
    void datesAreMoments() throws IOException {
        Frame data = read("day,n\n2024-03-01,1\n2024-03-01 12:30,2\n2024-03-01T12:30:15.5Z,3\n01.03.2024,4\n");
        assertThat(Fixtures.texts(data, "day"))
                .containsExactly("2024-03-01", "2024-03-01 12:30", "2024-03-01 12:30:15.500", "01.03.2024");
        assertThat(data.isMoment(2, 0)).isTrue();
        assertThat(data.isText(3, 0)).isTrue();
    }

    @Test
    void tokensOfTheOptionsAreMissing() throws IOException {
        Path path = file("a.csv", "a,b\n-999,x\n-999.0,none\n5,NA\n");
        Frame data = DataFile.read(path, NONE.withMissing(List.of("-999", "none")));
        assertThat(data.token(0, 0)).isEqualTo("-999");
        assertThat(data.isMissing(1, 0)).isTrue();
        assertThat(data.isMissing(1, 1)).isTrue();
        assertThat(data.text(2, 1)).isEqualTo("NA");
    }

    @Test
    void numbersAreWrittenInTwoWays() throws IOException {
        assertThat(Fixtures.values(read("a;b\n1.234,56;7,5\n2,5;1\n"))).containsExactly(1234.56, 7.5, 2.5, 1);
        assertThat(Fixtures.values(read("a;b\n1,234.56;7.5\n1,234;1\n"))).containsExactly(1234.56, 7.5, 1234, 1);
        assertThat(Fixtures.values(read("a,b\n\"1,234.56\",7.5\n\"2,234\",1\n")))
                .containsExactly(1234.56, 7.5, 2234, 1);
        assertThat(Fixtures.values(read("a,b\n\"0,5\",1\n\"12,25\",2\n"))).containsExactly(0.5, 1, 12.25, 2);
        // What would be a thousandfold if guessed wrong is left as it stands.
        Frame mixed = read("a;b\n1,5;1\n6.316;2\n");
        assertThat(mixed.text(1, 0)).isEqualTo("6.316");
        assertThat(mixed.isText(1, 0)).isTrue();
    }

    @Test
    void namesAreMadeUniqueAndKeepTheirCase() throws IOException {
        String text = "a,a,,a_1,a,A\n1,2,3,4,5,6\n";
        assertThat(read(text).names()).containsExactly("a", "a_2", "column2", "a_1", "a_3", "A");
        assertThat(notes(text)).anyMatch(note -> note.contains("\"a_2\", \"column2\", \"a_3\""));
    }

    @Test
    void columnsAreReadInTheOrderAsked() throws IOException {
        Path path = file("a.csv", "a,b,c\n1,2,x\n3,4,y\n");
        try (RowReader reader = DataFile.open(path, NONE)) {
            assertThat(reader.columns()).containsExactly("a", "b", "c");
            reader.select(List.of("c", "a"));
            Frame data = reader.read(10);
            assertThat(data.names()).containsExactly("c", "a");
            assertThat(data.text(1, 0)).isEqualTo("y");
            assertThat(data.number(1, 1)).isEqualTo(3);
            assertThatThrownBy(() -> reader.select(List.of("a"))).isInstanceOf(IllegalStateException.class);
        }
        try (RowReader reader = DataFile.open(path, NONE)) {
            assertThatThrownBy(() -> reader.select(List.of("aa"))).hasMessageContaining("did you mean \"a\"?");
        }
    }

    @Test
    void namesOfRowsAsRWritesThem() throws IOException {
        for (String text : List.of("\"x\" \"y\"\n\"1\" 1 2.5\n\"2\" 3 4\n", "x,y\na,1,2.5\nb,3,4\n")) {
            Frame data = read(text);
            assertThat(data.names()).containsExactly("row", "x", "y");
            assertThat(data.number(0, 2)).isEqualTo(2.5);
            assertThat(notes(text)).anyMatch(note -> note.contains("\"row\""));
        }
    }

    @Test
    void raggedRowsAreNamed() throws IOException {
        assertThat(problem("a,b,c\n1,2,3\n4,5\n6,7,8,9\n"))
                .contains("wrong number of fields (and 1 more such errors)")
                .contains("FILE, line 3")
                .contains("expected 3 fields, found 2")
                .doesNotContain("scikit-learn");
        // Counted in lines also after a line break in quotes, and where a quarter is amiss.
        assertThat(problem("a,b,c\n1,\"x\ny\",3\n\n4,5\n6,7,8\n6,7,8\n")).contains("FILE, line 5");
    }

    @Test
    void aSurplusFieldIsNothingOnlyWhereAllLinesEndSo() throws IOException {
        assertThat(problem("a,b\n1,2\n3,4\n5,6,\n7,8\n")).contains("line 4").contains("expected 2 fields, found 3");
        assertThat(problem("a,b\n1,2,\n3,4,\n5,6,NA\n7,8,\n")).contains("line 4");
        assertThat(problem("a,b\n1,2,\n3,4,\n5,6,7\n7,8,\n")).contains("line 4");
        Path path = file("a.csv", "a,b\n1,2,\n3,4,\n5,6,NA\n7,8,\n");
        try (RowReader reader = DataFile.open(path, NONE.withRejects(folder.resolve("r.csv")))) {
            assertThat(reader.read(10).rows()).isEqualTo(3);
            assertThat(reader.rejected()).isEqualTo(1);
        }
    }

    /// As in breast_cancer.csv of scikit-learn, whose first line holds counts and the names of the classes.
    @Test
    void aFirstLineOfCountsIsSuspected() throws IOException {
        assertThat(problem("3,5,no,yes\n1,2,3,4,5,0\n5,6,7,8,9,1\n9,1,2,3,4,0\n"))
                .contains("line 1 has another number of fields than the lines below")
                .contains("expected 6 fields, as in all lines below, found 4 fields")
                .contains("try  take line 1 away if it is neither names nor a row");
        assertThat(problem("\n\n3,4,no,yes\n1,2,3,4,0\n5,6,7,8,1\n")).contains("line 3");
        // Names are never to be taken away.
        assertThat(problem("a,b,c,d\n1,2,3,4,5,0\n5,6,7,8,9,1\n9,1,2,3,4,0\n"))
                .contains("try  give each column a name in line 1")
                .doesNotContain("away");
    }

    @Test
    void linesBeforeTheTableArePassedOverOrNamed() throws IOException {
        String rows = "a,b,c\n1,2,3\n4,5,6\n7,8,9\n";
        assertThat(read("#from:,x\n#to:,y\n" + rows).names()).containsExactly("a", "b", "c");
        assertThat(read("Report of \"today\"\n\n" + rows).lineOf(0)).isEqualTo(4);
        assertThat(notes("Report\n\n" + rows)).anyMatch(note -> note.contains("before line 3"));
        assertThat(read("Station,Hamburg\nfrom,2020\n\n" + rows).lineOf(0)).isEqualTo(5);
        assertThat(read("Report,,\nby me,,\n,,\n" + rows).lineOf(0)).isEqualTo(5);
        // What may be names is never passed over.
        assertThat(problem("a,b\n\n1,2,3\n1,5,6\n7,8,9\n")).contains("line 1");
        assertThat(problem("Report\nof today\n" + rows))
                .contains("lines stand before the table")
                .contains("take away the lines before line 3");
    }

    @Test
    void rowsThatDoNotFitAreSetAsideAndCounted() throws IOException {
        Path path = file("a.csv", "a,b\n1,2\n3,abc\n\"x\ny\"\n5,inf\n6,7\n1,2,3\n");
        Path rejects = folder.resolve("rejects.csv");
        try (RowReader reader = DataFile.open(path, NONE.withRejects(rejects))) {
            Frame rows = reader.read(3);
            assertThat(rows.rows()).isEqualTo(3);
            assertThat(rows.lineOf(2)).isEqualTo(6);
            assertThat(reader.read(10).rows()).isEqualTo(1);
            assertThat(reader.read(10).rows()).isZero();
            assertThat(reader.rejected()).isEqualTo(2);
        }
        assertThat(rejects).hasContent("""
                        line,column,reason
                        4,,"expected 2 fields, found 1"
                        8,,"expected 2 fields, found 3"
                        """);
        assertThat(Fixtures.problem(path, NONE.withRejects(path))).contains("cannot be written to the file");
        assertThat(path).content().startsWith("a,b\n1,2\n");
    }

    @Test
    void quotesThatDoNotFitAreNamedByTheirLine() throws IOException {
        assertThat(problem("a,b\n1,\"2\n3,4\n"))
                .contains("a quote is opened and never closed")
                .contains("line 2");
        assertThat(problem("a,b\n\"1\n1\",\"2\n3,4\n")).contains("line 3");
        assertThat(problem("a,b\n1,\"2\"x\n3,4\n"))
                .contains("characters stand after a closing quote")
                .contains("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "a,b\n", "a,b\n1,\"2\n3,4\n", "a\u0000\u0000\u0000\u0000\u0000", ",,\n,,\n", "   "})
    void whatIsNoTableIsAProblem(String text) throws IOException {
        assertThat(problem(text)).startsWith("error: ").doesNotContain("Exception");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameIsNeverAPattern() throws IOException {
        file("axb.csv", "other\n1\n");
        for (String name : List.of("a*b.csv", "a?b.csv", "[a]b.csv", "it's; DROP--.csv", "ü\\n.csv", "**.csv")) {
            assertThat(DataFile.read(file(name, "a,b\n1,2\n")).names()).containsExactly("a", "b");
        }
    }

    @Test
    void partsAreTheWhole() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 200_000; row++) {
            text.append(row).append(row % 3 == 0 ? ",red\n" : row % 3 == 1 ? ",\n" : ",text" + row + "\n");
        }
        Path path = file("a.csv", text.toString());
        Frame whole = DataFile.read(path);
        assertThat(whole.rows()).isEqualTo(200_000);
        long row = 0;
        try (RowReader reader = DataFile.open(path, NONE)) {
            for (Frame part = reader.read(777); part.rows() > 0; part = reader.read(777)) {
                for (int i = 0; i < part.rows(); i++, row++) {
                    assertThat(part.number(i, 0)).isEqualTo((double) row);
                    assertThat(part.text(i, 1)).isEqualTo(whole.text((int) row, 1));
                    assertThat(part.lineOf(i)).isEqualTo(row + 2);
                }
            }
        }
        assertThat(row).isEqualTo(200_000);
    }

    @Test
    void standardInputIsACopyDeletedOnClose() throws IOException {
        byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        // Killed processes leave theirs, and others may be at work.
        List<Path> before = copies();
        List<Path> own;
        try (RowReader reader = DataFile.open(new ByteArrayInputStream(text), "standard input", NONE)) {
            assertThat(reader.read(2).rows()).isEqualTo(1);
            own = new ArrayList<>(copies());
            own.removeAll(before);
            assertThat(own).isNotEmpty();
        }
        assertThat(copies()).doesNotContainAnyElementsOf(own);
    }

    private static List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.toString().endsWith(".input")).toList();
        }
    }
}
