package hourglass.data;

import hourglass.table.FrameFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Where rows go that do not fit in memory, and when they go there.
///
/// ```java
/// try (Overflow overflow = Overflow.into(folder, OptionalLong.empty())) {
///     Frames rows = DataFile.read(reader, "rows", count -> {}, overflow);
///     …
/// }
/// ```
///
/// Closing it frees the disk of all rows that went there.
public final class Overflow implements AutoCloseable {
    private static final double USABLE = 0.9;

    private final Path folder;
    private final OptionalLong most;
    private final List<FrameFile> files = new ArrayList<>();

    private Overflow(Path folder, OptionalLong most) {
        this.folder = folder;
        this.most = most;
    }

    /// Rows go into private files in a folder.
    ///
    /// @param folder on a disk that has room
    /// @param most bytes that a table may take in memory; the heap's free ones if it is empty
    public static Overflow into(Path folder, OptionalLong most) {
        return new Overflow(folder, most);
    }

    /// Bytes that a table may take in memory.
    long room() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return Math.min(most.orElse(Long.MAX_VALUE), (long) (free * USABLE));
    }

    /// A file for rows.
    ///
    /// @param bytes that are expected
    /// @throws hourglass.problem.ProblemException if the disk has no room for so many
    FrameFile file(double bytes) {
        FrameFile file = FrameFile.in(folder, bytes);
        files.add(file);
        return file;
    }

    /// How many tables went to the disk.
    public int tables() {
        return files.size();
    }

    /// Bytes that were written to the disk.
    public long bytes() {
        return files.stream().mapToLong(FrameFile::bytes).sum();
    }

    /// Frees what is not needed any more once tables were made of all rows.
    public void forgetCells() {
        files.forEach(FrameFile::forgetCells);
    }

    /// Frees the disk.
    @Override
    public void close() {
        files.forEach(FrameFile::close);
    }
}
