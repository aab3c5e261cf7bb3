package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.FaultyDisk;
import hourglass.storage.FaultyFileSystem;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of a file written row by row fails once, for N = 1, 2, 3 … until it runs through: the file so far or
/// the new one stands there, whole, or none; there is an error of ours, and no temporary file. A write that fails has
/// written half. Parquet is written by DuckDB, past the file systems of Java: [FullDiskTest] has it.
class RowsFaultTest {
    private static final List<OutputColumn> COLUMNS =
            List.of(OutputColumn.number("a"), OutputColumn.number("b"), OutputColumn.number("c"));
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    record Scenario(String name, FaultyDisk.Fault fault, boolean exists) {}

    static Stream<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : List.of("x.csv", "x.tsv", "x.csv.gz", "x.jsonl", "x.npy", "x.png")) {
            for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
                scenarios.add(new Scenario(name, fault, true));
                scenarios.add(new Scenario(name, fault, false));
            }
        }
        return scenarios.stream();
    }

    private static Matrix numbers() {
        Matrix numbers = Matrix.zeros(ROWS, COLUMNS.size());
        for (int i = 0; i < numbers.array().length; i++) {
            numbers.array()[i] = i % 251;
        }
        return numbers;
    }

    private static void write(Path file) {
        if (file.toString().endsWith(".png")) {
            try (PictureOutput output = PictureOutput.create(file, false, false)) {
                output.write("row", List.of(20, 30), Matrix.of(1, 600, numbers().array()), 0);
                output.commit();
            }
            return;
        }
        try (RowWriter writer = OutputFile.create(file, COLUMNS)) {
            writer.write(Frame.of(List.of("a", "b", "c"), numbers()));
            writer.commit();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aWholeFileOrNone(Scenario scenario) throws IOException {
        Path whole = folder.resolve("whole-" + scenario.name());
        write(whole);
        byte[] complete = Files.readAllBytes(whole);
        int failing = 0;
        boolean reached = true;
        while (reached) {
            failing++;
            Path place = Files.createDirectory(folder.resolve("run" + failing));
            Path file = place.resolve(scenario.name());
            if (scenario.exists()) {
                Files.writeString(file, "old");
            }
            reached = run(scenario, failing, file, complete);
        }
        assertThat(failing).isBetween(8, 200);
    }

    private static boolean run(Scenario scenario, int failing, Path file, byte[] complete) throws IOException {
        FaultyDisk disk = new FaultyDisk(scenario.fault(), failing, true);
        String situation = scenario + ", operation " + failing;
        boolean written = false;
        boolean crashed = false;
        try {
            write(new FaultyFileSystem(disk).wrap(file));
            written = true;
        } catch (ProblemException failure) {
            assertThat(disk.reachedFault()).as(situation).isTrue();
            assertThat(failure.problem().kind())
                    .as(situation)
                    .isIn(Problem.Kind.CANNOT_CREATE, Problem.Kind.INPUT_OUTPUT);
            assertThat(failure.problem().text()).as(situation).doesNotContain("Exception");
        } catch (FaultyDisk.Crash crash) {
            crashed = true;
        }
        if (crashed || written) {
            disk.losePower(false);
        } else if (scenario.fault() == FaultyDisk.Fault.ONCE) {
            assertThat(names(file)).as(situation).isSubsetOf(scenario.name());
        }
        byte[] there = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        if (written) {
            assertThat(there).as(situation).isEqualTo(complete);
        } else if (there.length != 0 || scenario.exists()) {
            assertThat(List.of(new String(there, StandardCharsets.ISO_8859_1)))
                    .as(situation)
                    .isSubsetOf("old", new String(complete, StandardCharsets.ISO_8859_1));
        } else {
            assertThat(file).as(situation).doesNotExist();
        }
        return disk.reachedFault();
    }

    private static List<String> names(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            return files.map(it -> String.valueOf(it.getFileName())).toList();
        }
    }
}
