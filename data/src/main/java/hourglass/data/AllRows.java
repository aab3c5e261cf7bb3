package hourglass.data;

import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All rows of a file in memory.
final class AllRows {
    private static final int FIRST_NUMBERS = 1 << 20;
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private AllRows() {}

    static Table of(RowReader reader, String name) {
        int columns = reader.columns().size();
        long expected = reader.rowCount().orElse(Math.max(1, FIRST_NUMBERS / columns));
        float[] numbers = new float[capacity(expected, columns, name)];
        List<String> labels = new ArrayList<>();
        int rows = 0;
        while (true) {
            int room = numbers.length / columns - rows;
            if (room == 0 && reader.rowCount().isEmpty()) {
                long wanted = Math.max(rows + 1L, rows * 3L / 2);
                numbers = Arrays.copyOf(numbers, capacity(wanted, columns, name));
                room = numbers.length / columns - rows;
            }
            if (room == 0) {
                break;
            }
            int count = reader.read(new Matrix(numbers, rows * columns, room, columns, columns));
            if (count == 0) {
                break;
            }
            labels.addAll(reader.labels());
            rows += count;
        }
        if (rows == 0) {
            throw Problem.badData("no row of the file fits")
                    .at(name)
                    .found(reader.rejected() + " rows rejected")
                    .exception();
        }
        Matrix all = new Matrix(numbers, 0, rows, columns, columns);
        return new Table(reader.columns(), reader.shape(), reader.valueType(), all, labels);
    }

    /// The length of an array for so many rows, if there is memory for it.
    private static int capacity(long rows, int columns, String name) {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        double wanted = (double) rows * columns;
        if (wanted > MOST_NUMBERS || wanted * Float.BYTES > free * 0.95) {
            throw Problem.badData("rows do not fit in memory")
                    .at(name)
                    .expected("at most " + Math.min(MOST_NUMBERS, free / Float.BYTES) + " numbers")
                    .found("at least " + rows + " x " + columns)
                    .remedy("java -Xmx… with more memory")
                    .remedy("`keep` fewer columns")
                    .exception();
        }
        return (int) (rows * columns);
    }
}
