package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.row.ReadOptions;
import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.json.JsonText;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every array and table among the shared made files is read as its list of expectations says. Skipped where the files
/// are not at hand: beside the checkout, or where HOURGLASS_SHARED points.
final class TortureFilesTest {
    private static final Pattern SHAPE = Pattern.compile("\\(([0-9]+),([0-9]+)\\)");
    private static final Pattern SUM = Pattern.compile("sum=(-?[0-9.]+)");
    private static final Pattern ELEMENT = Pattern.compile("element \\[([0-9]+),([0-9]+)\\]=([0-9.]+)");

    /// Read, with a note: a text that is not UTF-8 is taken for Windows-1252.
    private static final Set<String> READ_WITH_A_NOTE = Set.of("csv_bad_latin1.csv");

    @Test
    void theListIsFound() {
        assumeTrue(generated().isPresent(), "shared test data not at hand: set HOURGLASS_SHARED to its folder");
        assertThat(generated().orElseThrow()).isDirectory();
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsReadAsExpected() throws IOException {
        Optional<Path> generated = generated();
        if (generated.isEmpty()) {
            return Stream.empty();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(generated.get().resolve("EXPECT.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (List.of("npy", "npz", "idx", "csv").contains(fields[1])) {
                tests.add(DynamicTest.dynamicTest(
                        fields[0], () -> check(generated.get().resolve(fields[0]), fields[2], fields[3])));
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests.stream();
    }

    private void check(Path file, String expected, String why) {
        if (READ_WITH_A_NOTE.contains(String.valueOf(file.getFileName()))) {
            assertThat(Fixtures.notes(file, ReadOptions.none())).isNotEmpty();
        } else if (expected.equals("accept") || expected.equals("accept-with-options")) {
            checkValues(DataFile.read(file), why);
        } else if (expected.startsWith("reject") && !expected.contains("numeric") && !expected.contains("safe")) {
            assertThatThrownBy(() -> DataFile.read(file)).isInstanceOf(ProblemException.class);
        } else {
            try {
                checkValues(DataFile.read(file), why);
            } catch (ProblemException e) {
                assertThat(e.problem().text()).contains(String.valueOf(file.getFileName()));
            }
        }
    }

    /// What a column means is decided later: numbers, texts and what is missing are told apart here.
    @Test
    void cellsAreWhatTheyAre() {
        assumeTrue(generated().isPresent());
        Path files = generated().orElseThrow();
        Frame exponents = DataFile.read(files.resolve("csv_ok_exponent.csv"));
        assertThat(exponents.text(2, 0)).isEqualTo("0x10");
        assertThat(exponents.isText(2, 1)).isTrue();
        assertThat(exponents.number(1, 0)).isEqualTo(3);
        Frame missing = DataFile.read(files.resolve("csv_ok_missing_tokens.csv"));
        assertThat(missing.token(0, 2)).isEqualTo("NA");
        assertThat(missing.token(1, 1)).isEqualTo("?");
        Frame infinite = DataFile.read(files.resolve("csv_ok_inf.csv"));
        assertThat(infinite.number(1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(infinite.isMissing(2, 0)).isTrue();
    }

    /// csv-spectrum: every cell is the text of its JSON twin, or the number that this text writes.
    @TestFactory
    Stream<DynamicTest> everySpectrumFileIsReadLikeItsTwin() throws IOException {
        Optional<Path> spectrum = shared("torture/csv-spectrum");
        if (spectrum.isEmpty()) {
            return Stream.empty();
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(spectrum.get().resolve("csvs"))) {
            for (Path csv : files.sorted().toList()) {
                String name = String.valueOf(csv.getFileName()).replace(".csv", ".json");
                Path json = spectrum.get().resolve("json").resolve(name);
                tests.add(DynamicTest.dynamicTest(name, () -> checkTwin(csv, json)));
            }
        }
        assertThat(tests).hasSize(12);
        return tests.stream();
    }

    private static void checkTwin(Path csv, Path json) throws IOException {
        Frame rows = DataFile.read(csv);
        if (csv.endsWith("location_coordinates.csv")) {
            // Its twin has another number and another encoding than the file itself.
            assertThat(rows.text(0, 2)).isEqualTo("Modesto");
            return;
        }
        JsonArray twin = (JsonArray) Json.parse(Files.readString(json), json.toString());
        assertThat(rows.rows()).isEqualTo(twin.items().size());
        for (int row = 0; row < rows.rows(); row++) {
            JsonObject record = (JsonObject) twin.items().get(row);
            assertThat(rows.names()).containsExactlyElementsOf(record.members().keySet());
            for (int column = 0; column < rows.columns(); column++) {
                String text = ((JsonText) record.find(rows.names().get(column)).orElseThrow()).value();
                // The copy of newlines_crlf.csv at hand has lost its CRs.
                assertThat(rows.text(row, column).replace("\r", "")).isEqualTo(text.replace("\r", ""));
            }
        }
    }

    private static void checkValues(Frame rows, String why) {
        assertThat(rows.rows()).isPositive();
        Matcher shape = SHAPE.matcher(why);
        if (shape.find()) {
            assertThat(rows.rows() + " x " + rows.columns()).isEqualTo(shape.group(1) + " x " + shape.group(2));
        }
        Matcher sum = SUM.matcher(why);
        if (sum.find()) {
            double expected = Double.parseDouble(sum.group(1));
            assertThat(sum(rows)).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
        }
        Matcher element = ELEMENT.matcher(why);
        if (element.find()) {
            double value = rows.number(Integer.parseInt(element.group(1)), Integer.parseInt(element.group(2)));
            assertThat(value).isCloseTo(Double.parseDouble(element.group(3)), within(1e-7));
        }
    }

    private static double sum(Frame rows) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                sum += rows.number(row, column);
            }
        }
        return sum;
    }

    /// The folder of made files, if there is one.
    static Optional<Path> generated() {
        return shared("torture/generated");
    }

    /// A folder or file of the shared data, if it is at hand.
    static Optional<Path> shared(String path) {
        List<String> places = new ArrayList<>(Arrays.asList("../shared", "../../shared"));
        Optional.ofNullable(System.getenv("HOURGLASS_SHARED")).ifPresent(places::addFirst);
        Optional.ofNullable(System.getProperty("HOURGLASS_SHARED")).ifPresent(places::addFirst);
        return places.stream()
                .map(place -> Path.of(place).resolve("data").resolve(path))
                .filter(Files::exists)
                .findFirst();
    }
}
