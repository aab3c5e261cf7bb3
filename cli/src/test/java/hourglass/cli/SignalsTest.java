package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first signal waits for what must be saved, the second for nothing.
class SignalsTest {
    /// Saves for ever when it is asked to end, as training does for as long as a step takes.
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println(Signals.second().isEmpty() ? "saving" : "too early");
                while (true) {
                    Signals.second().ifPresent(Runtime.getRuntime()::halt);
                    Thread.onSpinWait();
                }
            }));
            System.out.println("ready");
            TimeUnit.MINUTES.sleep(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, INT, 130", "TERM, TERM, 143", "TERM, INT, 130"})
    void theSecondEndsAtOnce(String first, String second, int code) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/kill")), "needs /bin/kill");
        assumeTrue(
                !(first + second).contains("INT") || !InterruptionTest.interruptsAreIgnored(),
                "SIGINT is ignored here, as in background jobs of a shell");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Saver.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            kill(first, process);
            assertThat(said.readLine()).isEqualTo("saving");
            assertThat(process.isAlive()).isTrue();
            kill(second, process);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(code);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void kill(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void nothingCameHere() {
        assertThat(Signals.second()).isEqualTo(OptionalInt.empty());
    }
}
