package hourglass.storage;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One attempt at saving a file, see [AtomicFile].
final class Saving {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private final Path target;
    private final Path folder;
    private final boolean replaces;
    private final List<Path> temporaries = new ArrayList<>();

    Saving(Path file) {
        this.file = file;
        try {
            this.target = AtomicFile.resolveLinks(file);
        } catch (IOException failure) {
            throw cannotCreate(FileProblems.reason(failure), failure);
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(target)) {
            throw cannotCreate("a folder of that name exists", null);
        }
        this.folder = parent;
        this.replaces = Files.exists(target);
    }

    void save(AtomicFile.Content content, Optional<Consumer<Path>> check) {
        requirePlace();
        Temporaries.removeOrphans(folder);
        FileChannel forcible = openForcible();
        FileChannel held = null;
        try {
            held = create();
            Path written = write(held, content);
            if (replaces && check.isPresent() && isIntact(check.get())) {
                keepPrevious();
            }
            replaceWith(written);
            force(forcible);
        } finally {
            // Held until it has its real name; closing cannot fail to write what was forced.
            close(held);
            temporaries.forEach(Saving::discard);
            close(forcible);
        }
    }

    private void requirePlace() {
        if (!Files.isDirectory(folder)) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "file cannot be created: its folder does not exist")
                    .at(file.toString())
                    .remedy("create the folder " + folder)
                    .exception();
        }
        if (replaces && !Files.isRegularFile(target)) {
            throw cannotCreate("a device or pipe of that name exists", null);
        }
        // Renaming would replace it all the same, against the wish of whoever protected it.
        if (replaces && !Files.isWritable(target)) {
            throw cannotCreate("the file that exists is write-protected", null);
        }
    }

    /// The folder, opened, if this platform can force folders. It is tried before anything is written, because
    /// afterwards a failure must count as a failure.
    private @Nullable FileChannel openForcible() {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
            channel.force(true);
            return channel;
        } catch (IOException cannotForce) {
            close(channel);
            return null;
        }
    }

    private Path write(FileChannel channel, AtomicFile.Content content) {
        Path written = temporaries.getLast();
        try {
            FileLock lock = Temporaries.hold(channel, written, null);
            DigestOutputStream digesting = new DigestOutputStream(Channels.newOutputStream(channel), Hash.digest());
            content.writeTo(Channels.newChannel(digesting));
            channel.force(true);
            requireWritten(written, digesting.getMessageDigest().digest());
            // Where locks belong to processes, closing the file after reading it has given this one up.
            if (lock != null) {
                Temporaries.hold(channel, written, lock);
            }
            return written;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private FileChannel create() {
        try {
            Temporaries.Created created = Temporaries.create(folder, replaces ? Optional.of(target) : Optional.empty());
            temporaries.add(created.path());
            return created.channel();
        } catch (IOException failure) {
            throw cannotCreate(FileProblems.reason(failure), failure);
        }
    }

    private Path temporaryPath() {
        return folder.resolve(Temporaries.newName());
    }

    private static void requireWritten(Path written, byte[] expected) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        var digest = Hash.digest();
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.READ)) {
            while (channel.read(chunk.clear()) >= 0) {
                digest.update(chunk.flip());
            }
        }
        if (!Arrays.equals(digest.digest(), expected)) {
            throw new IOException("what the disk returns differs from what was written");
        }
    }

    private boolean isIntact(Consumer<Path> check) {
        try {
            check.accept(target);
            return true;
        } catch (ProblemException damaged) {
            return false;
        }
    }

    /// With a hard link the file keeps its own name, too, until the new one replaces it. File systems without hard
    /// links take a rename; between this and the next one only the previous name exists.
    private void keepPrevious() {
        Path previous = AtomicFile.previousBeside(target);
        Path link = temporaryPath();
        try {
            try {
                Files.createLink(link, target);
                // Renaming onto another link to the same file does nothing, so the link may remain: hence discarded.
                temporaries.add(link);
                Files.move(link, previous, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | UnsupportedOperationException noLinks) {
                Files.move(target, previous, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private void replaceWith(Path written) {
        try {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            temporaries.remove(written);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private void force(@Nullable FileChannel forcible) {
        try {
            if (forcible != null) {
                forcible.force(true);
            }
        } catch (IOException failure) {
            throw Problem.of(
                            Problem.Kind.INPUT_OUTPUT,
                            "file is saved but may not survive a loss of power: " + FileProblems.reason(failure))
                    .at(file.toString())
                    .remedy("check the disk and save again")
                    .exception(failure);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException harmless) {
            // Nothing reads the file; the failure that led here matters more.
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException harmless) {
            // It was open for reading only, or what it wrote was forced.
        }
    }

    private ProblemException cannotCreate(String reason, @Nullable IOException failure) {
        Problem problem = Problem.of(Problem.Kind.CANNOT_CREATE, "file cannot be created: " + reason)
                .at(file.toString());
        return failure == null ? problem.exception() : problem.exception(failure);
    }

    private ProblemException failed(IOException failure) {
        String consequence;
        if (!replaces) {
            consequence = "";
        } else if (Files.exists(target)) {
            consequence = "; the previous file is unharmed";
        } else {
            consequence = "; the previous file is unharmed as "
                    + AtomicFile.previousBeside(target).getFileName();
        }
        return Problem.of(Problem.Kind.INPUT_OUTPUT, "saving failed: " + FileProblems.reason(failure) + consequence)
                .at(file.toString())
                .remedy("check the space on the disk and save again")
                .exception(failure);
    }
}
