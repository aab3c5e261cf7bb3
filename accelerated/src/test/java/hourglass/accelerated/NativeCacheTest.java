package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCacheTest {
    private static final String CONTENT = "not really a library";

    @TempDir
    Path folder;

    private NativeCache cache = NativeCache.ofUser();
    private Path root = Path.of("");

    @BeforeEach
    void emptyCache() {
        root = folder.resolve("cache");
        cache = new NativeCache(root);
    }

    private URL jar(String name, String content) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("lib/it.so"));
            entries.write(content.getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }
        return URI.create("jar:" + jar.toUri() + "!/lib/it.so").toURL();
    }

    private Path unpack(URL url) throws IOException {
        return cache.unpack(url, "linux-x86_64", "it.so", url);
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void unpacksOnceWithNothingLeftBehind() throws IOException {
        URL url = jar("a.jar", CONTENT);
        Path first = unpack(url);
        assertThat(first).hasContent(CONTENT);
        Object key = Files.readAttributes(first, "unix:ino").get("ino");
        assertThat(unpack(url)).isEqualTo(first);
        assertThat(Files.readAttributes(first, "unix:ino").get("ino"))
                .as("the same file, not written again")
                .isEqualTo(key);
        assertThat(everything()).containsExactly(first);
    }

    /// Java's home of a user without a name, in the working folder if it were taken for one.
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "?", "/", "/nonexistent", "/dev/null", "a\0b"})
    void withoutAHomeALibraryIsUnpackedForOnceAndNothingIsLeft(@Nullable String home) throws IOException {
        cache = NativeCache.of(home);
        assertThat(cache.note()).isPresent();
        URL url = jar("a.jar", CONTENT);
        Path file = unpack(url);
        assertThat(file).hasContent(CONTENT);
        assertThat(unpack(url)).isEqualTo(file);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        assertThat(file.toAbsolutePath()).startsWith(temporary);
        Path made =
                temporary.resolve(temporary.relativize(file.toAbsolutePath()).getName(0));
        assertThat(Files.getPosixFilePermissions(made)).hasSize(3);
        cache.loaded();
        assertThat(made).doesNotExist();
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void aHomeKeepsWhatWasUnpacked() throws IOException {
        cache = NativeCache.of(folder.toString());
        assertThat(cache.note()).isEmpty();
        Path file = unpack(jar("a.jar", CONTENT));
        cache.loaded();
        assertThat(file).exists().startsWith(folder.resolve(".cache"));
    }

    @Test
    void anotherVersionGetsAFolderOfItsOwn() throws IOException {
        Path one = unpack(jar("a.jar", CONTENT));
        Path other = unpack(jar("b.jar", CONTENT + "!"));
        assertThat(other).isNotEqualTo(one).hasContent(CONTENT + "!");
        assertThat(one).hasContent(CONTENT);
    }

    @Test
    void aDamagedOrShortenedFileIsUnpackedAgain() throws IOException {
        URL url = jar("a.jar", CONTENT);
        Path file = unpack(url);
        Files.writeString(file, CONTENT.replace('r', 'x'));
        assertThat(unpack(url)).hasContent(CONTENT);
        Files.writeString(file, "");
        assertThat(unpack(url)).hasContent(CONTENT);
    }

    @Test
    void onlyTheUserCanWriteThere() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        URL url = jar("a.jar", CONTENT);
        Path place = unpack(url).getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> unpack(url)).isInstanceOf(IOException.class).hasMessageContaining("others may write");
    }

    @Test
    void whatIsNotInAJarIsRefused() throws IOException {
        Path plain = Files.writeString(folder.resolve("it.so"), CONTENT);
        URL url = plain.toUri().toURL();
        assertThatThrownBy(() -> unpack(url)).isInstanceOf(IOException.class).hasMessageContaining("not in a jar");
    }

    @Test
    void platformsAreRecognised() {
        assertThat(Platform.of("Linux", "amd64").orElseThrow().classifier()).isEqualTo("linux-x86_64");
        assertThat(Platform.of("Linux", "aarch64").orElseThrow().classifier()).isEqualTo("linux-arm64");
        assertThat(Platform.of("Mac OS X", "aarch64").orElseThrow().classifier())
                .isEqualTo("macosx-arm64");
        assertThat(Platform.of("Mac OS X", "x86_64").orElseThrow().classifier()).isEqualTo("macosx-x86_64");
        assertThat(Platform.of("Windows 11", "amd64").orElseThrow().classifier())
                .isEqualTo("windows-x86_64");
        assertThat(Platform.of("Windows 11", "aarch64")).isEmpty();
        assertThat(Platform.of("Linux", "riscv64")).isEmpty();
    }

    @Test
    void aMissingLibraryIsSaidWithWhatToDo() {
        Platform nowhere = new Platform("nowhere-z80", "libdnnl.so.3", List.of("libgomp.so.1"));
        assertThatThrownBy(() -> OneDnnLibrary.load(nowhere, cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-Pall-platforms");
    }
}
