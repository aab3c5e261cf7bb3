package hourglass.data;

import hourglass.data.file.FreeMemory;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// All rows of a file in memory.
///
/// @param progress told after each read how many rows there are so far
record AllRows(RowReader reader, String name, LongConsumer progress) {
    private static final int FIRST_CELLS = 1 << 20;
    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;
    private static final double USABLE = 0.95;

    Frame read() {
        Frame first = first();
        return first.numbers().isPresent() && reader.rowCount().isPresent() ? numbers(first) : cells(first);
    }

    /// How many rows are read at a time.
    int atOnce() {
        return Math.max(1, FIRST_CELLS / reader.columns().size());
    }

    /// The first rows.
    ///
    /// @throws hourglass.problem.ProblemException if there is none
    Frame first() {
        int columns = reader.columns().size();
        int atOnce = atOnce();
        requireMemory(atOnce, 1.0 * atOnce * columns * Long.BYTES, columns, name);
        Frame first = reader.read(atOnce);
        progress.accept(first.rows());
        if (first.rows() == 0) {
            throw Problem.badData("no row of the file fits")
                    .at(name)
                    .found(Counted.of(reader.rejected(), "row") + " rejected")
                    .exception();
        }
        return first;
    }

    /// Numbers need room once: how many there are is known.
    Frame numbers(Frame first) {
        int columns = first.columns();
        int atOnce = atOnce();
        long rows = Math.max(first.rows(), reader.rowCount().orElse(0));
        requireMemory(rows, 1.0 * rows * columns * Float.BYTES, columns, name);
        Matrix all = Matrix.zeros((int) rows, columns);
        int filled = 0;
        List<String> files = new ArrayList<>();
        for (Frame part = first; part.rows() > 0 && filled < rows; part = reader.read(atOnce)) {
            all.rows(filled, filled + part.rows()).copyFrom(part.numbers().orElseThrow());
            filled += part.rows();
            progress.accept(filled);
            files.addAll(part.files());
        }
        Frame frame = Frame.of(first.names(), first.shape(), first.valueType(), all.rows(0, filled), first.origins());
        Frame named = files.isEmpty() ? frame : frame.ofFiles(files);
        return first.patches().map(named::ofPatches).orElse(named);
    }

    private Frame cells(Frame first) {
        int columns = first.columns();
        int atOnce = atOnce();
        List<Frame> parts = new ArrayList<>(List.of(first));
        long rows = first.rows();
        for (Frame part = reader.read(atOnce); part.rows() > 0; part = reader.read(atOnce)) {
            parts.add(part);
            rows += part.rows();
            progress.accept(rows);
            requireMemory(rows + atOnce, 1.0 * atOnce * columns * Long.BYTES, columns, name);
        }
        if (parts.size() > 1) {
            requireMemory(rows, 1.0 * rows * columns * Long.BYTES, columns, name);
        }
        return Frame.joined(parts);
    }

    private static void requireMemory(long rows, double bytes, int columns, String name) {
        long free = FreeMemory.bytes(bytes / USABLE);
        if ((double) rows * columns > MOST_CELLS || bytes > free * USABLE) {
            throw Problem.badData("rows do not fit in memory")
                    .at(name)
                    .expected("at most " + Math.min(MOST_CELLS, free / Long.BYTES) + " cells more")
                    .found("at least " + rows + " x " + columns)
                    .remedy("java -Xmx… with more memory")
                    .remedy("`keep` fewer columns")
                    .exception();
        }
    }
}
