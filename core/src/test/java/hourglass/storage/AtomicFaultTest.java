package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of a save fails once, for N = 1, 2, 3 … until the save runs through: whatever happens, a complete
/// version is there.
class AtomicFaultTest {
    @TempDir
    private Path folder;

    /// @param keeps whether the previous version is kept
    /// @param losesRenames whether a crash takes back the renames that were not forced
    record Scenario(FaultyDisk.Fault fault, boolean keeps, boolean exists, boolean hardLinks, boolean losesRenames) {}

    static Stream<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
            for (int choice = 0; choice < 16; choice++) {
                Scenario scenario =
                        new Scenario(fault, (choice & 1) != 0, (choice & 2) != 0, (choice & 4) != 0, (choice & 8) != 0);
                // The other combinations would be the same once more.
                if ((scenario.keeps() || scenario.hardLinks())
                        && (fault == FaultyDisk.Fault.CRASH || scenario.losesRenames())) {
                    scenarios.add(scenario);
                }
            }
        }
        return scenarios.stream();
    }

    private static TensorFile version(String name) {
        float[] numbers = new float[400];
        numbers[399] = name.hashCode();
        return new TensorFile(Map.of("version", name), List.of(new Tensor("a", List.of(20L, 20L), numbers)));
    }

    private static String versionOf(TensorFile file) {
        return file.metadata().getOrDefault("version", "none");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aCompleteVersionIsAlwaysThere(Scenario scenario) throws IOException {
        Path template = folder.resolve("template");
        version("older").write(template);
        version("old").writeKeepingPrevious(template);
        boolean reached = true;
        int failing = 0;
        while (reached) {
            failing++;
            Path place = Files.createDirectory(folder.resolve("run" + failing));
            Path file = place.resolve("model");
            if (scenario.exists()) {
                Files.copy(template, file);
                Files.copy(AtomicFile.previous(template), AtomicFile.previous(file));
            }
            reached = run(scenario, failing, file);
        }
        assertThat(failing).isBetween(20, 200);
    }

    private static boolean run(Scenario scenario, int failing, Path file) throws IOException {
        FaultyDisk disk = new FaultyDisk(scenario.fault(), failing, scenario.hardLinks());
        Path faulty = new FaultyFileSystem(disk).wrap(file);
        boolean saved = false;
        boolean crashed = false;
        try {
            if (scenario.keeps()) {
                version("new").writeKeepingPrevious(faulty);
            } else {
                version("new").write(faulty);
            }
            saved = true;
        } catch (ProblemException failure) {
            assertThat(failure.problem().kind()).isIn(Problem.Kind.CANNOT_CREATE, Problem.Kind.INPUT_OUTPUT);
            assertThat(disk.reachedFault()).isTrue();
        } catch (FaultyDisk.Crash crash) {
            crashed = true;
        }
        String situation = scenario + ", operation " + failing;
        if (crashed || !disk.reachedFault()) {
            disk.losePower(scenario.losesRenames());
        } else if (scenario.fault() == FaultyDisk.Fault.ONCE) {
            requireNoTemporary(file, situation);
        }
        requireComplete(scenario, saved, file, situation);
        version("next").writeKeepingPrevious(file);
        assertThat(versionOf(TensorFile.read(file))).isEqualTo("next");
        return disk.reachedFault();
    }

    private static void requireNoTemporary(Path file, String situation) throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .as(situation)
                    .isSubsetOf("model", "model.previous");
        }
    }

    private static void requireComplete(Scenario scenario, boolean saved, Path file, String situation) {
        if (saved) {
            assertThat(versionOf(TensorFile.read(file))).as(situation).isEqualTo("new");
        } else if (!scenario.exists()) {
            if (Files.exists(file)) {
                assertThat(versionOf(TensorFile.read(file))).as(situation).isEqualTo("new");
            }
        } else if (scenario.keeps() && !scenario.hardLinks()) {
            assertThat(versionOf(TensorFile.readOrPrevious(file).value()))
                    .as(situation)
                    .isIn("old", "new");
        } else {
            assertThat(versionOf(TensorFile.read(file))).as(situation).isIn("old", "new");
        }
        if (scenario.exists()) {
            assertThat(versionOf(TensorFile.read(AtomicFile.previous(file))))
                    .as(situation)
                    .isIn("older", "old");
        }
    }
}
