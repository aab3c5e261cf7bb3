package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A real disk with room for 0, 1, 2, 4 … blocks: whatever a command writes, the file so far stays until the new one is
/// there, whole; there is an error of ours, and nothing else is left.
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int BLOCKS = 512;

    @TempDir
    Path folder;

    private Path rows = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void train() {
        rows = Commands.copy(BundledData.PENGUINS, folder);
        model = folder.resolve("m.hourglass");
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        }
    }

    private int runUntilThereIsRoom(SmallDisk disk, String name, String... command) throws IOException {
        Path output = disk.folder().resolve(name);
        disk.free();
        Files.writeString(output, name.endsWith(".html") ? "" : "old");
        if (name.endsWith(".html")) {
            // Only a report gives way to a report.
            Files.delete(output);
        }
        List<String> before = new ArrayList<>(names(disk.folder()));
        before.add("filler");
        List<Object> arguments = new ArrayList<>();
        for (String word : command) {
            arguments.add(
                    word.equals("MODEL") ? model : word.equals("ROWS") ? rows : word.equals("OUT") ? output : word);
        }
        int failures = 0;
        for (int blocks = 0; ; blocks = Math.max(1, 2 * blocks)) {
            disk.fill(blocks);
            Commands.Result result = Commands.run(arguments.toArray());
            if (result.code() == 0) {
                break;
            }
            failures++;
            String situation = String.join(" ", command) + ", " + blocks + " blocks: " + result.messages();
            assertThat(result.code()).as(situation).isEqualTo(74);
            assertThat(result.messages()).as(situation).contains("error: ").doesNotContain("Exception");
            assertThat(names(disk.folder()))
                    .as(situation)
                    .containsExactlyElementsOf(before.stream().sorted().toList());
            if (Files.exists(output)) {
                assertThat(output).as(situation).hasContent("old");
            }
        }
        // A name as long as that of the disk: reports tell where they stand.
        Path other = Files.createDirectories(folder.resolve("room")).resolve(name);
        arguments.replaceAll(it -> it.equals(output) ? other : it);
        Commands.assertDone(Commands.run(arguments.toArray()));
        assertThat(Files.size(output)).as(name).isEqualTo(Files.size(other));
        return failures;
    }

    @Test
    void exportsAreWholeOrTheOldOnesStay() throws IOException {
        Commands.assertDone(Commands.run("train", rows, "--epochs", 1, "-o", model));
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), BLOCKS)) {
            assertThat(runUntilThereIsRoom(disk, "s.csv", "score", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "s.csv.gz", "encode", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "s.jsonl", "reconstruct", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "s.npy", "encode", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "s.parquet", "encode", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "m.csv", "map", "MODEL", "ROWS", "--by", "pca", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "m.onnx", "export", "MODEL", "-o", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "m.json", "train", "ROWS", "--schema-out", "OUT"))
                    .isPositive();
            assertThat(runUntilThereIsRoom(disk, "m.html", "report", "MODEL", "ROWS", "-o", "OUT"))
                    .isPositive();
        }
    }

    /// Neither the model nor a new checkpoint has room, and the run is over: the model is kept where there is room.
    @Test
    void aFullDiskAtTheLastSaveLosesNoRun() throws IOException {
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        Path numbers = InterruptedRun.rows(folder.resolve("rows.csv"), 5);
        Commands.assertDone(Commands.run("train", numbers, "--epochs", InterruptedRun.EPOCHS, "-o", undisturbed));
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), BLOCKS)) {
            Path output = disk.folder().resolve("m.hourglass");
            Path checkpoint = InterruptedRun.of(numbers, new DataOptions(), output, 1, "");
            byte[] before = Files.readAllBytes(checkpoint);
            CheckpointFile.Loaded loaded = CheckpointFile.load(checkpoint, RecipeJson.standard());
            Source source = Source.fromJson(String.valueOf(loaded.context().get(Checkpoints.SOURCE)), "test");
            FoundRows found = FoundRows.of(
                    source, checkpoint, output, loaded.checkpoint().recipe(), new RunOptions().overflow(output));
            TrainingSession session = new TrainingSession(
                    new Commands.Streams().console(), new RunOptions(), found.source(), found.prepared());
            disk.fill(0);
            Matcher[] said = new Matcher[1];
            assertThatThrownBy(() -> session.resume(loaded, loaded.checkpoint()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("No space left")
                    .satisfies(it -> said[0] =
                            Pattern.compile("the model is safe as (\\S+)").matcher(String.valueOf(it.getMessage())));
            assertThat(said[0].find()).isTrue();
            Path kept = Path.of(said[0].group(1));
            assertThat(kept).hasSameBinaryContentAs(undisturbed);
            Files.delete(kept);
            Files.delete(kept.getParent());
            assertThat(names(disk.folder())).containsExactly("filler", "m.hourglass.checkpoint");
            assertThat(checkpoint).hasBinaryContent(before);
            disk.free();
            Commands.assertDone(Commands.run("resume", checkpoint));
            assertThat(output).hasSameBinaryContentAs(undisturbed);
        }
    }
}
