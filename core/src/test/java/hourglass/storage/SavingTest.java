package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said when one operation of a save fails, and what is there then. [AtomicFaultTest] has the other ways of
/// failing.
class SavingTest {
    private static final String UNHARMED = "; the previous file is unharmed";
    private static final String NOT_FORCED =
            "file is saved but may not survive a loss of power: injected fault in force | check the disk and save again";

    @TempDir
    private Path folder;

    private static AtomicFile.Content text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Fails each operation once, and gives the summaries of the errors with what is in the file and its previous
    /// version afterwards.
    private Map<String, String> failures(boolean exists, boolean keeps, boolean hardLinks) throws IOException {
        Map<String, String> failures = new LinkedHashMap<>();
        FaultyDisk disk;
        int failing = 0;
        do {
            failing++;
            disk = new FaultyDisk(FaultyDisk.Fault.ONCE, failing, hardLinks);
            Path place = Files.createDirectory(folder.resolve("run" + failing));
            Path file = place.resolve("model");
            if (exists) {
                Files.writeString(file, "old");
            }
            Path faulty = new FaultyFileSystem(disk).wrap(file);
            try {
                if (keeps) {
                    AtomicFile.replaceKeepingPrevious(faulty, text("new"), path -> {});
                } else {
                    AtomicFile.replace(faulty, text("new"));
                }
                assertThat(there(place)).startsWith("model=new");
            } catch (ProblemException failure) {
                assertThat(failure.problem().place()).isEqualTo(file.toString());
                failures.put(
                        failure.problem().summary()
                                + remedies(failure.problem()).replace(place.toString(), "FOLDER"),
                        there(place));
            }
            assertThat(disk.open()).as("operation %s", failing).isZero();
        } while (disk.reachedFault());
        return failures;
    }

    private static String remedies(Problem problem) {
        return String.join("", problem.remedies().stream().map(" | "::concat).toList());
    }

    private static String there(Path place) throws IOException {
        StringBuilder there = new StringBuilder();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                there.append(there.isEmpty() ? "" : " ")
                        .append(file.getFileName())
                        .append('=')
                        .append(Files.readString(file));
            }
        }
        return there.toString();
    }

    /// What the errors of a save say that leaves `there` unless it had nearly succeeded.
    private static Map<String, String> midway(String unharmed, String there) {
        Map<String, String> failures = new LinkedHashMap<>();
        for (String operation : List.of("write", "force", "open", "read", "close")) {
            failures.put(saving(operation, unharmed), there);
        }
        return failures;
    }

    private static String saving(String operation, String unharmed) {
        return "saving failed: injected fault in " + operation + unharmed
                + " | check the space on the disk and save again";
    }

    @Test
    void aNewFileIsThereOrNothing() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("file cannot be created: its folder does not exist | create the folder FOLDER", "");
        expected.put("file cannot be created: injected fault in open", "");
        expected.putAll(midway("", ""));
        expected.put(saving("move", ""), "");
        expected.put(NOT_FORCED, "model=new");
        assertThat(failures(false, true, true)).containsExactlyEntriesOf(expected);
    }

    private static Map<String, String> beforeTheMove() {
        Map<String, String> expected = new LinkedHashMap<>();
        String old = "model=old";
        expected.put("file cannot be created: its folder does not exist | create the folder FOLDER", old);
        expected.put("file cannot be created: a device or pipe of that name exists", old);
        expected.put("file cannot be created: the file that exists is write-protected", old);
        expected.put("file cannot be created: injected fault in open", old);
        expected.putAll(midway(UNHARMED, old));
        return expected;
    }

    @Test
    void anOldFileIsUnharmed() throws IOException {
        Map<String, String> expected = beforeTheMove();
        expected.put(saving("move", UNHARMED), "model=old");
        expected.put(NOT_FORCED, "model=new");
        assertThat(failures(true, false, true)).containsExactlyEntriesOf(expected);
    }

    @Test
    void aPreviousVersionIsALinkFirst() throws IOException {
        Map<String, String> expected = beforeTheMove();
        expected.put(saving("move", UNHARMED), "model=old model.previous=old");
        expected.put(NOT_FORCED, "model=new model.previous=old");
        assertThat(failures(true, true, true)).containsExactlyEntriesOf(expected);
    }

    @Test
    void withoutLinksOnlyThePreviousNameMayBeLeft() throws IOException {
        Map<String, String> expected = beforeTheMove();
        expected.put(saving("move", UNHARMED), "model=old");
        expected.put(saving("move", UNHARMED + " as model.previous"), "model.previous=old");
        expected.put(NOT_FORCED, "model=new model.previous=old");
        assertThat(failures(true, true, false)).containsExactlyEntriesOf(expected);
    }

    @Test
    void whatTheDiskReturnsIsCompared() {
        Path file = folder.resolve("model");
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
                    text("new").writeTo(channel);
                    Path written;
                    try (Stream<Path> files = Files.list(folder)) {
                        written = files.findFirst().orElseThrow();
                    }
                    Files.writeString(written, "now");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: saving failed: what the disk returns differs from what was written\n  at  " + file
                        + "\n  try  check the space on the disk and save again");
        assertThat(folder).isEmptyDirectory();
    }

    /// More than is read back at once.
    @Test
    void longFilesAreComparedToTheirEnd() throws IOException {
        byte[] bytes = new byte[200_001];
        Arrays.fill(bytes, (byte) 7);
        Path file = folder.resolve("model");
        AtomicFile.replace(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    private static void requireRefused(Path place, String text) {
        assertThatThrownBy(() -> AtomicFile.replace(place, text("")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
                    assertThat(refused).hasMessage("error: file cannot be created: " + text);
                });
    }

    @Test
    void placesAreRefusedByName() throws IOException {
        requireRefused(folder, "a folder of that name exists\n  at  " + folder);
        requireRefused(Path.of("/"), "a folder of that name exists\n  at  /");
        Path none = folder.resolve("none");
        requireRefused(
                none.resolve("model"),
                "its folder does not exist\n  at  " + none.resolve("model") + "\n  try  create the folder " + none);
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        requireRefused(loop, "too many symbolic links\n  at  " + loop);
        assertThatThrownBy(() -> AtomicFile.replace(loop, text(""))).hasCauseInstanceOf(IOException.class);
    }
}
