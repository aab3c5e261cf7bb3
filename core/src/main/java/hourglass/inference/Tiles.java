package hourglass.inference;

import hourglass.engine.Inference;
import hourglass.matrix.Matrix;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Takes rows a fixed number at a time, by several threads where the work is worth it.
///
/// @param <T> what takes them, for one thread
final class Tiles<T> {
    private final int rowsAtOnce;
    private final long multiplyAdds;
    private final Supplier<T> bind;
    /// Bound once for each thread that turns up, taken and put back, because memory serves one thread at a time: to
    /// bind a small network costs more than to take a row through it.
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    /// @param multiplyAdds of one row
    Tiles(int rowsAtOnce, long multiplyAdds, Supplier<T> bind) {
        this.rowsAtOnce = rowsAtOnce;
        this.multiplyAdds = multiplyAdds;
        this.bind = bind;
    }

    /// What is done with some rows.
    interface Task<T> {
        void accept(T bound, Matrix x, int firstRow);
    }

    int rowsAtOnce() {
        return rowsAtOnce;
    }

    /// Cuts x into tiles, each passed to the task once.
    ///
    /// @param columns how many x must have
    void forEach(Matrix x, int columns, Task<T> task) {
        if (x.columns() != columns) {
            throw new IllegalArgumentException("expected " + columns + " columns, got " + x.columns());
        }
        int tiles = (x.rows() + rowsAtOnce - 1) / rowsAtOnce;
        IntStream each = IntStream.range(0, tiles);
        boolean isShared = Inference.isWorthSharing(multiplyAdds, rowsAtOnce, x.rows());
        (isShared ? each.parallel() : each).forEach(tile -> run(task, x, tile));
    }

    private void run(Task<T> task, Matrix x, int tile) {
        T mine = idle.poll();
        T bound = mine == null ? bind.get() : mine;
        int first = tile * rowsAtOnce;
        int end = Math.min(x.rows(), first + rowsAtOnce);
        task.accept(bound, x.rows(first, end), first);
        idle.add(bound);
    }
}
