package hourglass.cli;

import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The rows of a reader, with progress told of each read.
final class WatchedRows implements RowReader {
    private final RowReader reader;
    private final RowsProgress progress;
    private long read;

    WatchedRows(RowReader reader, RowsProgress progress) {
        this.reader = reader;
        this.progress = progress;
    }

    /// How much of the input those rows are, from 0 to 1, as far as the reader tells.
    ///
    /// @param read rows so far
    static OptionalDouble share(RowReader reader, long read) {
        OptionalLong all = reader.rowCount();
        return all.isPresent() && all.getAsLong() > 0
                ? OptionalDouble.of(Math.min(1, (double) read / all.getAsLong()))
                : reader.progress();
    }

    @Override
    public Frame read(int most) {
        Frame rows = reader.read(most);
        read += rows.rows();
        progress.done(read, share(reader, read));
        return rows;
    }

    @Override
    public List<String> columns() {
        return reader.columns();
    }

    @Override
    public List<Integer> shape() {
        return reader.shape();
    }

    @Override
    public ValueType valueType() {
        return reader.valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return reader.rowCount();
    }

    @Override
    public OptionalDouble progress() {
        return reader.progress();
    }

    @Override
    public List<String> notes() {
        return reader.notes();
    }

    @Override
    public boolean rowsAreFiles() {
        return reader.rowsAreFiles();
    }

    @Override
    public void select(List<String> names) {
        reader.select(names);
    }

    @Override
    public long rejected() {
        return reader.rejected();
    }

    @Override
    public void close() {
        progress.end();
        reader.close();
    }
}
