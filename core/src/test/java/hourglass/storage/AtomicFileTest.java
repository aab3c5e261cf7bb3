package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("report.html");
    }

    private static AtomicFile.Content text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void damaged(Path file) {
        throw Problem.badData("damaged").at(file.toString()).exception();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theContentReplacesTheFile() throws IOException {
        AtomicFile.replace(file, text("one"));
        assertThat(file).hasContent("one");
        AtomicFile.replace(file, text("two"));
        assertThat(file).hasContent("two");
        AtomicFile.replace(file, channel -> {});
        assertThat(file).isEmptyFile();
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void thePreviousVersionIsKeptIfIntact() throws IOException {
        for (String version : List.of("one", "two", "three")) {
            AtomicFile.replaceKeepingPrevious(file, text(version), path -> {});
        }
        assertThat(AtomicFile.previous(file)).hasContent("two");
        AtomicFile.replaceKeepingPrevious(file, text("four"), AtomicFileTest::damaged);
        assertThat(file).hasContent("four");
        assertThat(AtomicFile.previous(file)).hasContent("two");
        assertThat(names()).containsExactly("report.html", "report.html.previous");
    }

    /// What a crash between the two renames leaves: both names are links to one file.
    @Test
    void aPreviousThatIsTheSameFileLeavesNothingBehind() throws IOException {
        AtomicFile.replace(file, text("one"));
        Files.createLink(AtomicFile.previous(file), file);
        AtomicFile.replaceKeepingPrevious(file, text("two"), path -> {});
        assertThat(file).hasContent("two");
        assertThat(AtomicFile.previous(file)).hasContent("one");
        assertThat(names()).containsExactly("report.html", "report.html.previous");
    }

    @Test
    void theReaderFallsBackToThePrevious() throws IOException {
        TensorFile one = new TensorFile(Map.of("version", "one"), List.of());
        TensorFile two = new TensorFile(Map.of("version", "two"), List.of());
        assertThatThrownBy(() -> TensorFile.readOrPrevious(file)).hasMessageContaining("does not exist");
        one.writeKeepingPrevious(file);
        two.writeKeepingPrevious(file);
        assertThat(TensorFile.readOrPrevious(file).fault()).isEmpty();
        Files.writeString(file, "damage");
        Recovered<TensorFile> recovered = TensorFile.readOrPrevious(file);
        assertThat(recovered.value().metadata()).isEqualTo(one.metadata());
        assertThat(recovered.file()).isEqualTo(AtomicFile.previous(file));
        assertThat(recovered.fault().orElseThrow()).hasMessageContaining("report.html");
        Files.delete(file);
        assertThat(TensorFile.readOrPrevious(file).value().metadata()).isEqualTo(one.metadata());
        Files.writeString(file, "damage");
        two.writeKeepingPrevious(file);
        assertThat(TensorFile.read(AtomicFile.previous(file)).metadata()).isEqualTo(one.metadata());
        Files.writeString(file, "damage");
        Files.writeString(AtomicFile.previous(file), "damage");
        assertThatThrownBy(() -> TensorFile.readOrPrevious(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("report.html\n");
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path real = elsewhere.resolve("real");
        Files.createSymbolicLink(file, Path.of("chain"));
        Files.createSymbolicLink(folder.resolve("chain"), Path.of("elsewhere/real"));
        AtomicFile.replaceKeepingPrevious(file, text("one"), path -> {});
        AtomicFile.replaceKeepingPrevious(file, text("two"), path -> {});
        assertThat(file).isSymbolicLink().hasContent("two");
        assertThat(real).isRegularFile().hasContent("two");
        assertThat(AtomicFile.previous(file))
                .isEqualTo(elsewhere.resolve("real.previous"))
                .hasContent("one");
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThatThrownBy(() -> AtomicFile.replace(folder.resolve("loop"), text("")))
                .hasMessageContaining("too many symbolic links");
    }

    @Test
    void permissionsAreThoseOfAnyOtherFileOrKept() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "");
        AtomicFile.replace(file, text("one"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.replace(file, text("two"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /// What is neither a file nor a folder, of the test's own: whatever goes wrong, no device of the machine is
    /// replaced.
    private Path socket() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        return socket;
    }

    @Test
    void placesThatPermitNoFileAreRefused() throws IOException {
        Path socket = socket();
        for (Path place : List.of(folder, folder.resolve("none/report.html"), Path.of("/"), socket)) {
            assertThatThrownBy(() -> AtomicFile.replace(place, text("")))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE));
        }
        assertThat(names()).containsExactly("socket");
    }

    @Test
    void aFailureMidwayLeavesThePreviousFile() throws IOException {
        AtomicFile.replace(file, text("one"));
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
                    text("half").writeTo(channel);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("error: saving failed: No space left on device; the previous file is unharmed");
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
                    throw new IllegalStateException("fault of the program");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("one");
        assertThat(names()).containsExactly("report.html");
    }

    @Test
    void leftoversOfACrashDoNoHarm() throws IOException {
        Files.writeString(folder.resolve(".hourglass-0123456789abcdef.tmp"), "half");
        AtomicFile.replaceKeepingPrevious(file, text("one"), path -> {});
        assertThat(file).hasContent("one");
    }

    @Test
    void longNamesWork() {
        Path longest = folder.resolve("é".repeat(127));
        AtomicFile.replace(longest, text("one"));
        assertThat(longest).hasContent("one");
    }

    @Test
    void fortyLinksAreFollowed() throws IOException {
        Path next = file;
        for (int i = 40; i > 0; i--) {
            next = Files.createSymbolicLink(folder.resolve("link" + i), next);
        }
        assertThat(AtomicFile.resolveLinks(next)).isEqualTo(file);
        Path tooMany = Files.createSymbolicLink(folder.resolve("link0"), next);
        assertThatThrownBy(() -> AtomicFile.resolveLinks(tooMany))
                .isInstanceOf(IOException.class)
                .hasMessage("too many symbolic links");
        assertThatThrownBy(() -> AtomicFile.previous(tooMany))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: reading failed: too many symbolic links\n  at  " + tooMany);
    }

    @Test
    void bothFaultsAreKeptWhenNeitherVersionCanBeRead() throws IOException {
        AtomicFile.replace(file, text("one"));
        assertThatThrownBy(() -> AtomicFile.readOrPrevious(file, path -> {
                    damaged(path);
                    return "";
                }))
                .isInstanceOfSatisfying(ProblemException.class, fault -> {
                    assertThat(fault.problem().place()).isEqualTo(file.toString());
                    assertThat(fault.getSuppressed()).hasSize(1);
                    assertThat(fault.getSuppressed()[0])
                            .hasMessageContaining(AtomicFile.previous(file).toString());
                });
    }

    @Test
    void onlyFilesAreOpened() throws IOException {
        AtomicFile.replace(file, text("one"));
        try (FileChannel channel = AtomicFile.openForReading(file)) {
            assertThat(channel.size()).isEqualTo(3);
        }
        assertThatThrownBy(() -> AtomicFile.openForReading(folder)).hasMessageContaining("found a folder");
        Path socket = socket();
        assertThatThrownBy(() -> AtomicFile.openForReading(socket)).hasMessageContaining("found a device or pipe");
    }
}
