package hourglass.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Numbers of columns as they come, columns of one kind together, and where those of each column then stand.
final class SideBySide {
    private final List<Value> parts = new ArrayList<>();
    private final int[][] places;
    private int width;

    SideBySide(int columns) {
        places = new int[columns][0];
    }

    /// Adds blocks in which each of some columns has one number.
    void add(List<Integer> columns, Value... blocks) {
        parts.addAll(List.of(blocks));
        for (int i = 0; i < columns.size(); i++) {
            int first = width + i;
            places[columns.get(i)] = IntStream.range(0, blocks.length)
                    .map(block -> first + block * columns.size())
                    .toArray();
        }
        width += blocks.length * columns.size();
    }

    /// Adds all numbers of one column.
    void add(int column, Value numbers, int count) {
        parts.add(numbers);
        places[column] = IntStream.range(width, width + count).toArray();
        width += count;
    }

    /// All numbers, those of the first column first.
    Value inOrder(Algebra algebra) {
        int[] order = Arrays.stream(places).flatMapToInt(Arrays::stream).toArray();
        return algebra.columns(algebra.beside(parts), width, order);
    }
}
