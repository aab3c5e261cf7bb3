package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An output that cannot be written is refused before anything is read: the inputs of these commands do not even exist,
/// and nothing is said of that.
@DisabledOnOs(OS.WINDOWS)
class DestinationTest {
    /// OUT is the output.
    private static final List<String> COMMANDS = List.of(
            "hourglass train none.csv -o OUT",
            "json train none.csv --schema-out OUT",
            "html report none.hourglass none.csv -o OUT",
            "csv score none.hourglass none.csv -o OUT",
            "parquet encode none.hourglass none.csv -o OUT",
            "npy reconstruct none.hourglass none.csv -o OUT",
            "png reconstruct none.hourglass none.png -o OUT",
            "jsonl impute none.hourglass none.csv -o OUT",
            "csv predict none.hourglass none.csv -o OUT",
            "csv.gz map none.hourglass none.csv -o OUT",
            "hourglass map none.hourglass none.csv --save OUT",
            "csv neighbours none.hourglass none.csv -o OUT",
            "tsv walk none.hourglass none.csv -o OUT",
            "csv sample none.hourglass -o OUT",
            "onnx export none.hourglass -o OUT");

    @TempDir
    Path folder;

    @BeforeEach
    void makePlaces() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
        Files.createDirectory(
                folder.resolve("readonly"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    private Commands.Result run(String command, Path output) {
        List<Object> arguments = new ArrayList<>();
        for (String word : command.substring(command.indexOf(' ') + 1).split(" ", -1)) {
            arguments.add(word.equals("OUT") ? output : word.startsWith("none.") ? folder.resolve(word) : word);
        }
        return Commands.run(arguments.toArray());
    }

    private void assertRefused(String command, Path output, String said) {
        Commands.Result result = run(command, output);
        assertThat(result.code()).as(command + ": " + result.messages()).isEqualTo(73);
        assertThat(result.messages()).as(command).startsWith("error: ").contains(said);
        assertThat(result.messages().lines().count()).as(result.messages()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatCannotBeWrittenIsFoundFirst(String command) throws IOException {
        String ending = "." + command.substring(0, command.indexOf(' '));
        Path loop = folder.resolve("loop" + ending);
        Files.createSymbolicLink(folder.resolve("other" + ending), loop);
        Files.createSymbolicLink(loop, folder.resolve("other" + ending));
        assertRefused(command, loop, "too many symbolic links");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere" + ending), Path.of("nofolder", "x" + ending));
        assertRefused(command, nowhere, "its folder does not exist");
        assertRefused(command, folder.resolve("x".repeat(300) + ending), "too long");
        assertRefused(command, folder.resolve("nofolder").resolve("x" + ending), "its folder does not exist");
        assertRefused(command, folder.resolve("rows.csv").resolve("x" + ending), "its folder does not exist");
        // Not even root may write there.
        if (Files.isDirectory(Path.of("/proc/self"))) {
            assertRefused(command, Path.of("/proc", "x" + ending), "cannot write into the folder");
        }
        if (!command.contains("reconstruct") && !command.contains("walk")) {
            assertRefused(command, Files.createDirectory(folder.resolve("folder" + ending)), "folder");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(it -> it.getFileName().toString())).noneMatch(it -> it.startsWith(".hourglass"));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void permissionsAreAskedFirst(String command) {
        assumeTrue(!Files.isWritable(folder.resolve("readonly")), "root may write anywhere");
        String ending = "." + command.substring(0, command.indexOf(' '));
        assertRefused(command, folder.resolve("readonly").resolve("x" + ending), "cannot write into the folder");
    }

    @Test
    void namesBesideTheModelMustFitToo() {
        assertRefused(COMMANDS.getFirst(), folder.resolve("x".repeat(244) + ".hourglass"), "too long");
    }

    @Test
    void anUnknownKindIsFoundFirst() {
        Commands.Result result = run("x score none.hourglass none.csv -o OUT", folder.resolve("scores.xyz"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.messages()).contains("this kind of file cannot be written");
    }

    @Test
    void devicesTakeRowsAndNoModels() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        for (String command : COMMANDS.subList(0, 3)) {
            Commands.Result result = run(command, Path.of("/dev/full"));
            assertThat(result.code()).as(result.messages()).isEqualTo(73);
        }
    }

    /// By its own name, by a link, by a hard link, within a folder of inputs.
    @Test
    void noInputIsReplaced() throws IOException {
        Path rows = folder.resolve("rows.csv");
        byte[] before = Files.readAllBytes(rows);
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), rows);
        Path again = Files.createLink(folder.resolve("again.csv"), rows);
        Path many = Files.createDirectory(folder.resolve("many"));
        Path one = Files.copy(rows, many.resolve("one.csv"));
        for (Path output : List.of(rows, link, again, folder.resolve("many/../rows.csv"))) {
            assertIsInput("train", rows, "--schema-out", output);
            assertIsInput("score", folder.resolve("none.hourglass"), rows, "-o", output);
            assertIsInput("report", folder.resolve("none.hourglass"), rows, "-o", output);
        }
        assertIsInput("train", many, "--schema-out", one);
        assertIsInput("score", folder.resolve("none.hourglass"), many, "-o", one);
        assertIsInput("score", folder.resolve("none.hourglass"), many + "/*.csv", "-o", one);
        assertThat(rows).hasBinaryContent(before);
        assertThat(one).hasBinaryContent(before);
    }

    private static void assertIsInput(Object... arguments) {
        Commands.Result result = Commands.run(arguments);
        assertThat(result.code())
                .as(Arrays.toString(arguments) + result.messages())
                .isEqualTo(2);
        assertThat(result.messages()).contains("the output is one of the inputs");
    }
}
