package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowWriter;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table engine's native library missing or damaged: one clear error, each time the same, and all formats that need
/// no table engine work. In a process of its own, because a library is loaded once and may end the process.
@EnabledOnOs(OS.LINUX)
final class LibraryTest {
    @TempDir
    Path folder;

    /// What the other process does.
    static final class Other {
        private Other() {}

        /// Reads a Parquet file twice, writes one, and reads a CSV file.
        ///
        /// @param arguments a Parquet file, a CSV file, a file to write
        public static void main(String[] arguments) {
            Path parquet = Path.of(arguments[0]);
            String first = problem(parquet);
            String second = problem(parquet);
            System.out.println(first.equals(second) ? first : "first " + first + " then " + second);
            try (RowWriter writer = OutputFile.create(Path.of(arguments[2]), List.of(OutputColumn.number("a")))) {
                writer.commit();
            } catch (ProblemException e) {
                System.out.println("writing: " + e.problem().summary());
            }
            System.out.println(
                    "rows of CSV: " + DataFile.read(Path.of(arguments[1])).rows());
        }

        private static String problem(Path file) {
            try {
                Frame read = DataFile.read(file, ReadOptions.none());
                return "read " + read;
            } catch (ProblemException e) {
                return e.problem().text();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "damaged", "halved", "foreign"})
    void aLibraryThatCannotBeLoaded(String what) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(
                Arrays.asList(System.getProperty("java.class.path").split(System.getProperty("path.separator"))));
        classPath.replaceAll(entry -> Path.of(entry).toAbsolutePath().toString());
        int place = 0;
        while (place < classPath.size() && !classPath.get(place).contains("duckdb_jdbc")) {
            place++;
        }
        assumeTrue(place < classPath.size(), "the table engine's jar is not on the class path");
        boolean foreign = what.equals("foreign");
        if (!foreign) {
            Path jar = folder.resolve("duckdb.jar");
            copy(Path.of(classPath.get(place)), jar, what);
            classPath.set(place, jar.toString());
        }
        String processor = System.getProperty("os.arch").equals("aarch64") ? "amd64" : "aarch64";
        Path parquet = folder.resolve("a.parquet");
        try (RowWriter writer = OutputFile.create(parquet, List.of(OutputColumn.number("a")))) {
            writer.write(Frame.builder(List.of("a")).number(1).endRow().build());
            writer.commit();
        }
        Path csv = Files.writeString(folder.resolve("a.csv"), "a\n1\n2\n");
        String printed = OtherProcess.printed(
                folder,
                OtherProcess.command(
                        String.join(System.getProperty("path.separator"), classPath),
                        foreign ? List.of("-Dos.arch=" + processor) : List.of(),
                        Other.class,
                        List.of(
                                parquet.toString(),
                                csv.toString(),
                                folder.resolve("out.parquet").toString())));
        assertThat(printed)
                .startsWith("error: the table engine cannot be started")
                .contains("libduckdb_java")
                .contains("writing: the table engine cannot be started")
                .contains("rows of CSV: 2")
                .doesNotContain("\tat ");
        assertThat(folder).isDirectoryNotContaining("glob:**out.parquet*");
    }

    private static void copy(Path from, Path to, String what) throws IOException {
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream stream = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(stream)) {
            copy.setLevel(1);
            for (ZipEntry entry : jar.stream().map(ZipEntry.class::cast).toList()) {
                boolean library = entry.getName().contains("libduckdb_java");
                if (library && (what.equals("missing") || !entry.getName().contains("linux"))) {
                    continue;
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = jar.getInputStream(entry)) {
                    if (library && what.equals("damaged")) {
                        copy.write("no library".repeat(100).getBytes(StandardCharsets.UTF_8));
                    } else if (library) {
                        copy.write(content.readNBytes(1_000_000));
                    } else {
                        content.transferTo(copy);
                    }
                }
                copy.closeEntry();
            }
        }
    }
}
