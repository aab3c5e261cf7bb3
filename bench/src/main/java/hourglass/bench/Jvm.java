package hourglass.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a Java program of a peer is started: its `java`, the options common to all, its class path.
final class Jvm {
    static final String NO_SEVENTEEN = "no JDK 17, or the module bench-17 could not be built (see above)";

    private Jvm() {}

    /// On our own JDK, with the class path of this program.
    static List<String> own() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }

    /// On JDK 17 (system property `bench.java17`), with the class path of the module bench-17, if there are both.
    static Optional<List<String>> seventeen(Path home) {
        String java = System.getProperty("bench.java17", "");
        Path built = home.resolve("bench-17/target");
        Path libraries = built.resolve("classpath");
        if (java.isEmpty() || !Files.isReadable(libraries)) {
            return Optional.empty();
        }
        try {
            String path =
                    built.resolve("classes") + ":" + Files.readString(libraries).strip();
            return Optional.of(
                    List.of(java, "-XX:+UseSerialGC", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
