package hourglass.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which operation of a [FaultyFileSystem] fails, and remembers what a loss of power would take: bytes that
/// were
/// not forced, and renames that were not forced with their folder.
public final class FaultyDisk {
    /// How an operation fails.
    public enum Fault {
        /// This one fails, the next ones work again.
        ONCE,
        /// This one and all that follow fail.
        FROM_THEN_ON,
        /// The process dies: nothing happens any more.
        CRASH
    }

    /// The end of the process.
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// A step back in time for one entry of the folder.
    private interface Undo {
        void run() throws IOException;
    }

    private final Fault fault;
    private final int failing;
    private final boolean hardLinks;
    private final Set<Path> unforced = new HashSet<>();
    private final Deque<Undo> undo = new ArrayDeque<>();
    private int operations;
    private int open;

    /// @param failing the number of the operation that fails, from 1
    public FaultyDisk(Fault fault, int failing, boolean hardLinks) {
        this.fault = fault;
        this.failing = failing;
        this.hardLinks = hardLinks;
    }

    public boolean reachedFault() {
        return operations >= failing;
    }

    /// One more operation. `true` when it is to fail midway, after doing half of its work; see [#fail].
    boolean failsNow() {
        operations++;
        return operations == failing || (operations > failing && fault != Fault.ONCE);
    }

    /// Whether nothing at all happens, because the process is dead.
    boolean dead() {
        return fault == Fault.CRASH && operations > failing;
    }

    IOException fail(String what) {
        if (fault == Fault.CRASH) {
            throw new Crash();
        }
        return new IOException("injected fault in " + what);
    }

    void step(String what) throws IOException {
        if (failsNow()) {
            throw fail(what);
        }
    }

    void opened() {
        open++;
    }

    void closed() {
        open--;
    }

    /// How many files and folders are open.
    int open() {
        return open;
    }

    void wrote(Path file) {
        unforced.add(file);
    }

    void forced(Path file) {
        unforced.remove(file);
        if (Files.isDirectory(file)) {
            undo.clear();
        }
    }

    void moved(Path source, Path target) throws IOException {
        byte @Nullable [] replaced = Files.exists(target) ? Files.readAllBytes(target) : null;
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        if (unforced.remove(source)) {
            unforced.add(target);
        }
        undo.push(() -> {
            Files.move(target, source, StandardCopyOption.REPLACE_EXISTING);
            if (replaced != null) {
                Files.write(target, replaced);
            }
        });
    }

    void linked(Path link, Path existing) throws IOException {
        if (!hardLinks) {
            throw new UnsupportedOperationException("no hard links here");
        }
        Files.createLink(link, existing);
    }

    /// Takes away half of every file that was not forced and, if asked, every rename since the folder was.
    public void losePower(boolean losingRenames) throws IOException {
        for (Path file : unforced) {
            if (Files.exists(file)) {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        }
        while (losingRenames && !undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
