package hourglass.accelerated;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// Where the jar of native libraries is: seen by a class loader or, on the module path, beside the modules.
///
/// That jar has no classes, and no module requires it, as one that did would not start without it. So Java does not
/// resolve it from the module path, and class loaders see nothing of it: it is looked for where the process was told to
/// find modules.
///
/// @param loader sees the class path and all resolved modules
/// @param modulePath jars and folders of jars, as `java --module-path` takes them; null if there are none
record NativeJars(ClassLoader loader, @Nullable String modulePath) {
    /// Those of this process.
    static NativeJars ofProcess() {
        return new NativeJars(NativeJars.class.getClassLoader(), System.getProperty("jdk.module.path"));
    }

    /// The first resource of that name.
    Optional<URL> find(String resource) throws IOException {
        URL seen = loader.getResource(resource);
        if (seen != null) {
            return Optional.of(seen);
        }
        for (Path jar : jars()) {
            if (holds(jar, resource)) {
                return Optional.of(in(jar, resource));
            }
        }
        return Optional.empty();
    }

    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        if (modulePath == null) {
            return jars;
        }
        for (String entry : modulePath.split(File.pathSeparator, -1)) {
            Path path = path(entry);
            if (Files.isRegularFile(path)) {
                jars.add(path);
            } else if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> inside = Files.newDirectoryStream(path, "*.jar")) {
                    inside.forEach(jars::add);
                }
            }
        }
        return jars;
    }

    /// A path that cannot be is one where nothing is, as Java itself takes it.
    private static Path path(String entry) {
        try {
            return Path.of(entry);
        } catch (InvalidPathException noPath) {
            return Path.of("");
        }
    }

    private static boolean holds(Path file, String resource) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return jar.getJarEntry(resource) != null;
        } catch (IOException notAJar) {
            return false;
        }
    }

    private static URL in(Path jar, String resource) throws MalformedURLException {
        return URI.create("jar:" + jar.toUri() + "!/" + resource).toURL();
    }
}
