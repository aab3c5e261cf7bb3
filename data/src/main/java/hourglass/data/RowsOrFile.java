package hourglass.data;

import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import hourglass.table.FrameFile;
import hourglass.table.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// All rows of a file, in memory if they and what training makes of them fit there, on a disk otherwise. They are read
/// once in either case.
record RowsOrFile(RowReader reader, String name, LongConsumer progress, Overflow overflow) {
    /// A cell of text tables stands twice for a moment when parts are joined, then once beside its number, scaled.
    private static final double BYTES_PER_CELL = 16;

    /// Rows of numbers, those of the schema, and the same scaled.
    private static final double BYTES_PER_NUMBER = 12;

    /// A cell, and its number.
    private static final double BYTES_OF_FILE = 12;

    private static final double BYTES_OF_FILE_OF_NUMBERS = 8;
    private static final double MOST_CELLS = Integer.MAX_VALUE - 8;

    Frames read() {
        AllRows all = new AllRows(reader, name, progress);
        Frame first = all.first();
        OptionalLong count = reader.rowCount();
        boolean numbers = first.numbers().isPresent();
        if (count.isPresent() && !fits(count.getAsLong(), numbers)) {
            return file(List.of(first), (double) count.getAsLong(), all.atOnce());
        }
        if (numbers && count.isPresent()) {
            return all.numbers(first);
        }
        List<Frame> parts = new ArrayList<>();
        long rows = 0;
        for (Frame part = first; part.rows() > 0; part = reader.read(all.atOnce())) {
            parts.add(part);
            rows += part.rows();
            progress.accept(rows);
            if (!fits(rows, numbers)) {
                return file(parts, expected(rows), all.atOnce());
            }
        }
        return Frame.joined(parts);
    }

    private boolean fits(long rows, boolean numbers) {
        double cells = (double) rows * reader.columns().size();
        return cells <= MOST_CELLS && cells * (numbers ? BYTES_PER_NUMBER : BYTES_PER_CELL) <= overflow.room();
    }

    /// How many rows there will be, if the rest is like those so far.
    private double expected(long rows) {
        double read = reader.progress().orElse(1);
        return read > 0 ? rows / read : (double) rows;
    }

    private FrameFile file(List<Frame> parts, double expected, int atOnce) {
        boolean numbers = parts.getFirst().numbers().isPresent();
        FrameFile file = overflow.file(
                expected * reader.columns().size() * (numbers ? BYTES_OF_FILE_OF_NUMBERS : BYTES_OF_FILE));
        parts.forEach(file::add);
        for (Frame part = reader.read(atOnce); part.rows() > 0; part = reader.read(atOnce)) {
            file.add(part);
            progress.accept(file.rows());
        }
        return file;
    }
}
