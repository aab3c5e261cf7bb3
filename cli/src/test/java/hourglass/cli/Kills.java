package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.ProblemException;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Trains in processes of their own that are killed at random moments, and checks after every kill that the newest
/// checkpoint loads and no step seen before is lost, that what the dead leave does not pile up, and in the end that the
/// model has the bytes of an undisturbed run. [KillsTest] runs some kills; more of them:
///
/// ```
/// mvn -o -B -pl cli -am test -Dtest=KillsTest -Dsurefire.failIfNoSpecifiedTests=false -Dkills=1000 -Dkills.seed=1
/// ```
final class Kills {
    /// A file being written and, for a moment, a second name of the one before.
    private static final int MOST_TEMPORARY_FILES = 2;

    private static final int LONGEST_START_SECONDS = 120;

    private final Path folder;
    private final Random random;
    private final Path log;
    private int done;

    Kills(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        this.log = folder.resolve("log.txt");
    }

    /// Kills so far.
    int done() {
        return done;
    }

    /// One run to its end, killed up to so many times on the way.
    ///
    /// @param training the command and its options, without output, checkpoints and threads
    void run(List<Object> training, int most) throws IOException, InterruptedException {
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        Path model = folder.resolve("m.hourglass");
        Path checkpoint = Checkpoints.beside(model);
        Files.deleteIfExists(undisturbed);
        Files.deleteIfExists(model);
        Commands.assertDone(Commands.run(with(training, "-o", undisturbed).toArray()));
        int end = done + most;
        long seen = -1;
        // The checkpoint goes last, when the model has its card.
        while (!Files.exists(model) || Files.exists(checkpoint)) {
            List<Object> command = seen < 0 ? with(training, "-o", model) : new ArrayList<>(List.of("resume", model));
            Process process = start(with(command, "--checkpoint", 0, "--threads", 1 + random.nextInt(3)), log);
            if (done < end && isKilled(process, checkpoint, seen)) {
                done++;
                seen = Math.max(seen, stepSeen);
                long kept = step(checkpoint);
                // Killed when all was done: the model is there and the checkpoint was not needed any more.
                boolean isOver = Files.exists(model) && !Files.exists(checkpoint);
                assertThat(isOver || kept >= seen)
                        .as(said("a step that was seen is lost: " + seen + ", kept " + kept))
                        .isTrue();
                seen = kept;
                assertThat(temporaries()).as(said("left by the dead")).isLessThanOrEqualTo(MOST_TEMPORARY_FILES);
            } else {
                assertThat(process.waitFor()).as(said("ends")).isZero();
            }
        }
        assertThat(model).as(said("the model")).hasSameBinaryContentAs(undisturbed);
        assertThat(checkpoint).doesNotExist();
        assertThat(temporaries()).isZero();
    }

    private long stepSeen;

    /// Kills a process at some moment after it has got further than it was.
    private boolean isKilled(Process process, Path checkpoint, long before) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        // Now and then already while it starts.
        boolean early = random.nextInt(8) == 0;
        if (early) {
            process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
        }
        while (!early && process.isAlive() && step(checkpoint) <= before && System.nanoTime() < deadline) {
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        process.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
        stepSeen = step(checkpoint);
        if (!process.isAlive()) {
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /// The step of the newest checkpoint that loads; −1 if there was none yet.
    private long step(Path checkpoint) {
        if (!Files.exists(checkpoint)) {
            return -1;
        }
        try {
            return CheckpointFile.load(checkpoint, RecipeJson.standard())
                    .checkpoint()
                    .step();
        } catch (ProblemException gone) {
            // At the end of a run they go.
            assertThat(checkpoint).as(said(String.valueOf(gone.getMessage()))).doesNotExist();
            return -1;
        }
    }

    private long temporaries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> String.valueOf(it.getFileName()).startsWith(".hourglass-"))
                    .count();
        }
    }

    private String said(String what) {
        try {
            return what + ", kill " + done + ": " + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException unreadable) {
            return what;
        }
    }

    private static List<Object> with(List<Object> command, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    /// A command in a process of its own.
    static Process start(List<Object> arguments, Path log) throws IOException {
        return new ProcessBuilder(java(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /// What starts it.
    static List<String> java(List<Object> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "hourglass.cli.Main"));
        arguments.forEach(argument -> command.add(argument.toString()));
        return command;
    }
}
