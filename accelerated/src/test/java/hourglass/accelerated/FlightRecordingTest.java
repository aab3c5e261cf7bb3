package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.KernelsProvider;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a process of its own, because a recording cannot be taken back: docs/decisions/016.
class FlightRecordingTest {
    @TempDir
    Path folder;

    /// What the child process says.
    public static void main(String[] arguments) {
        System.out.println(
                switch (new OneDnnProvider().offer()) {
                    case KernelsProvider.Offer.Available it -> "available";
                    case KernelsProvider.Offer.Unavailable it -> it.reason();
                });
    }

    private String offered(String... options) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(options));
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes, FlightRecordingTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void oneDnnIsNotOfferedWhileARecordingRuns() throws IOException, InterruptedException {
        String before = offered();
        assertThat(before).doesNotContain("flight recording");
        assertThat(offered("-XX:StartFlightRecording=filename=recording.jfr")).contains("a flight recording");
    }
}
