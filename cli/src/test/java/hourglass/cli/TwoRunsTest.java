package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.model.Model;
import hourglass.problem.ProblemException;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes that train into one output: the one that ends first takes nothing away that the other promised to
/// continue from, and what the other is killed over is resumed to the bytes of its undisturbed run.
class TwoRunsTest {
    private static final int LONGEST_SECONDS = 120;

    @TempDir
    Path folder;

    private List<Object> training(Path rows, int epochs, Path output, int seed) {
        return new ArrayList<>(List.of(
                "train",
                rows,
                "--label",
                "column64",
                "--code",
                4,
                "--hidden",
                "24",
                "--epochs",
                epochs,
                "--seed",
                seed,
                "-o",
                output));
    }

    @Test
    void theFirstToEndLeavesTheCheckpointOfTheOther() throws IOException, InterruptedException {
        Path rows = Commands.digits(folder);
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        Path model = folder.resolve("m.hourglass");
        Path checkpoint = Checkpoints.beside(model);
        Commands.assertDone(Commands.run(training(rows, 60, undisturbed, 1).toArray()));
        List<Object> slow = training(rows, 60, model, 1);
        slow.addAll(List.of("--checkpoint", 0, "--threads", 1));
        Process one = Kills.start(slow, folder.resolve("one.txt"));
        try {
            long seen = awaitStep(checkpoint, 0, one);
            List<Object> quick = training(rows, 1, model, 2);
            quick.addAll(List.of("--checkpoint", 1000, "--threads", 1));
            Process other = Kills.start(quick, folder.resolve("other.txt"));
            assertThat(other.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(folder.resolve("other.txt"));
            assertThat(other.exitValue()).as(said).isZero();
            assertThat(one.isAlive())
                    .as(Files.readString(folder.resolve("one.txt")))
                    .isTrue();
            one.destroyForcibly().waitFor();
            assertThat(said)
                    .contains(checkpoint + " is the checkpoint of another run; this run will replace it")
                    .contains(checkpoint + " is the checkpoint of another run, and stays");
            assertThat(Model.load(model).recipe().training().seed()).isEqualTo(2);
            assertThat(step(checkpoint)).isGreaterThanOrEqualTo(seen);
        } finally {
            one.destroyForcibly().waitFor();
        }
        Commands.assertDone(Commands.run("resume", checkpoint));
        assertThat(model).hasSameBinaryContentAs(undisturbed);
        assertThat(checkpoint).doesNotExist();
    }

    private static long awaitStep(Path checkpoint, long least, Process process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (process.isAlive() && step(checkpoint) < least && System.nanoTime() < deadline) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
        return step(checkpoint);
    }

    private static long step(Path checkpoint) {
        try {
            return CheckpointFile.load(checkpoint, RecipeJson.standard())
                    .checkpoint()
                    .step();
        } catch (ProblemException none) {
            return -1;
        }
    }
}
