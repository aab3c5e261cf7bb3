import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Run by the build: compares the jars of others that are shipped or compiled against with `dev/checksums.sha256`, which
/// holds lines as `sha256sum` writes them. Arguments: that file, a class path, and `write` to take the sums over.
///
/// Folders and jars of Hourglass' own are passed over.
public final class Checksums {
    private static final String OWN = "hourglass-";

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path list = Path.of(arguments[0]);
        Map<String, String> pinned = read(list);
        boolean write = arguments.length > 2 && arguments[2].equals("write");
        List<String> faults = new ArrayList<>();
        for (String entry : arguments[1].split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            if (!Files.isRegularFile(jar) || name.startsWith(OWN)) {
                continue;
            }
            String found = sum(jar);
            String expected = pinned.get(name);
            if (write) {
                pinned.put(name, found);
            } else if (!found.equals(expected)) {
                faults.add("error: " + jar + (expected == null ? " is not in " : " differs from what is pinned in ") + list
                        + "\n  expected: " + (expected == null ? "a line for it" : expected) + "\n  found: " + found);
            }
        }
        if (write) {
            List<String> lines = new ArrayList<>();
            pinned.forEach((name, sum) -> lines.add(sum + "  " + name));
            Files.write(list, lines);
        }
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.err.println("  a dependency that was changed on purpose: docs/releasing.md says how to pin it;"
                    + " otherwise do not run this build");
            System.exit(1);
        }
    }

    private static Map<String, String> read(Path list) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.exists(list) ? Files.readAllLines(list) : List.<String>of()) {
            String[] parts = line.split(" {2}", 2);
            if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}")) {
                throw new IOException(list + " has a line that is no SHA-256 and name: " + line);
            }
            sums.put(parts[1], parts[0]);
        }
        return sums;
    }

    private static String sum(Path jar) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
