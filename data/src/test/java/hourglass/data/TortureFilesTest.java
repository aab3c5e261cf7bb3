package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.row.ReadOptions;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every array and table among the shared made files is read as its list of expectations says. Skipped where the files
/// are not at hand: beside the checkout, or where HOURGLASS_SHARED points.
final class TortureFilesTest {
    private static final Pattern SHAPE = Pattern.compile("\\(([0-9]+),([0-9]+)\\)");
    private static final Pattern SUM = Pattern.compile("sum=(-?[0-9.]+)");
    private static final Pattern ELEMENT = Pattern.compile("element \\[([0-9]+),([0-9]+)\\]=([0-9.]+)");

    /// Files the list accepts although their values are missing, not finite or texts. They are errors by default here,
    /// and are read with the option that the error names.
    private static final Map<String, ReadOptions> NEED_OPTIONS = Map.of(
            "npy_ok_nonfinite.npy", ReadOptions.none().withKeep(List.of("column0")),
            "csv_ok_missing_tokens.csv", ReadOptions.none(),
            "csv_ok_exponent.csv", ReadOptions.none(),
            "csv_ok_quoted_newline.csv", ReadOptions.none().withLabel("a"));

    @TempDir
    Path folder;

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
        ReadOptions options = NEED_OPTIONS.get(String.valueOf(file.getFileName()));
        if (options != null) {
            assertThatThrownBy(() -> DataFile.read(file)).isInstanceOf(ProblemException.class);
            ReadOptions withRejects = options.withRejects(folder.resolve("rejects.csv"));
            assertThat(DataFile.read(file, withRejects).rows().rows()).isPositive();
        } else if (expected.equals("accept") || expected.equals("accept-with-options")) {
            checkValues(DataFile.read(file), why);
        } else if (expected.startsWith("reject") && !expected.contains("safe")) {
            assertThatThrownBy(() -> DataFile.read(file)).isInstanceOf(ProblemException.class);
        } else {
            try {
                checkValues(DataFile.read(file), why);
            } catch (ProblemException e) {
                assertThat(e.problem().text()).contains(String.valueOf(file.getFileName()));
            }
        }
    }

    private static void checkValues(Table data, String why) {
        Matrix rows = data.rows();
        assertThat(rows.rows()).isPositive();
        Matcher shape = SHAPE.matcher(why);
        if (shape.find()) {
            assertThat(rows.shape()).isEqualTo(shape.group(1) + " x " + shape.group(2));
        }
        Matcher sum = SUM.matcher(why);
        if (sum.find()) {
            double expected = Double.parseDouble(sum.group(1));
            assertThat(sum(rows)).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
        }
        Matcher element = ELEMENT.matcher(why);
        if (element.find()) {
            float value = rows.get(Integer.parseInt(element.group(1)), Integer.parseInt(element.group(2)));
            assertThat(value).isEqualTo(Float.parseFloat(element.group(3)));
        }
    }

    private static double sum(Matrix rows) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                sum += rows.get(row, column);
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
