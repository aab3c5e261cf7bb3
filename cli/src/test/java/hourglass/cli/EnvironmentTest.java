package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Surroundings that lack something: one note or one error of ours with a documented code, and what needs not what is
/// missing works. In processes of their own, because libraries are loaded once and may end a process; the tests of
/// `data` and `accelerated` have the libraries from Java, and the module path.
@EnabledOnOs(OS.LINUX)
class EnvironmentTest {
    @TempDir
    Path folder;

    private Path rows = Path.of("");
    private Path model = Path.of("");
    private Child child = new Child(Path.of(""), List.of(), List.of());

    @BeforeEach
    void makeRows() throws IOException {
        rows = InterruptedRun.rows(folder.resolve("rows.csv"), 7);
        model = folder.resolve("m.hourglass");
        child = Child.in(folder);
    }

    private static void assertDone(Commands.Result result) {
        assertThat(result.code()).as(result.messages()).isZero();
        assertThat(result.messages()).doesNotContain("\tat ", "error: ");
    }

    private static void assertRefused(Commands.Result result, String said) {
        assertThat(result.code()).as(result.messages()).isEqualTo(74);
        assertThat(result.messages()).contains("error: ", said).doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "/", "/nonexistent"})
    void aHomeThatIsNone(String home) throws IOException, InterruptedException {
        assertDone(child.with("-Duser.home=" + home).run("train", rows, "--epochs", 1, "-o", model));
        assertThat(folder)
                .isDirectoryNotContaining(it -> it.getFileName().toString().startsWith("?"));
        assertThat(folder.resolve(".cache")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonexistent", "/proc"})
    void noFolderForTemporaryFiles(String temporary) throws IOException, InterruptedException {
        Child poor = child.with("-Djava.io.tmpdir=" + temporary);
        assertDone(poor.run("train", rows, "--epochs", 1, "-o", model));
        assertDone(poor.run("encode", model, rows, "-o", folder.resolve("codes.npy")));
        Path parquet = folder.resolve("codes.parquet");
        assertRefused(poor.run("encode", model, rows, "-o", parquet), "point java.io.tmpdir to a folder");
        assertThat(parquet).doesNotExist();
        assertRefused(
                poor.run("score", model, "/dev/stdin", "-o", folder.resolve("s.csv")),
                "a temporary copy of /dev/stdin cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "damaged", "halved"})
    void theFastLibrary(String what) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Child poor = child.with("-Duser.home=" + home)
                .changed("dnnl-.*linux.*\\.jar", ".*/libdnnl\\.so.*", bytes -> switch (what) {
                    case "missing" -> new byte[0];
                    case "damaged" -> "no library".getBytes(StandardCharsets.UTF_8);
                    default -> Arrays.copyOf(bytes, bytes.length / 2);
                });
        Commands.Result result = poor.run("train", rows, "--epochs", 1, "-o", model);
        assertDone(result);
        assertThat(result.messages()).containsOnlyOnce("plain Java").containsOnlyOnce("oneDNN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"damaged", "halved"})
    void theTableEngine(String what) throws IOException, InterruptedException {
        Child poor = child.changed(
                "duckdb_jdbc.*\\.jar",
                "libduckdb_java\\.so.*",
                bytes -> what.equals("damaged")
                        ? "no library".getBytes(StandardCharsets.UTF_8)
                        : Arrays.copyOf(bytes, bytes.length / 2));
        assertDone(poor.run("train", rows, "--epochs", 1, "-o", model));
        Path parquet = folder.resolve("codes.parquet");
        assertRefused(poor.run("encode", model, rows, "-o", parquet), "the table engine cannot be started");
        assertThat(folder).isDirectoryNotContaining("glob:**codes.parquet*");
        assertThat(folder).isDirectoryNotContaining("glob:**.hourglass-*");
    }

    @Test
    void oneJarWithEverything() throws IOException, InterruptedException {
        Child one = child.fat();
        Commands.Result trained = one.run("train", rows, "--epochs", 1, "-o", model);
        assertDone(trained);
        assertThat(trained.messages()).contains("kernels     oneDNN");
        Path parquet = folder.resolve("codes.parquet");
        assertDone(one.run("encode", model, rows, "-o", parquet));
        assertDone(one.run("score", model, rows, "-o", folder.resolve("scores.csv")));
        assertThat(parquet).isNotEmptyFile();
    }
}
