package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.FaultyDisk;
import hourglass.storage.FaultyFileSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes to read, wherever they are, and what is said where there are none.
class InputFileTest {
    @TempDir
    Path folder;

    private interface Attempt {
        void run() throws IOException;
    }

    private Problem problem(Attempt attempt) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, attempt::run);
        assertThat(failure).as("a problem").isNotNull();
        return failure.problem();
    }

    @Test
    void aFileIsReadWhereItStands() throws IOException {
        Path path = Files.writeString(folder.resolve("a.csv"), "a,b\n");
        try (InputFile file = InputFile.of(path)) {
            assertThat(file.path()).isEqualTo(path);
            assertThat(file.temporary()).isFalse();
            assertThat(file.size()).isEqualTo(4);
            assertThat(file.start(false, 3)).asString().isEqualTo("a,b");
            assertThat(file.borrowed()).isEqualTo(file);
        }
        assertThat(path).hasContent("a,b\n");
    }

    @Test
    void aFolderIsNoFile() {
        Problem problem = problem(() -> InputFile.of(folder));
        assertThat(problem.text())
                .startsWith("error: this is a folder, not a file of rows")
                .contains(folder.toString());
        assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_DATA);
    }

    @Test
    void aMissingFileIsMissingAndItsNeighbourIsNamed() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "");
        Problem near = problem(() -> InputFile.of(folder.resolve("peple.csv")));
        assertThat(near.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
        assertThat(near.text()).contains("file not found", "peple.csv", "did you mean \"people.csv\"?");
        assertThat(problem(() -> InputFile.of(folder.resolve("zzz"))).text())
                .contains("file not found")
                .doesNotContain("did you mean");
        assertThat(problem(() -> InputFile.of(folder.resolve("none").resolve("a.csv")))
                        .text())
                .contains("file not found", "found no folder " + folder.resolve("none"));
    }

    /// Root may read anything: hence a file system that says no.
    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path path = Files.writeString(folder.resolve("a.csv"), "a\n");
        boolean said = false;
        for (int operation = 1; operation <= 4 && !said; operation++) {
            Path faulty = new FaultyFileSystem(new FaultyDisk(FaultyDisk.Fault.ONCE, operation, true)).wrap(path);
            try {
                InputFile.of(faulty).close();
            } catch (ProblemException e) {
                said = e.problem().summary().equals("file may not be read");
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
                assertThat(e.problem().found()).isEqualTo(said ? "permission denied" : null);
            } catch (UnsupportedOperationException readThere) {
                // The file system has no streams.
            }
        }
        assertThat(said).isTrue();
    }

    @Test
    void whatIsInAnotherFileSystemIsCopiedAndTheCopyGoes() throws IOException {
        Path zip = folder.resolve("a.zip");
        Path copy;
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path path = Files.writeString(inside.getPath("a.csv"), "a\n1\n");
            try (InputFile file = InputFile.of(path)) {
                copy = file.path();
                assertThat(file.name()).isEqualTo("a.csv");
                assertThat(copy).hasContent("a\n1\n");
                file.borrowed().close();
                assertThat(copy).exists();
            }
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void aStreamIsCopiedAndLeftOpen() throws IOException {
        byte[] bytes = new byte[200_000];
        bytes[199_999] = 7;
        InputStream stream = new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        Path copy;
        try (InputFile file = InputFile.copyOf(stream, "standard input")) {
            copy = file.path();
            assertThat(copy).hasBinaryContent(bytes);
            assertThat(file.name()).isEqualTo("standard input");
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void aStreamThatBreaksIsSaid() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the line is dead");
            }
        };
        Problem problem = problem(() -> InputFile.copyOf(broken, "standard input"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        assertThat(problem.text()).contains("reading failed", "standard input", "found the line is dead");
    }

    @Test
    void whatCannotBeOpenedIsSaid() throws IOException {
        Path path = folder.resolve("socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            Problem problem = problem(() -> InputFile.of(path));
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
            assertThat(problem.text()).contains("reading failed", path.toString(), "found ");
        }
    }

    @Test
    void aFileThatVanishesIsMissing() throws IOException {
        Path path = Files.writeString(folder.resolve("a.csv"), "a\n");
        InputFile file = InputFile.of(path);
        Files.delete(path);
        for (Attempt attempt : new Attempt[] {file::size, () -> file.start(false, 4)}) {
            Problem problem = problem(attempt);
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING_INPUT);
            assertThat(problem.text()).contains("file not found", path.toString());
        }
        file.close();
    }

    @Test
    void aCopyThatCannotBeRemovedIsSaid() throws IOException {
        Files.writeString(folder.resolve("inside"), "");
        Problem problem = problem(() -> new InputFile(folder, "standard input", true).close());
        assertThat(problem.kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
        assertThat(problem.text()).contains("writing failed", folder.toString());
    }

    @Test
    void bytesAreCountedAsTheyAreStored() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a\n1\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        }
        InputFile file = InputFile.of(Files.write(folder.resolve("a.gz"), packed.toByteArray()));
        CountedBytes count = new CountedBytes();
        try (InputStream stream = file.stream(true, count)) {
            assertThat(stream.readAllBytes()).hasSize(4000);
        }
        assertThat(count.read()).isEqualTo(packed.size());
        CountedBytes plain = new CountedBytes();
        try (InputStream stream = plain.of(new ByteArrayInputStream(new byte[10]))) {
            assertThat(stream.read()).isZero();
            assertThat(stream.skip(4)).isEqualTo(4);
            assertThat(plain.read()).isEqualTo(5);
            assertThat(stream.readAllBytes()).hasSize(5);
            assertThat(stream.read()).isEqualTo(-1);
        }
        assertThat(plain.read()).isEqualTo(10);
    }
}
