package hourglass.accelerated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Native libraries, unpacked from their jar once into a folder that only the user can write.
///
/// The folder's name holds size and checksum of the library, so that another version gets a folder of its own. Files
/// are written under another name and moved into place, so that processes starting together do not see half of one; the
/// checksum is compared with the jar's at every start, which takes some 20 milliseconds for the 90 MB of oneDNN.
///
/// Users without a name, as containers have them, have no home: Java calls it `?` or `/`, and a cache there would stand
/// beside their files. Then libraries are unpacked into a temporary folder that is gone once they are loaded.
final class NativeCache {
    private static final int ELF = 0x7F454C46;
    private static final int ELF_HEADER = 64;
    private static final int ELF_SECTIONS = 0x28;
    private static final int ELF_SECTION_SIZE = 0x3A;
    private static final int ELF_SECTION_COUNT = 0x3C;

    private @Nullable Path root;
    private final boolean temporary;

    NativeCache(Path root) {
        this.root = root;
        this.temporary = false;
    }

    private NativeCache() {
        this.temporary = true;
    }

    /// The user's cache: XDG_CACHE_HOME is not asked, because libraries do not read the environment.
    static NativeCache ofUser() {
        return of(System.getProperty("user.home"));
    }

    /// The cache below a home folder, if it is one.
    static NativeCache of(@Nullable String home) {
        return isHome(home) ? new NativeCache(Path.of(home, ".cache", "hourglass", "native")) : new NativeCache();
    }

    private static boolean isHome(@Nullable String home) {
        try {
            Path path = Path.of(home == null ? "" : home);
            return path.isAbsolute() && path.getNameCount() > 0 && Files.isDirectory(path);
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /// What to know of it, a sentence; empty if it is a cache.
    Optional<String> note() {
        return temporary
                ? Optional.of("its library is unpacked anew at every start: there is no home folder to keep it in")
                : Optional.empty();
    }

    /// To be called when all libraries are loaded, or loading failed: a temporary folder goes. Where the system does
    /// not
    /// let go of loaded files, it stays.
    void loaded() {
        Path folder = root;
        if (!temporary || folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException inUse) {
            // It harms nothing.
        }
        root = null;
    }

    private Path root() throws IOException {
        Path folder = root;
        if (folder == null) {
            // Private by itself, as java.nio.file promises.
            folder = Files.createTempDirectory("hourglass-native-");
            root = folder;
        }
        return folder;
    }

    /// The path of an unpacked resource of a jar.
    ///
    /// @param main the library whose checksum names the folder, in which its companions stand beside it
    /// @param folder how the name of the folder begins
    /// @throws IOException if it cannot be unpacked, or the folder could be written by others
    Path unpack(URL main, String folder, String name, URL resource) throws IOException {
        JarEntry mainEntry = jar(main).getJarEntry();
        JarURLConnection jar = jar(resource);
        JarEntry entry = jar.getJarEntry();
        Path place = root().resolve(folder + "-" + Long.toHexString(mainEntry.getSize()) + "-"
                + Long.toHexString(mainEntry.getCrc()));
        createPrivately(place);
        Path file = place.resolve(name);
        if (!isSound(file, entry)) {
            write(jar, file);
            if (!isSound(file, entry)) {
                throw new IOException("the unpacked library differs from the jar's: " + file);
            }
        }
        requireWhole(file);
        return file;
    }

    /// One cut short before it was packed takes the whole process down when it is loaded: the table of sections, with
    /// which an ELF file ends, must be there. What is no ELF file, the system refuses itself.
    private static void requireWhole(Path library) throws IOException {
        try (FileChannel channel = FileChannel.open(library, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(ELF_HEADER);
            while (header.hasRemaining() && channel.read(header) >= 0) {}
            if (header.hasRemaining() || header.getInt(0) != ELF) {
                return;
            }
            header.order(ByteOrder.LITTLE_ENDIAN);
            long size = Short.toUnsignedLong(header.getShort(ELF_SECTION_SIZE));
            long count = Short.toUnsignedLong(header.getShort(ELF_SECTION_COUNT));
            if (header.getLong(ELF_SECTIONS) + size * count > channel.size()) {
                throw new IOException("its library is cut short; install again");
            }
        }
    }

    private static JarURLConnection jar(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        if (!(connection instanceof JarURLConnection jar) || jar.getJarEntry() == null) {
            throw new IOException("not in a jar: " + resource);
        }
        return jar;
    }

    private static void createPrivately(Path place) throws IOException {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            Files.createDirectories(place);
            return;
        }
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(place, PosixFilePermissions.asFileAttribute(owner));
        Set<PosixFilePermission> others = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS));
        if (!others.isEmpty()) {
            throw new IOException("others may write to " + place);
        }
    }

    private static boolean isSound(Path file, JarEntry entry) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != entry.getSize()) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return crc.getValue() == entry.getCrc();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(JarURLConnection jar, Path file) throws IOException {
        Path temporary =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        try {
            try (InputStream from = jar.getInputStream()) {
                Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
            }
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            try {
                Files.move(from, to);
            } catch (FileAlreadyExistsException anotherProcessWasFaster) {
                // it is checked against the jar right after
            }
        }
    }
}
