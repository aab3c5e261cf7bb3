package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second process holds a temporary file.
class HeldTemporaryTest {
    @TempDir
    Path folder;

    private void save() {
        AtomicFile.replace(folder.resolve("model"), channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
    }

    /// Its number says nothing here, as that of a process in another container does not.
    @Test
    void whatAnotherProcessWritesStaysUntilItDies() throws IOException, InterruptedException {
        Path held = folder.resolve(".hourglass-99999999999-1-0123456789abcde2.tmp");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        held.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("held");
            save();
            assertThat(held).exists();
        } finally {
            writer.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        save();
        assertThat(held).doesNotExist();
    }

    /// Holds a file as one that is being saved is held.
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path file = Path.of(arguments[0]);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (Temporaries.hold(channel, file, null) != null) {
                    System.out.println("held");
                }
                Thread.sleep(60_000);
            }
        }
    }
}
