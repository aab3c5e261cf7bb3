package hourglass.data.array;

import hourglass.data.cell.MissingTokens;
import hourglass.data.file.Failures;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.data.source.Selection;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The rows of an array file. The numbers are read in order by a [Numbers] and the wanted columns picked.
final class ArrayRows implements RowReader {
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final String name;
    private final Layout layout;
    private final Opening opening;
    private final Map<String, Opening> beside;
    private final MissingTokens tokens;
    private final AutoCloseable file;
    private final double[] wholeRow;

    private List<String> columns;
    private List<Integer> shape;
    /// Places in the whole row, or after it for numbers from beside; empty for all in order.
    private int[] chosen = {};

    private double[] origins = {};
    private final List<Numbers> sources = new ArrayList<>();
    private long next;

    /// Opens numbers at the first of them.
    interface Opening {
        Numbers open() throws IOException;
    }

    /// @param beside numbers from elsewhere, one for each row, that may be selected too
    /// @param file closed last
    ArrayRows(
            String name,
            Layout layout,
            Opening opening,
            Map<String, Opening> beside,
            ReadOptions options,
            AutoCloseable file) {
        this.name = name;
        this.layout = layout;
        this.opening = opening;
        this.beside = beside;
        this.tokens = MissingTokens.of(options);
        this.file = file;
        this.columns = layout.names();
        this.shape = layout.shape();
        this.wholeRow = new double[layout.columns() + beside.size()];
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    @Override
    public ValueType valueType() {
        return layout.type().valueType();
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(layout.rows());
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void select(List<String> names) {
        if (!sources.isEmpty()) {
            throw new IllegalStateException("columns are selected before the first row is read");
        }
        if (names.equals(layout.names())) {
            return;
        }
        List<String> all = new ArrayList<>(layout.names());
        all.addAll(beside.keySet());
        chosen = Selection.of(name, all, names);
        columns = List.copyOf(names);
        shape = List.of(chosen.length);
    }

    @Override
    public Frame read(int most) {
        int count = (int) Math.min(Math.min(most, MOST_NUMBERS / columns.size()), layout.rows() - next);
        float[] into = new float[count * columns.size()];
        try {
            begin();
            for (int row = 0; row < count; row++) {
                sources.getFirst().next(wholeRow, 0, layout.columns());
                for (int i = 1; i < sources.size(); i++) {
                    sources.get(i).next(wholeRow, layout.columns() + i - 1, 1);
                }
                deliver(into, row * columns.size());
            }
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
        Matrix numbers = new Matrix(into, 0, count, columns.size(), columns.size());
        Frame frame = Frame.of(columns, shape, valueType(), numbers, origins).startingAt(next);
        next += count;
        return frame;
    }

    private void begin() throws IOException {
        if (!sources.isEmpty()) {
            return;
        }
        double[] all;
        if (layout.type().isWide()) {
            try (Numbers first = opening.open()) {
                all = Origins.of(first, layout);
            }
        } else {
            all = new double[0];
        }
        if (all.length > 0 && chosen.length > 0) {
            double[] wide = Arrays.copyOf(all, wholeRow.length);
            origins = Arrays.stream(chosen).mapToDouble(column -> wide[column]).toArray();
        } else {
            origins = all;
        }
        sources.add(opening.open());
        if (Arrays.stream(chosen).anyMatch(column -> column >= layout.columns())) {
            for (Opening other : beside.values()) {
                sources.add(other.open());
            }
        }
    }

    private void deliver(float[] into, int offset) {
        boolean replace = tokens.haveNumbers();
        for (int i = 0; i < columns.size(); i++) {
            double value = wholeRow[chosen.length == 0 ? i : chosen[i]];
            if (replace && tokens.contains(value)) {
                value = Double.NaN;
            }
            into[offset + i] = (float) (origins.length == 0 ? value : value - origins[i]);
        }
    }

    @Override
    public long rejected() {
        return 0;
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(sources);
        all.add(file);
        closeAll(name, all);
    }

    /// Closes everything, whatever fails, and then reports the first failure.
    static void closeAll(String name, List<? extends AutoCloseable> things) {
        Exception first = null;
        for (AutoCloseable thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "file cannot be closed")
                    .at(name)
                    .exception(first);
        }
    }
}
