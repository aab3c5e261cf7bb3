package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A checkpoint that was copied or moved is resumed where it is, and leaves alone where it came from.
class ResumeElsewhereTest {
    @TempDir
    Path folder;

    private Path old = Path.of("");
    private Path copy = Path.of("");
    private Path undisturbed = Path.of("");

    @BeforeEach
    void interrupt() throws IOException {
        old = Files.createDirectories(folder.resolve("old/models"));
        copy = folder.resolve("copy/models");
        Path rows = InterruptedRun.rows(folder.resolve("old/rows.csv"), 5);
        undisturbed = folder.resolve("undisturbed.hourglass");
        Commands.assertDone(Commands.run("train", rows, "--epochs", InterruptedRun.EPOCHS, "-o", undisturbed));
        InterruptedRun.of(rows, new DataOptions(), old.resolve("m.hourglass"), 1, "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aCopiedFolderIsResumedInTheCopy() throws IOException {
        copy(folder.resolve("old"), folder.resolve("copy"));
        byte[] before = Files.readAllBytes(old.resolve("m.hourglass.checkpoint"));
        Commands.Result resumed = Commands.run("resume", copy.resolve("m.hourglass.checkpoint"));
        Commands.assertDone(resumed);
        assertThat(names(copy)).containsExactly("m.hourglass");
        assertThat(copy.resolve("m.hourglass")).hasSameBinaryContentAs(undisturbed);
        assertThat(names(old)).containsExactly("m.hourglass.checkpoint");
        assertThat(old.resolve("m.hourglass.checkpoint")).hasBinaryContent(before);
        assertThat(resumed.messages().lines())
                .filteredOn(line -> line.startsWith("note: "))
                .singleElement()
                .asString()
                .contains("note: ", "the model is written to " + copy.resolve("m.hourglass"))
                .doesNotContain("rows are read");
    }

    @Test
    void aMovedFolderFindsItsRowsBesideIt() throws IOException {
        Files.move(folder.resolve("old"), folder.resolve("copy"));
        Commands.Result resumed = Commands.run("resume", copy.resolve("m.hourglass"));
        Commands.assertDone(resumed);
        assertThat(copy.resolve("m.hourglass")).hasSameBinaryContentAs(undisturbed);
        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(resumed.messages()).contains("rows are read from " + folder.resolve("copy/rows.csv"));
    }

    @Test
    void otherRowsInTheOldPlaceAreNotTakenForThoseThatCameAlong() throws IOException {
        copy(folder.resolve("old"), folder.resolve("copy"));
        InterruptedRun.rows(folder.resolve("old/rows.csv"), 6);
        Commands.Result resumed = Commands.run("resume", copy.resolve("m.hourglass.checkpoint"));
        Commands.assertDone(resumed);
        assertThat(copy.resolve("m.hourglass")).hasSameBinaryContentAs(undisturbed);
    }

    @Test
    void movedTwiceItStillKnowsWhereRowsLayAtFirst() throws IOException {
        Path checkpoint = Path.of("/a/models/m.hourglass.checkpoint");
        Source began = source("/a/rows.csv", "/a/models/m.hourglass");
        Files.move(folder.resolve("old"), folder.resolve("copy"));
        Source once = began.places(copy.resolve(checkpoint.getFileName()), copy.resolve("m.hourglass"))
                .getFirst();
        assertThat(once.file()).isEqualTo(folder.resolve("copy/rows.csv").toString());
        Source aside = once.places(copy.resolve(checkpoint.getFileName()), folder.resolve("x/y/z.hourglass"))
                .getFirst();
        Files.move(folder.resolve("copy"), folder.resolve("third"));
        Path third = folder.resolve("third/models/z.hourglass.checkpoint");
        assertThat(aside.places(third, folder.resolve("third/models/z.hourglass"))
                        .getFirst()
                        .file())
                .isEqualTo(folder.resolve("third/rows.csv").toString());
        Source read = Source.fromJson(aside.toJson(), "test");
        assertThat(read).isEqualTo(aside);
    }

    private Source source(String file, String output) throws IOException {
        Path rows = folder.resolve("old/rows.csv");
        InterruptedRun.of(rows, new DataOptions(), folder.resolve("old/s.hourglass"), 1, "");
        String json = CheckpointFile.load(folder.resolve("old/s.hourglass.checkpoint"), RecipeJson.standard())
                .context()
                .get(Checkpoints.SOURCE);
        assertThat(json).isNotNull();
        return Source.fromJson(
                json.replace(rows.toString(), file)
                        .replace(folder.resolve("old/s.hourglass").toString(), output),
                "test");
    }

    @Test
    void linesSetAsideGoBesideTheCopyToo() throws IOException {
        Path rows = folder.resolve("old/rows.csv");
        DataOptions data = new DataOptions();
        data.rejects = old.resolve("rejects.csv");
        InterruptedRun.of(rows, data, old.resolve("m.hourglass"), 1, "");
        Files.writeString(rows, Files.readString(rows) + "1,2,3,4\n");
        copy(folder.resolve("old"), folder.resolve("copy"));
        Commands.assertDone(Commands.run("resume", copy.resolve("m.hourglass.checkpoint")));
        assertThat(old.resolve("rejects.csv")).doesNotExist();
        assertThat(copy.resolve("rejects.csv")).exists();
    }

    @Test
    void theModelIsWrittenWhereItIsAskedFor() throws IOException {
        Path model = folder.resolve("here.hourglass");
        Commands.Result resumed = Commands.run("resume", old.resolve("m.hourglass.checkpoint"), "-o", model);
        Commands.assertDone(resumed);
        assertThat(model).hasSameBinaryContentAs(undisturbed);
        assertThat(names(old)).containsExactly("m.hourglass.checkpoint");
        assertThat(resumed.messages()).contains("m.hourglass.checkpoint, from which this run went on, stays");
    }

    @Test
    void whereNothingCanBeWrittenIsSaidBeforehandWithARemedyThatWorks() throws IOException {
        Files.writeString(old.resolve("m.hourglass"), "something else");
        Commands.Result refused = Commands.run("resume", old.resolve("m.hourglass.checkpoint"));
        assertThat(refused.code()).isEqualTo(73);
        assertThat(refused.messages()).contains("try  -o with another name");
        Commands.assertDone(
                Commands.run("resume", old.resolve("m.hourglass.checkpoint"), "-o", old.resolve("n.hourglass")));
        assertThat(Commands.run("resume", old.resolve("m.hourglass.checkpoint"), "-o", folder.resolve("no/n"))
                        .code())
                .isEqualTo(73);
    }
}
