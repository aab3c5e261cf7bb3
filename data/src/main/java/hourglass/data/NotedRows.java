package hourglass.data;

import hourglass.data.row.RowReader;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The rows of another reader, with one more note.
record NotedRows(RowReader reader, String note) implements RowReader {
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
        List<String> notes = new ArrayList<>(List.of(note));
        notes.addAll(reader.notes());
        return notes;
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
    public Frame read(int most) {
        return reader.read(most);
    }

    @Override
    public long rejected() {
        return reader.rejected();
    }

    @Override
    public void close() {
        reader.close();
    }
}
