package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a process leaves that is killed while it writes rows goes with the next one that writes into the folder; what
/// one
/// still writes stays.
class KilledOutputTest {
    private static final List<OutputColumn> COLUMNS = List.of(OutputColumn.number("a"));

    @TempDir
    Path folder;

    /// Begins a file of rows and does not end it.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (RowWriter writer = OutputFile.create(Path.of(arguments[0]), COLUMNS)) {
                System.out.println("begun");
                TimeUnit.MINUTES.sleep(5);
                writer.commit();
            }
        }
    }

    private void write(String name) {
        try (RowWriter writer = OutputFile.create(folder.resolve(name), COLUMNS)) {
            writer.commit();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.npy", "rows.parquet"})
    void orphansGoAndTheLivingStay(String name) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("begun");
            write("mine.csv");
            assertThat(names()).hasSize(2).contains("mine.csv");
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(names()).hasSize(2);
        write("mine.csv");
        assertThat(names()).containsExactly("mine.csv");
    }

    @Test
    void aLongNameNeedsNoLongerOne() throws IOException {
        String name = "x".repeat(251) + ".csv";
        write(name);
        assertThat(names()).containsExactly(name);
    }
}
