package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {
    @TempDir
    private Path folder;

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static void requireFailure(ProblemException failed, Path folder, String text) {
        assertThat(failed.problem().kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        assertThat(failed.problem().place()).isEqualTo(folder.toString());
        assertThat(failed.problem().summary()).startsWith(text);
    }

    @Test
    void bytesAreAppendedAndReadAnywhere() {
        try (ScratchFile file = ScratchFile.in(folder)) {
            assertThat(file.size()).isZero();
            file.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer part = ByteBuffer.wrap(new byte[] {9, 4, 5, 9}, 1, 2);
            file.append(part);
            assertThat(part.hasRemaining()).isFalse();
            assertThat(file.size()).isEqualTo(5);
            ByteBuffer read = ByteBuffer.allocate(4).position(1);
            file.read(read, 2);
            assertThat(read.array()).containsExactly(0, 3, 4, 5);
        }
    }

    /// A channel that takes 300 bytes at a time, as a channel may.
    @Test
    void bytesAreWrittenInAsManyPiecesAsTheDiskTakes() throws IOException {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.ONCE, Integer.MAX_VALUE, true);
        try (ScratchFile file = ScratchFile.in(new FaultyFileSystem(disk).wrap(folder))) {
            file.append(ByteBuffer.wrap(bytes));
            assertThat(file.size()).isEqualTo(1000);
            ByteBuffer read = ByteBuffer.allocate(1000);
            file.read(read, 0);
            assertThat(read.array()).isEqualTo(bytes);
        }
        assertThat(files()).isZero();
    }

    @Test
    void itHasNoNameWhereThePlatformAllows() throws IOException {
        try (ScratchFile file = ScratchFile.in(folder)) {
            file.append(ByteBuffer.allocate(10));
            assertThat(files()).isZero();
            assertThat(file.channel().size()).isEqualTo(10);
        }
    }

    /// Each operation fails once, until it is that which takes the name away at the start.
    @Test
    void elsewhereItGoesWhenItIsClosed() throws IOException {
        for (int failing = 1; failing < 20; failing++) {
            FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.ONCE, failing, true);
            boolean named = false;
            try (ScratchFile file = ScratchFile.in(new FaultyFileSystem(disk).wrap(folder))) {
                assertThat(file.channel().isOpen()).isTrue();
                named = files() == 1;
                if (named) {
                    requirePrivate();
                }
            } catch (ProblemException noPlace) {
                assertThat(noPlace.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
            }
            assertThat(disk.open()).isZero();
            if (named) {
                assertThat(files()).isZero();
                return;
            }
        }
        throw new AssertionError("the name was never kept");
    }

    private void requirePrivate() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(files.findFirst().orElseThrow())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void orphansGoFirst() throws IOException {
        Files.writeString(folder.resolve(".hourglass-99999999999-1-0123456789abcdef.tmp"), "half");
        ScratchFile.in(folder).close();
        assertThat(files()).isZero();
    }

    @Test
    void aFolderThatPermitsNoneIsNamed() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> ScratchFile.in(none)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
            assertThat(refused.problem().text())
                    .isEqualTo("error: a file for what does not fit in memory cannot be created: no such file or "
                            + "folder\n  at  " + none);
        });
    }

    @Test
    void theEndAndFailuresAreReported() {
        ScratchFile file = ScratchFile.in(folder);
        file.append(ByteBuffer.allocate(3));
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(2), 2))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "error: reading what does not fit in memory failed: the file ends too early\n  at  " + folder);
        file.close();
        assertThatThrownBy(() -> file.append(ByteBuffer.allocate(1)))
                .isInstanceOfSatisfying(ProblemException.class, failed -> {
                    requireFailure(failed, folder, "writing what does not fit in memory failed: ");
                    assertThat(failed.problem().remedies())
                            .containsExactly("check the space on the disk, or write the output to another one");
                });
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failed -> requireFailure(failed, folder, "reading what does not fit in memory failed: "));
    }

    @Test
    void freeSpaceIsThatOfTheDiskOrUnknown() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        assertThat(ScratchFile.free(folder)).isBetween(free / 2, 2 * free);
        assertThat(ScratchFile.free(folder.resolve("none"))).isEqualTo(Long.MAX_VALUE);
    }
}
