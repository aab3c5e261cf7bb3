package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training in a process of its own that is stopped and resumed: the model has the bytes of an undisturbed run.
/// [KillsTest]
/// kills many.
class InterruptionTest {
    @TempDir
    Path folder;

    private Path digits = Path.of("");
    private Path model = Path.of("");
    private Path checkpoint = Path.of("");

    @BeforeEach
    void copyDigits() {
        digits = Commands.digits(folder);
        model = folder.resolve("m.hourglass");
        checkpoint = folder.resolve("m.hourglass.checkpoint");
    }

    private List<Object> training(Path output, int epochs) {
        return new ArrayList<>(List.of(
                "train",
                digits,
                "--label",
                "column64",
                "--code",
                4,
                "--hidden",
                "24",
                "--epochs",
                epochs,
                "-o",
                output,
                "--corrupt",
                "masking:0.1"));
    }

    private Process start(List<Object> arguments) throws IOException {
        return Kills.start(arguments, folder.resolve("log.txt"));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    private static void awaitFile(Path file, Process process) throws InterruptedException {
        while (process.isAlive() && !Files.exists(file)) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void controlCLeavesACheckpointFromWhichTheRunIsFinished() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/kill")), "needs /bin/kill");
        assumeTrue(!interruptsAreIgnored(), "SIGINT is ignored here, as in background jobs of a shell");
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        assertThat(Commands.run(training(undisturbed, 40).toArray()).code()).isZero();
        List<Object> arguments = training(model, 40);
        arguments.addAll(List.of("--checkpoint", 0));
        Process process = start(arguments);
        awaitFile(checkpoint, process);
        assertThat(new ProcessBuilder("/bin/kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor()).as(log()).isEqualTo(130);
        assertThat(log()).contains("to continue: hourglass resume ");
        assertThat(checkpoint).exists();
        assertThat(model).doesNotExist();
        assertThat(Commands.run("resume", checkpoint).code()).isZero();
        assertThat(model).hasSameBinaryContentAs(undisturbed);
    }

    @Test
    void aNetworkThatPredictsIsResumedToo() throws IOException, InterruptedException {
        Path undisturbed = folder.resolve("undisturbed.hourglass");
        assertThat(Commands.run(predicting(undisturbed).toArray()).code()).isZero();
        List<Object> arguments = predicting(model);
        arguments.addAll(List.of("--checkpoint", 0));
        Process process = start(arguments);
        awaitFile(checkpoint, process);
        process.destroyForcibly().waitFor();
        assertThat(model).doesNotExist();
        Commands.Result resumed = Commands.run("resume", model);
        assertThat(resumed.code()).as(resumed.messages()).isZero();
        assertThat(resumed.output()).contains("accuracy");
        assertThat(model).hasSameBinaryContentAs(undisturbed);
    }

    private List<Object> predicting(Path output) {
        return new ArrayList<>(
                List.of("train", digits, "--predict", "column64", "--hidden", "24", "--epochs", 40, "-o", output));
    }

    /// Signal 2 is the second bit of the mask.
    static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    }

    @Test
    void rowsThatChangedSinceAreRefused() throws IOException, InterruptedException {
        List<Object> arguments = training(model, 500);
        arguments.addAll(List.of("--checkpoint", 0));
        Process process = start(arguments);
        awaitFile(checkpoint, process);
        process.destroyForcibly().waitFor();
        List<String> lines = new ArrayList<>(Commands.run("reconstruct", anyModel(), digits, "--label", "column64")
                .output()
                .lines()
                .toList());
        Files.delete(digits);
        try (var zipped = new java.util.zip.GZIPOutputStream(Files.newOutputStream(digits))) {
            zipped.write(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] before = Files.readAllBytes(checkpoint);
        Commands.Result result = Commands.run("resume", model);
        assertThat(result.code()).as(result.messages()).isEqualTo(65);
        assertThat(result.messages()).contains("the rows are not those the run was started with");
        assertThat(Arrays.equals(Files.readAllBytes(checkpoint), before)).isTrue();
    }

    private Path anyModel() {
        Path any = folder.resolve("any.hourglass");
        assertThat(Commands.run(training(any, 1).toArray()).code()).isZero();
        return any;
    }
}
