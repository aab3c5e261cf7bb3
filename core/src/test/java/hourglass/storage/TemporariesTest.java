package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /// The start of a process is known to two seconds.
    @Test
    void ownFilesAreToldByTheStartOfTheProcess() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().orElseThrow().toEpochMilli();
        for (long from : new long[] {-2001, -2000, 2000, 2001}) {
            Files.writeString(folder.resolve(ofProcess(self.pid(), start + from)), "half");
        }
        Temporaries.removeOrphans(folder);
        assertThat(names())
                .containsExactlyInAnyOrder(ofProcess(self.pid(), start - 2000), ofProcess(self.pid(), start + 2000));
    }

    private static String ofProcess(long process, long start) {
        return ".hourglass-" + process + "-" + start + "-0123456789abcdef.tmp";
    }

    @Test
    void linksAndWhatIsHeldStay() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve(String.format(OF_NOBODY, 1)), mine);
        Path held = folder.resolve(String.format(OF_NOBODY, 2));
        try (FileChannel channel = FileChannel.open(held, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            Temporaries.removeOrphans(folder);
            assertThat(held).exists();
        }
        Temporaries.removeOrphans(folder);
        assertThat(held).doesNotExist();
        assertThat(link).isSymbolicLink();
        assertThat(mine).hasContent("mine");
        assertThatCode(() -> Temporaries.removeOrphans(folder.resolve("none"))).doesNotThrowAnyException();
    }

    @Test
    void namesHaveTheProcessItsStartAndTheRest() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().orElseThrow().toEpochMilli();
        assertThat(Temporaries.name(255)).isEqualTo(".hourglass-" + self.pid() + "-" + start + "-00000000000000ff.tmp");
        assertThat(Temporaries.newName())
                .matches("\\.hourglass-" + self.pid() + "-" + start + "-[0-9a-f]{16}\\.tmp")
                .isNotEqualTo(Temporaries.newName());
    }

    @Test
    void aFileIsAsPrivateAsTheOneItReplaces() throws IOException {
        Path like = Files.writeString(folder.resolve("like"), "");
        for (String permissions : List.of("rw-------", "r--------", "rwx------")) {
            Files.setPosixFilePermissions(like, PosixFilePermissions.fromString(permissions));
            Temporaries.Created created = Temporaries.create(folder, Optional.of(like));
            created.channel().close();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created.path())))
                    .isEqualTo(permissions);
        }
        Files.setPosixFilePermissions(like, PosixFilePermissions.fromString("-w-------"));
        Temporaries.Created readable = Temporaries.create(folder, Optional.of(like));
        readable.channel().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(readable.path())))
                .isEqualTo("rw-------");
        assertThat(readable.path()).isEmptyFile().hasParent(folder);
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> Temporaries.create(missing, Optional.empty())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aLockIsGivenUpForTheNext() throws IOException {
        Path file = folder.resolve("a");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FileLock first = Objects.requireNonNull(Temporaries.hold(channel, file, null));
            assertThat(first.isValid()).isTrue();
            FileLock second = Objects.requireNonNull(Temporaries.hold(channel, file, first));
            assertThat(first.isValid()).isFalse();
            assertThat(second.isValid()).isTrue();
            Files.delete(file);
            assertThatThrownBy(() -> Temporaries.hold(channel, file, second))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another process removed the temporary file");
        }
    }

    @Test
    void whereThereAreNoLocksNobodyElseGetsOne() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "");
        FaultyDisk disk = new FaultyDisk(FaultyDisk.Fault.ONCE, Integer.MAX_VALUE, true);
        Path without = new FaultyFileSystem(disk).wrap(file);
        try (FileChannel channel = FileChannel.open(without, StandardOpenOption.WRITE)) {
            assertThat(Temporaries.hold(channel, without, null)).isNull();
        }
    }
}
