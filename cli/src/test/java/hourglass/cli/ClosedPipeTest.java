package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A reader that has seen enough, as `head` has, is no error, whatever command prints rows.
@EnabledOnOs({OS.LINUX, OS.MAC})
class ClosedPipeTest {
    /// Enough for the pipe and every buffer to be full.
    private static final int ROWS = 6000;

    @TempDir
    Path folder;

    @Test
    void itIsNoError() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("a,b,c,d\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(Math.sin(i)).append(',').append(Math.cos(3 * i)).append(',');
            text.append(i % 17).append(',').append(Math.sin(2 * i)).append('\n');
        }
        Path rows = Files.writeString(folder.resolve("rows.csv"), text);
        Path model = folder.resolve("m.hourglass");
        Commands.assertDone(Commands.run("train", rows, "--epochs", 1, "--variational", "--code", 2, "-o", model));
        Path table = folder.resolve("table.hourglass");
        Commands.assertDone(Commands.run("train", rows, "--epochs", 1, "-o", table));
        for (List<Object> command : List.<List<Object>>of(
                List.of("score", model, rows),
                List.of("encode", model, rows),
                List.of("reconstruct", model, rows),
                List.of("impute", table, rows),
                List.of("map", model, rows, "--by", "pca"),
                List.of("neighbours", model, rows),
                List.of("sample", model, "--rows", ROWS),
                List.of("explain", model, rows, "--top", ROWS))) {
            assertNoError(command);
        }
    }

    private void assertNoError(List<Object> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Kills.java(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("messages.txt").toFile())
                .start();
        int first = process.getInputStream().read();
        if (first < 0) {
            process.waitFor();
        }
        assertThat(first)
                .as(arguments + Files.readString(folder.resolve("messages.txt")))
                .isPositive();
        process.getInputStream().close();
        int code = process.waitFor();
        String said = Files.readString(folder.resolve("messages.txt"));
        assertThat(code).as(arguments + said).isZero();
        assertThat(said).as(arguments.toString()).doesNotContain("error", "Exception");
    }
}
