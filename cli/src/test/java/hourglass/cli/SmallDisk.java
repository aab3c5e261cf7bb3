package hourglass.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A small file system in memory (tmpfs), which only root may have: tests that need one are skipped for others.
///
/// @param folder where it is
record SmallDisk(Path folder) implements AutoCloseable {
    private static final int BLOCK = 4096;

    static SmallDisk mount(Path folder, int blocks) throws IOException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + blocks * BLOCK, "none", folder.toString()),
                "a small disk needs root and tmpfs");
        return new SmallDisk(folder);
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command[0]);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /// Fills it but for some blocks.
    void fill(int left) throws IOException {
        Files.deleteIfExists(filler());
        try (FileChannel channel =
                FileChannel.open(filler(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // What is told as free is less than that for a moment after files were removed: it is filled until it is
            // full.
            for (; ; ) {
                channel.write(ByteBuffer.allocate(BLOCK));
            }
        } catch (IOException full) {
            try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
                channel.truncate(Math.max(0, channel.size() / BLOCK - left) * BLOCK);
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }
}
