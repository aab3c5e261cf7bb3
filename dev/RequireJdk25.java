import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Run by the build on Maven's own Java (17 or later): looks where the toolchains plugin looks and, if no JDK 25 is
 * there, says so in one sentence. A toolchains.xml of the user's own is trusted unread.
 */
public final class RequireJdk25 {
    private static final int REQUIRED = 25;

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("user.home"));
        if (Runtime.version().feature() >= REQUIRED || Files.exists(home.resolve(".m2/toolchains.xml"))) {
            return;
        }
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().matches("JAVA\\w*_HOME\\w*|JDK\\w*") && isRecentEnough(Path.of(variable.getValue()))) {
                return;
            }
        }
        List<Path> parents = new ArrayList<>(List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/usr/java"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of("C:/Program Files/Java"),
                Path.of("C:/Program Files/Eclipse Adoptium"),
                Path.of("C:/Program Files/Microsoft")));
        for (String folder : List.of(
                ".jdks",
                ".m2/jdks",
                ".gradle/jdks",
                ".sdkman/candidates/java",
                ".asdf/installs/java",
                ".jbang/cache/jdks",
                ".local/share/mise/installs/java",
                "Library/Java/JavaVirtualMachines")) {
            parents.add(home.resolve(folder));
        }
        for (Path parent : parents) {
            if (!Files.isDirectory(parent)) {
                continue;
            }
            try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
                for (Path child : children) {
                    if (isRecentEnough(child) || isRecentEnough(child.resolve("Contents/Home"))) {
                        return;
                    }
                }
            } catch (IOException unreadable) {
                // a folder that cannot be listed holds no JDK for us
            }
        }
        System.err.println("error: Hourglass is built with JDK 25 or later and none was found;"
                + " install one (on Debian or Ubuntu a package such as temurin-25-jdk) or set JAVA_HOME to it.");
        System.exit(1);
    }

    private static boolean isRecentEnough(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return false;
        }
        try {
            for (String line : Files.readAllLines(release)) {
                if (line.startsWith("JAVA_VERSION=")) {
                    String version = line.substring(line.indexOf('=') + 1).replace("\"", "");
                    return Runtime.Version.parse(version).feature() >= REQUIRED;
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
        return false;
    }
}
