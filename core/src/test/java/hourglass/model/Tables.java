package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.table.ValueType;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Made tables for tests.
final class Tables {
    private Tables() {}

    static Table of(Matrix rows, ValueType type) {
        List<String> names =
                IntStream.range(0, rows.columns()).mapToObj(j -> "c" + j).toList();
        return new Table(names, List.of(rows.columns()), type, rows, List.of());
    }

    static Table of(Matrix rows) {
        return of(rows, ValueType.REAL);
    }

    /// One number for each cell.
    @FunctionalInterface
    interface Cell {
        double value(Random random, int column);
    }

    static Table filled(int rows, int columns, Cell cell) {
        Random random = new Random(11);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, (float) cell.value(random, j));
            }
        }
        return of(matrix);
    }

    static Table real(int rows, int columns) {
        return filled(rows, columns, (random, j) -> 5 * j + (1 + j) * random.nextGaussian());
    }
}
