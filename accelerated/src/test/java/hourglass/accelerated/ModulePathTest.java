package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar of natives is found on the module path, where no module requires it, and what is not used is said once.
class ModulePathTest {
    private static final String RESOURCE = "org/example/some-platform/library.so";

    @TempDir
    Path folder;

    private Path jar(String name, String entry) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            out.write(7);
            out.closeEntry();
        }
        return jar;
    }

    private static ClassLoader loaderOf(URL... jars) {
        return new URLClassLoader(jars, null);
    }

    @Test
    void aJarIsFoundByItsPathAndInAFolder() throws IOException {
        Path jar = jar("with space.jar", RESOURCE);
        jar("another.jar", "nothing");
        Files.writeString(folder.resolve("broken.jar"), "no jar");
        for (Path entry : List.of(jar, folder)) {
            String path = String.join(File.pathSeparator, "", folder.resolve("absent.jar") + "", entry + "");
            URL found = new NativeJars(loaderOf(), path).find(RESOURCE).orElseThrow();
            assertThat(found.openStream().readAllBytes()).containsExactly(7);
        }
        assertThat(new NativeJars(loaderOf(), folder.toString()).find("absent")).isEmpty();
        assertThat(new NativeJars(loaderOf(), null).find(RESOURCE)).isEmpty();
    }

    @Test
    void whatAClassLoaderSeesComesFirst() throws IOException {
        Path seen = jar("seen.jar", RESOURCE);
        Path beside = jar("beside.jar", RESOURCE);
        Optional<URL> found = new NativeJars(loaderOf(seen.toUri().toURL()), beside.toString()).find(RESOURCE);
        assertThat(found.orElseThrow().toString()).contains("seen.jar");
    }

    private static String runs(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String libraries() {
        return System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
    }

    @Test
    void onTheModulePathOneDnnIsUsedWithoutAnyOption() throws IOException, InterruptedException {
        List<String> modules = new ArrayList<>();
        for (String entry : libraries().split(File.pathSeparator, -1)) {
            if (entry.matches(".*[/\\\\]dnnl-[^/\\\\]*")
                    || entry.endsWith(String.join(File.separator, "target", "classes"))) {
                modules.add(entry);
            }
        }
        Assumptions.assumeTrue(modules.size() == 3, "run by Maven's reactor, with folders of classes: " + modules);
        // Alone: among all tests are packages of core's, which would be in two modules then.
        String program = ChosenKernels.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(program);
        Files.createDirectories(copy.getParent());
        try (InputStream from =
                Objects.requireNonNull(ModulePathTest.class.getClassLoader().getResourceAsStream(program))) {
            Files.copy(from, copy);
        }
        String said = runs(
                "--module-path",
                String.join(File.pathSeparator, modules),
                "--patch-module",
                "hourglass.accelerated=" + folder,
                "--enable-native-access=hourglass.accelerated",
                "--module",
                "hourglass.accelerated/" + ChosenKernels.class.getName());
        assertThat(said).matches("oneDNN \\S+, oneDNN \\S+\\R");
    }

    @Test
    void whyItIsNotUsedIsSaidOnce() throws IOException, InterruptedException {
        String said = runs("--illegal-native-access=deny", "-cp", libraries(), ChosenKernels.class.getName());
        assertThat(said).containsOnlyOnce("plain Java's, which is slower: oneDNN is not used: native access is denied");
    }
}
