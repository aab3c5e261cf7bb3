package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What training on a table reads and writes besides the model: schemas, recipes, checkpoints.
class TableTrainingTest {
    @TempDir
    static Path shared;

    private static Path penguins = Path.of("");
    private static Path penguinModel = Path.of("");
    private static Path ordinary = Path.of("");
    private static Path model = Path.of("");

    @TempDir
    Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        TrainedTables tables = TrainedTables.in(shared);
        penguins = tables.penguins();
        penguinModel = tables.penguinModel();
        ordinary = tables.ordinary();
        model = tables.model();
    }

    @Test
    void aSchemaIsWrittenEditedAndUsed() throws IOException {
        Path schema = folder.resolve("schema.json");
        Path own = folder.resolve("own.hourglass");
        Commands.Result written = Commands.run("train", ordinary, "--schema-out", schema, "-o", own);
        Commands.assertDone(written);
        assertThat(written.messages()).contains("schema of 5 columns written to " + schema, "--schema " + schema);
        assertThat(own).doesNotExist();
        // As it is, it changes nothing.
        Commands.assertDone(Commands.run("train", ordinary, "--schema", schema, "-o", own));
        assertThat(own).hasSameBinaryContentAs(model);
        String text = Files.readString(schema);
        assertThat(text).contains("\"amount\"", "\"kind\"", "large", "small");
        String edited = text.replace("\"large\"", "\"huge\"");
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(schema, edited);
        Commands.Result used = Commands.run("train", ordinary, "--schema", schema, "--epochs", 2, "-o", own);
        Commands.assertDone(used);
        assertThat(used.output()).containsPattern("kind +(category|yes).*small");
        Files.writeString(schema, text.replace("\"fee\"", "\"preis\""));
        Commands.Result absent = Commands.run("train", ordinary, "--schema", schema, "-o", own);
        assertThat(absent.code()).isEqualTo(65);
        assertThat(absent.messages()).contains("\"preis\"");
        Files.writeString(schema, "{\"columns\": [{\"nam\": \"amount\"}]}");
        Commands.Result damaged = Commands.run("train", ordinary, "--schema", schema, "-o", own);
        assertThat(damaged.code()).isEqualTo(65);
        assertThat(damaged.messages()).contains("schema.json");
        Commands.Result none = Commands.run("train", ordinary, "--schema", folder.resolve("none.json"), "-o", own);
        assertThat(none.code()).isEqualTo(66);
    }

    @Test
    void theRecipeOfATableTrainsTheSameModel() throws IOException {
        Path recipe = Files.writeString(
                folder.resolve("r.json"),
                Commands.run("inspect", "--recipe", model).output());
        Path again = folder.resolve("again.hourglass");
        Commands.assertDone(Commands.run("train", ordinary, "--recipe", recipe, "-o", again));
        assertThat(again).hasSameBinaryContentAs(model);
    }

    /// A checkpoint from the midst of a run, taken while it went on, leads to the bytes of the undisturbed run.
    @Test
    void aRunOnATableIsResumedWithTheSameBytes() throws IOException, InterruptedException {
        Path run = folder.resolve("run.hourglass");
        Path checkpoint = folder.resolve("run.hourglass.checkpoint");
        Path kept = folder.resolve("kept");
        Thread copier = Thread.ofPlatform().daemon().start(() -> keepOne(checkpoint, kept));
        Commands.assertDone(Commands.run("train", penguins, "--checkpoint", 0, "-o", run));
        copier.join(10_000);
        assertThat(kept).exists();
        assertThat(run).hasSameBinaryContentAs(penguinModel);
        Files.delete(run);
        Files.move(kept, checkpoint);
        Commands.Result resumed = Commands.run("resume", run);
        Commands.assertDone(resumed);
        assertThat(resumed.output()).contains("resuming after", "nats by column");
        assertThat(run).hasSameBinaryContentAs(penguinModel);
    }

    private static void keepOne(Path written, Path kept) {
        while (!Files.exists(kept)) {
            try {
                if (Files.exists(written)) {
                    Files.copy(written, kept);
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    /// A model of numbers taken alike says that it fills no holes and knows no reasons by columns it does not have.
    @Test
    void aModelOfNumbersTakenAlikeReadsNoHoles() throws IOException {
        Path alike = folder.resolve("alike.hourglass");
        Path numbers = Files.writeString(
                folder.resolve("numbers.csv"),
                (OrdinaryRows.HEADER + OrdinaryRows.of(60, 14))
                        .lines()
                        .map(line -> line.split(",", -1)[0] + "," + line.split(",", -1)[1] + "\n")
                        .reduce("", String::concat));
        Commands.assertDone(Commands.run("train", numbers, "--likelihood", "gaussian", "--epochs", 2, "-o", alike));
        Commands.Result refused = Commands.run("impute", alike, numbers);
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("cannot read missing values", "without --likelihood");
        Files.writeString(numbers, Files.readString(numbers) + "100,\n");
        Commands.Result hole = Commands.run("score", alike, numbers);
        assertThat(hole.code()).isEqualTo(65);
        assertThat(hole.messages()).contains("line 62, column \"fee\"");
    }
}
