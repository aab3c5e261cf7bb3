package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of public reports, each with what is right. Skipped where the shared test data is not at hand.
final class CasesTest {
    private static final ReadOptions NONE = ReadOptions.none();

    @TempDir
    Path folder;

    @BeforeAll
    static void filesAreAtHand() {
        assumeTrue(
                TortureFilesTest.shared("cases").isPresent(),
                "shared test data not at hand: set HOURGLASS_SHARED to its folder");
    }

    private static Path path(String file) {
        return TortureFilesTest.shared("cases").orElseThrow().resolve(file);
    }

    private static double mean(Frame rows, String column) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> rows.number(row, rows.indexOf(column)))
                .average()
                .orElseThrow();
    }

    /// By name, as a stream, and with rejects: the same.
    private void assertSame(String file, Frame expected) throws IOException {
        try (InputStream stream = Files.newInputStream(path(file));
                RowReader piped = DataFile.open(stream, "standard input", NONE)) {
            assertThat(Fixtures.values(DataFile.read(piped, "standard input"))).isEqualTo(Fixtures.values(expected));
        }
        Frame set = DataFile.read(path(file), NONE.withRejects(folder.resolve("rejects.csv")));
        assertThat(Fixtures.values(set)).isEqualTo(Fixtures.values(expected));
    }

    @Test
    void a2BlanksBetweenFields() throws IOException {
        for (String file : List.of("a2/train_FD.txt", "a2/train_FD.csv")) {
            Frame rows = DataFile.read(path(file));
            assertThat(rows.rows()).isEqualTo(390);
            assertThat(rows.columns()).isEqualTo(26);
            assertThat(Fixtures.values(rows)).doesNotContain(Double.NaN);
            assertSame(file, rows);
        }
        assertThat(DataFile.read(path("a2/test_FD.txt")).rows()).isEqualTo(279);
        assertThat(DataFile.read(path("a2/machine-1-1.txt")).columns()).isEqualTo(38);
        assertThat(DataFile.read(path("a2/machine-1-1.txt")).rows()).isEqualTo(1000);
    }

    @Test
    void b1NamesThatAreNumbers() {
        Frame nmr = DataFile.read(path("b1/nmr.csv"));
        assertThat(nmr.rows()).isEqualTo(40);
        assertThat(nmr.names()).hasSize(14).contains("sample_id", "7.302140", "-0.046865", "classification");
        Frame numbers = DataFile.read(path("b1/nmr_numbers_only.csv"), NONE.withHeader(true));
        assertThat(numbers.rows()).isEqualTo(40);
        assertThat(Fixtures.notes(path("b1/nmr_numbers_only.csv"), NONE).toString())
                .contains("line 1 was taken for a row")
                .contains("`header`");
        Frame years = DataFile.read(path("b1/years.csv"), NONE.withHeader(true));
        assertThat(mean(years, "2014")).isCloseTo(897.0333333333333, within(1e-9));
        Frame named = DataFile.read(path("b1/years_with_name.csv"));
        assertThat(named.rows()).isEqualTo(30);
        assertThat(named.names()).startsWith("region", "2014");
    }

    @Test
    void b2DelimitersAtTheEndAndLinesBefore() throws IOException {
        for (String file : List.of("b2/vendor.csv", "b2/broker.csv")) {
            Frame rows = DataFile.read(path(file));
            assertThat(rows.names()).containsExactly("A", "B", "C");
            assertThat(rows.rows()).isEqualTo(30);
            assertThat(mean(rows, "A")).isEqualTo(15.5);
            assertThat(mean(rows, "C")).isCloseTo(4.433333333333334, within(1e-12));
            assertSame(file, rows);
        }
        assertThat(Fixtures.problem(path("b2/vendor_overfull.csv"), NONE))
                .contains("line 11")
                .doesNotContain("away");
        Path rejects = folder.resolve("rejects.csv");
        try (RowReader reader = DataFile.open(path("b2/vendor_overfull.csv"), NONE.withRejects(rejects))) {
            assertThat(DataFile.read(reader, "vendor").rows()).isEqualTo(28);
            assertThat(reader.rejected()).isEqualTo(2);
        }
        assertThat(rejects).content().contains("\n11,").contains("\n12,");
        Frame named = DataFile.read(path("b2/rownames.csv"));
        assertThat(named.names()).containsExactly("row", "A", "B", "C");
        assertThat(mean(named, "B")).isEqualTo(115.5);
        Frame thermostat = DataFile.read(path("b2/thermostat.csv"));
        assertThat(thermostat.rows()).isEqualTo(48);
        assertThat(thermostat.names()).hasSize(4).startsWith("Cool Set Temp (F)");
        assertThat(thermostat.lineOf(0)).isEqualTo(7);
    }

    @Test
    void b3LineEndsThatDiffer() throws IOException {
        Frame reference = DataFile.read(path("b3/reference.csv"));
        for (String name : List.of("last_line_lf", "header_lf", "appended", "crcrlf", "one_cr")) {
            Frame rows = DataFile.read(path("b3/" + name + ".csv"));
            assertThat(Fixtures.values(rows)).as(name).isEqualTo(Fixtures.values(reference));
            assertThat(rows.lineOf(199)).as(name).isEqualTo(201);
            assertSame("b3/" + name + ".csv", reference);
            Path packed = folder.resolve(name + ".csv.gz");
            Files.write(packed, Fixtures.gzip(Files.readAllBytes(path("b3/" + name + ".csv"))));
            assertThat(Fixtures.values(DataFile.read(packed))).isEqualTo(Fixtures.values(reference));
        }
        Frame quoted = DataFile.read(path("b3/lf_in_quotes.csv"));
        assertThat(quoted.rows()).isEqualTo(200);
        assertThat(quoted.text(1, 1)).isEqualTo("first\nsecond 1");
        assertThat(quoted.lineOf(1)).isEqualTo(4);
        assertThat(DataFile.read(path("b3/late.csv.gz")).rows()).isEqualTo(70_000);
    }

    @Test
    void b5RowsThatASpreadsheetEmptied() throws IOException {
        Frame clean = DataFile.read(path("b5/clean.csv"));
        for (String file : List.of("b5/emptied.csv", "b5/emptied_semicolon.csv")) {
            Frame rows = DataFile.read(path(file));
            assertThat(rows.rows()).isEqualTo(clean.rows() + 1);
            List<Integer> holes = IntStream.range(0, rows.rows())
                    .filter(row -> rows.isMissing(row, 1))
                    .boxed()
                    .toList();
            assertThat(holes).hasSize(1);
            assertThat(rows.place(holes.getFirst())).isEqualTo("line 34");
            assertThat(Fixtures.notes(path(file), NONE))
                    .anyMatch(note -> note.contains("9 lines") && note.contains("21, 22"));
            assertSame(file, rows);
        }
    }

    @Test
    void c1FilesThatAreNotWhatTheirNamesSay() throws IOException {
        double[] pictures = Fixtures.values(DataFile.read(path("c1/t10k-images.idx3-ubyte")));
        for (String file : List.of("train-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz")) {
            Frame rows = DataFile.read(path("c1/" + file));
            assertThat(rows.rows()).isEqualTo(60);
            assertThat(Fixtures.values(rows)).isEqualTo(pictures);
            assertThat(Fixtures.notes(path("c1/" + file), NONE)).anyMatch(note -> note.startsWith("the name says"));
        }
        for (String file : List.of("bitmap.npy", "bitmap.npz", "export.csv", "export.parquet", "packed.csv")) {
            assertSame("c1/" + file, DataFile.read(path("c1/" + file)));
            assertThat(Fixtures.notes(path("c1/" + file), NONE)).anyMatch(note -> note.startsWith("the name says"));
        }
        assertThat(Fixtures.problem(path("c1/page-images-idx3-ubyte.gz"), NONE))
                .contains("web page")
                .contains("download");
        assertThat(Fixtures.problem(path("c1/book.csv"), NONE))
                .contains("Excel workbook")
                .contains("save it as CSV");
        assertThat(Fixtures.problem(path("c1/model.csv"), NONE)).contains("pickle");
    }

    @Test
    void c3ListsAndNamesThatDifferInCase() {
        for (String file : List.of("case.csv", "case.jsonl", "case.parquet")) {
            Frame rows = DataFile.read(path("c3/" + file));
            assertThat(rows.names()).as(file).containsExactly("column", "COLUMN", "value");
            assertThat(mean(rows, "column")).isCloseTo(-0.098035, within(1e-9));
            assertThat(mean(rows, "COLUMN")).isCloseTo(100.195195, within(1e-9));
            try (RowReader reader = DataFile.open(path("c3/" + file), NONE)) {
                reader.select(List.of("COLUMN"));
                assertThat(mean(DataFile.read(reader, file), "COLUMN")).isCloseTo(100.195195, within(1e-9));
            }
        }
        assertThat(Fixtures.problem(path("c3/case_drift.jsonl"), NONE)).contains("\"Amount\", \"amount\"");
        double[] numbers = Fixtures.values(DataFile.read(path("c3/embeddings.npy")));
        for (String file : List.of("embeddings_list.parquet", "embeddings_fixed.parquet", "embeddings.jsonl")) {
            Frame rows = DataFile.read(path("c3/" + file));
            assertThat(rows.names())
                    .hasSize(17)
                    .startsWith("id", "emb0", "emb1")
                    .endsWith("emb15");
            for (int i = 0; i < numbers.length; i++) {
                assertThat(rows.number(i / 16, 1 + i % 16)).isCloseTo(numbers[i], within(1e-4));
            }
        }
        assertThat(Fixtures.problem(path("c3/embeddings_ragged.parquet"), NONE))
                .contains("row 8")
                .contains("found 15");
        try (RowReader reader = DataFile.open(path("c3/embeddings_ragged.parquet"), NONE)) {
            reader.select(List.of("id"));
            assertThat(reader.read(1000).rows()).isEqualTo(200);
        }
    }
}
