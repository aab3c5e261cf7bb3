package hourglass.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Temporary files `.hourglass-PROCESS-START-RANDOM.tmp`, and the end of those whose process died.
///
/// Whoever writes one holds a lock on it, which ends with its process however that ends; only who gets the lock may
/// remove the file. The number of the process would not do: in containers that share a folder it means nothing. It
/// tells
/// apart what the lock cannot, one's own files: opening and closing them would give one's own locks up.
public final class Temporaries {
    private static final Pattern NAME = Pattern.compile("\\.hourglass-(\\d{1,18})-(\\d{1,18})-[0-9a-f]{16}\\.tmp");
    /// The start of a process is known to seconds on some systems.
    private static final long SAME_START_MILLISECONDS = 2000;

    private static final int ATTEMPTS = 100;

    private Temporaries() {}

    /// A new file under a name that nobody else has. Its maker takes it in hold, and removes or renames it.
    ///
    /// @param folder where it is to stand
    /// @param like the file that it may replace: a private file is private from its first byte
    /// @throws IOException if the folder permits no file
    public static Created create(Path folder, Optional<Path> like) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] permissions = permissions(like);
        for (int attempt = 1; ; attempt++) {
            Path path = folder.resolve(newName());
            try {
                return new Created(path, FileChannel.open(path, options, permissions));
            } catch (FileAlreadyExistsException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /// One that was created.
    ///
    /// @param channel to write to it
    public record Created(Path path, FileChannel channel) {}

    private static FileAttribute<?>[] permissions(Optional<Path> like) throws IOException {
        PosixFileAttributeView view = like.map(it -> Files.getFileAttributeView(it, PosixFileAttributeView.class))
                .orElse(null);
        if (view == null) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ);
        permissions.addAll(view.readAttributes().permissions());
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /// A name that nobody else has.
    static String newName() {
        return name(ThreadLocalRandom.current().nextLong());
    }

    /// A new name, short and without the file's, which may be as long as the file system allows.
    ///
    /// @param random so that names do not collide
    static String name(long random) {
        ProcessHandle self = ProcessHandle.current();
        return String.format(".hourglass-%d-%d-%016x.tmp", self.pid(), start(self), random);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /// Holds a file as long as the channel is open.
    ///
    /// @param before the lock so far, given up for this one
    /// @return the lock; null where the file system has none, so that nobody else can get it either
    /// @throws IOException if another process took the file for one left behind
    public static @Nullable FileLock hold(FileChannel channel, Path file, @Nullable FileLock before)
            throws IOException {
        FileLock lock;
        try {
            if (before != null) {
                before.release();
            }
            lock = channel.tryLock();
        } catch (IOException | UnsupportedOperationException noLocks) {
            return null;
        }
        if (lock == null || !Files.exists(file)) {
            throw new IOException("another process removed the temporary file");
        }
        return lock;
    }

    /// Removes what processes that died left in a folder. What cannot be removed stays: it harms nothing.
    public static void removeOrphans(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Temporaries::mayBeOrphan)) {
            files.forEach(Temporaries::removeUnheld);
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException cannotList) {
            // Then they stay.
        }
    }

    private static boolean mayBeOrphan(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        long started = Long.parseLong(name.group(2));
        Optional<ProcessHandle> writer = ProcessHandle.of(Long.parseLong(name.group(1)));
        return writer.filter(ProcessHandle::isAlive)
                .filter(it -> Math.abs(start(it) - started) <= SAME_START_MILLISECONDS)
                .isEmpty();
    }

    private static void removeUnheld(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Files.delete(file);
            }
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException heldOrProtected) {
            // Then it stays.
        }
    }
}
