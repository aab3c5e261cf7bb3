package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What killed processes leave is removed by the next save, and nothing that another process writes.
class TemporariesTest {
    private static final String OF_NOBODY = ".hourglass-99999999999-1-0123456789abcde%d.tmp";

    @TempDir
    Path folder;

    private void save() {
        AtomicFile.replace(folder.resolve("model"), channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void orphansOfTheDeadGo() throws IOException {
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve(String.format(OF_NOBODY, i)), "half");
        }
        // A number that is in use again, as 1 is in every container.
        Files.writeString(
                folder.resolve(".hourglass-" + ProcessHandle.current().pid() + "-1-0123456789abcdef.tmp"), "half");
        save();
        assertThat(names()).containsExactly("model");
    }

    @Test
    void whatIsNotOursStays() throws IOException {
        List<String> others = List.of(".hourglass-1.tmp", ".hourglass-note-1-0123456789abcdef.tmp", "a.tmp");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "mine");
        }
        Files.createDirectory(folder.resolve(String.format(OF_NOBODY, 1)));
        save();
        assertThat(names()).hasSize(others.size() + 2).containsAll(others);
    }

    @Test
    void whatThisProcessWritesStays() throws IOException {
        AtomicFile.replace(folder.resolve("outer"), channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {2}));
            save();
        });
        assertThat(names()).containsExactly("model", "outer");
    }

    /// Its number says nothing here, as that of a process in another container does not.
    @Test
    void whatAnotherProcessWritesStaysUntilItDies() throws IOException, InterruptedException {
        Path held = folder.resolve(String.format(OF_NOBODY, 2));
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
