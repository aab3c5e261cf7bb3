package hourglass.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/// Looks at DuckDB's native library before DuckDB does: one cut short takes the whole process down when it is loaded,
/// and where there is none DuckDB prints a stack trace.
final class NativeLibrary {
    private static final int HEADER = 64;
    private static final int ELF = 0x7F454C46;
    private static final int SECTIONS = 0x28;
    private static final int SECTION_SIZE = 0x3A;
    private static final int SECTION_COUNT = 0x3C;

    private NativeLibrary() {}

    /// Whether nothing is known to be wrong with it. Only known on Linux.
    static boolean mayBeLoaded() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return true;
        }
        String processor = System.getProperty("os.arch", "");
        String name = "libduckdb_java.so_linux_"
                + switch (processor) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> processor;
                };
        try {
            URL inJar = DuckDBDriver.class.getResource("/" + name);
            if (inJar != null) {
                return isWhole(inJar);
            }
            String folders = System.getProperty("java.library.path", "");
            boolean onPath = Stream.of(folders.split(":"))
                    .anyMatch(folder -> Files.exists(Path.of(folder, "libduckdb_java.so")));
            Optional<Path> beside = beside(name);
            return onPath || (beside.isPresent() && isWhole(beside.get().toUri().toURL()));
        } catch (IOException | URISyntaxException | IllegalArgumentException ignored) {
            // Whatever stands in the way here, DuckDB may know another way.
            return true;
        }
    }

    private static Optional<Path> beside(String name) throws URISyntaxException {
        CodeSource source = DuckDBDriver.class.getProtectionDomain().getCodeSource();
        URI place = source == null ? URI.create("file:/") : source.getLocation().toURI();
        return Optional.of(Path.of(place).resolveSibling(name)).filter(Files::exists);
    }

    /// Whether the table of sections, with which an ELF file ends, is there.
    private static boolean isWhole(URL library) throws IOException {
        URLConnection connection = library.openConnection();
        connection.setUseCaches(false);
        try (InputStream stream = connection.getInputStream()) {
            byte[] header = stream.readNBytes(HEADER);
            ByteBuffer bytes = ByteBuffer.wrap(header);
            if (header.length < HEADER || bytes.getInt() != ELF) {
                return false;
            }
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            long size = Short.toUnsignedLong(bytes.getShort(SECTION_SIZE));
            long count = Short.toUnsignedLong(bytes.getShort(SECTION_COUNT));
            return bytes.getLong(SECTIONS) + size * count <= connection.getContentLengthLong();
        }
    }
}
