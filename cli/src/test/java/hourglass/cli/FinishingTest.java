package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.model.Model;
import hourglass.problem.ProblemException;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of a run: what is made of a checkpoint, and which checkpoints go.
class FinishingTest {
    @TempDir
    Path folder;

    private Path rows = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        rows = InterruptedRun.rows(folder.resolve("rows.csv"), 5);
        model = folder.resolve("m.hourglass");
    }

    @Test
    void aModelIsMadeOfTheBestEpochSoFar() throws IOException {
        Path checkpoint = InterruptedRun.of(rows, new DataOptions(), model, 2, "");
        byte[] before = Files.readAllBytes(checkpoint);
        Commands.Result finished = Commands.run("resume", checkpoint, "--finish");
        Commands.assertDone(finished);
        assertThat(finished.output()).contains("trained     2 epochs", "flags       ");
        assertThat(finished.messages()).contains("to train on: hourglass resume ");
        assertThat(checkpoint).hasBinaryContent(before);
        assertThat(Model.load(model).calibration().isCalibrated()).isTrue();
        Commands.assertDone(Commands.run("resume", checkpoint));
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        Commands.assertDone(Commands.run("train", rows, "--epochs", InterruptedRun.EPOCHS, "-o", undisturbed));
        assertThat(model).hasSameBinaryContentAs(undisturbed);
        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void beforeTheFirstEpochEndedThereIsNothingToFinish() {
        Path checkpoint = InterruptedRun.of(rows, new DataOptions(), model, 0, "");
        Commands.Result refused = Commands.run("resume", checkpoint, "--finish");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.messages()).contains("no epoch has ended yet", "hourglass resume ");
        assertThat(model).doesNotExist();
        assertThat(checkpoint).exists();
        assertThat(Commands.run("resume", checkpoint, "--finish", "--rate", "0.1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aRateThatIsNoneIsRefusedByTheNameOfItsOption() {
        Path checkpoint = InterruptedRun.of(rows, new DataOptions(), model, 1, "");
        Commands.Result refused = Commands.run("resume", checkpoint, "--rate", "-1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("at  --rate");
    }

    /// A folder that takes the place of the model in the meantime, instead of a full disk.
    @Test
    void aModelThatCannotBeSavedLeavesACheckpointAndAWayOn() throws IOException {
        Path checkpoint = InterruptedRun.of(rows, new DataOptions(), model, 1, "");
        CheckpointFile.Loaded loaded = CheckpointFile.load(checkpoint, RecipeJson.standard());
        Source source = Source.fromJson(String.valueOf(loaded.context().get(Checkpoints.SOURCE)), "test");
        FoundRows found =
                FoundRows.of(source, checkpoint, model, loaded.checkpoint().recipe(), new RunOptions().overflow(model));
        TrainingSession session = new TrainingSession(
                new Commands.Streams().console(), new RunOptions(), found.source(), found.prepared());
        Files.createDirectory(model);
        assertThatThrownBy(() -> session.resume(loaded, loaded.checkpoint()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("which is safe")
                .hasMessageContaining("try  hourglass resume " + checkpoint + ", once there is room")
                .hasMessageContaining("try  hourglass resume " + checkpoint + " -o MODEL");
        Path elsewhere = folder.resolve("elsewhere.hourglass");
        Commands.Result resumed = Commands.run("resume", checkpoint, "-o", elsewhere);
        Commands.assertDone(resumed);
        Files.delete(model);
        Commands.assertDone(Commands.run("train", rows, "--epochs", InterruptedRun.EPOCHS, "-o", model));
        assertThat(elsewhere).hasSameBinaryContentAs(model);
    }

    @Test
    void missedCheckpointsAreToldOnce() throws IOException {
        Path checkpoint = Files.createDirectory(Checkpoints.beside(model));
        Commands.Result trained = Commands.run("train", rows, "--epochs", 9, "--checkpoint", 0, "-o", model);
        Commands.assertDone(trained);
        assertThat(trained.messages()).containsOnlyOnce("training goes on without new checkpoints");
        Files.delete(checkpoint);
    }

    /// Another run into the same output wrote its checkpoint after this one read its own.
    @Test
    void theCheckpointOfAnotherRunStays() {
        Path kept = folder.resolve("kept.hourglass");
        Path mine = InterruptedRun.of(rows, new DataOptions(), kept, 1, "a run");
        Path others = InterruptedRun.of(rows, new DataOptions(), model, 2, "another run");
        Commands.Result resumed = Commands.run("resume", mine, "-o", model, "--checkpoint", 1000);
        Commands.assertDone(resumed);
        assertThat(model).exists();
        assertThat(others).exists();
        assertThat(resumed.messages()).contains(others + " is the checkpoint of another run, and stays");
        Commands.assertDone(Commands.run("train", rows, "--epochs", 1, "-o", model, "--checkpoint", 1000));
        assertThat(others).exists();
        Commands.assertDone(Commands.run("resume", others));
        assertThat(others).doesNotExist();
    }
}
