package hourglass.table;

import hourglass.matrix.Matrix;
import hourglass.matrix.RowFile;
import hourglass.matrix.Rows;
import hourglass.picture.Patches;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.storage.ScratchFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Rows as they were read, on a disk: taken once, in parts, gone through as often as wanted, one part at a time in
/// memory.
///
/// ```java
/// try (FrameFile rows = FrameFile.in(folder)) {
///     for (…) { rows.add(part); }
///     Model model = Model.train(Table.of(rows, false));
/// }
/// ```
///
/// Cells take 8 bytes; tables of nothing but numbers in single precision take 4.
/// What [#keep] makes of rows, in single precision, stands in a file of its own, on the same disk.
public final class FrameFile implements Frames, AutoCloseable {
    private static final double GIGABYTE = 1e9;

    private final Path folder;
    private final ScratchFile cells;
    private final List<StoredFrame> parts = new ArrayList<>();
    private final List<ScratchFile> kept = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private Optional<Frame> first = Optional.empty();
    private long rows;

    private FrameFile(Path folder) {
        this.folder = folder;
        this.cells = ScratchFile.in(folder);
    }

    /// Without rows yet.
    ///
    /// @param folder where there is room on the disk
    /// @throws hourglass.problem.ProblemException if the folder permits no file
    public static FrameFile in(Path folder) {
        return new FrameFile(folder);
    }

    /// Without rows yet.
    ///
    /// @param folder where there is room on the disk
    /// @param bytes that will be needed, as far as that can be told
    /// @throws hourglass.problem.ProblemException if the disk has less room, or the folder permits no file
    public static FrameFile in(Path folder, double bytes) {
        long free = ScratchFile.free(folder);
        if (bytes > free) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "the rows fit neither in memory nor on the disk")
                    .at(folder.toString())
                    .expected(String.format(Locale.ROOT, "room for about %.1f GB", bytes / GIGABYTE))
                    .found(String.format(Locale.ROOT, "%.1f GB", free / GIGABYTE))
                    .remedy("an output on another disk")
                    .remedy("`keep` fewer columns")
                    .exception();
        }
        return in(folder);
    }

    /// Adds the next rows.
    ///
    /// @param part with the columns of those before; all of numbers with the same origins, or none
    /// @throws hourglass.problem.ProblemException if the disk is full, or there are 2³¹ rows
    public void add(Frame part) {
        if (part.rows() == 0) {
            return;
        }
        if (rows + part.rows() > Integer.MAX_VALUE - 8) {
            throw Problem.badData("there are too many rows")
                    .expected("fewer than " + Integer.MAX_VALUE)
                    .exception();
        }
        if (first.filter(it -> !it.isLike(part)).isPresent()) {
            throw new IllegalArgumentException("parts of one table must be alike, got " + first.get() + " and " + part);
        }
        if (first.isEmpty()) {
            first = Optional.of(part.select(new int[0]));
        }
        parts.add(StoredFrame.write(part, rows, cells));
        rows += part.rows();
        files.addAll(part.files());
    }

    /// Bytes that were written to the disk.
    public long bytes() {
        long bytes = cells.size();
        for (ScratchFile file : kept) {
            bytes += file.size();
        }
        return bytes;
    }

    /// Frees the disk of the cells: what [#keep] made of them stays, and nothing else can be asked for.
    public void forgetCells() {
        cells.close();
    }

    private Frame first() {
        return first.orElseThrow(() -> new IllegalStateException("no row was added"));
    }

    @Override
    public List<String> names() {
        return first().names();
    }

    @Override
    public int rows() {
        return (int) rows;
    }

    @Override
    public List<Integer> shape() {
        return first().shape();
    }

    @Override
    public ValueType valueType() {
        return first().valueType();
    }

    @Override
    public Optional<Patches> patches() {
        return first().patches();
    }

    @Override
    public List<String> files() {
        return files.size() == rows ? List.copyOf(files) : List.of();
    }

    @Override
    public Iterable<Frame> parts() {
        return () -> {
            Iterator<StoredFrame> stored = parts.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return stored.hasNext();
                }

                @Override
                public Frame next() {
                    return stored.next().read(first(), cells);
                }
            };
        };
    }

    @Override
    public Optional<Rows> plainNumbers() {
        return first().numbers().isPresent() && first().origins().length == 0
                ? Optional.of(map(cells, columns()))
                : Optional.empty();
    }

    @Override
    public Rows keep(int columns, Function<Frame, Matrix> encode) {
        ScratchFile file = ScratchFile.in(folder);
        kept.add(file);
        for (Frame part : parts()) {
            append(encode.apply(part), file);
        }
        return map(file, columns);
    }

    @Override
    public Frames only(List<String> chosen) {
        return chosen.equals(names()) ? this : new ChosenColumns(this, chosen);
    }

    static void append(Matrix numbers, ScratchFile file) {
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(Math.multiplyExact(numbers.rows(), numbers.columns()), Float.BYTES))
                .order(ByteOrder.nativeOrder());
        for (int row = 0; row < numbers.rows(); row++) {
            bytes.asFloatBuffer().put(numbers.array(), numbers.rowOffset(row), numbers.columns());
            bytes.position(bytes.position() + numbers.columns() * Float.BYTES);
        }
        file.append(bytes.flip());
    }

    private Rows map(ScratchFile file, int columns) {
        try {
            return RowFile.map(file.channel(), rows(), columns);
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    /// Frees the disk. Rows that were mapped must not be used any more.
    @Override
    public void close() {
        cells.close();
        kept.forEach(ScratchFile::close);
    }

    @Override
    public String toString() {
        return "FrameFile[" + Counted.of(rows, "row") + "]";
    }
}
