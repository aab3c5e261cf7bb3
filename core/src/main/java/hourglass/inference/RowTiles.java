package hourglass.inference;

import hourglass.engine.Inference;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// Takes rows through a network, always the same number at a time, by several threads where the work is worth it.
final class RowTiles {
    private final Architecture architecture;
    private final Parameters parameters;
    private final Kernels kernels;
    private final int rowsAtOnce;
    private final long multiplyAdds;
    /// Bound once for each thread that turns up, taken and put back, because memory serves one thread at a time: to
    /// bind
    /// a small network costs more than to take a row through it.
    private final Queue<Inference> idle = new ConcurrentLinkedQueue<>();

    /// @param parameters not modified by anyone
    RowTiles(Architecture architecture, Parameters parameters, Kernels kernels) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.kernels = kernels;
        this.rowsAtOnce = Inference.rowsAtOnce(architecture);
        this.multiplyAdds = architecture.multiplyAdds();
    }

    /// What is done with some rows.
    interface Task {
        void accept(Inference inference, Matrix x, int firstRow);
    }

    /// Cuts x into tiles, each passed to the task once.
    ///
    /// @param columns how many x must have
    void forEach(Matrix x, int columns, Task task) {
        if (x.columns() != columns) {
            throw new IllegalArgumentException("expected " + columns + " columns, got " + x.columns());
        }
        int tiles = (x.rows() + rowsAtOnce - 1) / rowsAtOnce;
        if (!Inference.isWorthSharing(multiplyAdds, rowsAtOnce, x.rows())) {
            for (int tile = 0; tile < tiles; tile++) {
                run(task, x, tile);
            }
            return;
        }
        IntStream.range(0, tiles).parallel().forEach(tile -> run(task, x, tile));
    }

    private void run(Task task, Matrix x, int tile) {
        Inference mine = idle.poll();
        Inference inference = mine == null ? new Inference(architecture, parameters, rowsAtOnce, kernels.fork()) : mine;
        int first = tile * rowsAtOnce;
        int end = Math.min(x.rows(), first + rowsAtOnce);
        task.accept(inference, x.rows(first, end), first);
        idle.add(inference);
    }

    /// The mean of p(y|x) for each row.
    ///
    /// @return (rows × targets)
    Matrix means(Matrix x) {
        Matrix means = Matrix.zeros(x.rows(), architecture.targetColumns());
        forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .objective()
                        .mean(inference.decode(inference.encode(rows)), means.rows(first, first + rows.rows())));
        return means;
    }

    /// The loss of each row against its targets.
    ///
    /// @param y (rows × targets)
    double[] losses(Matrix x, Matrix y) {
        require(x, y);
        double[] losses = new double[x.rows()];
        forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .objective()
                        .lossPerRow(
                                inference.decode(inference.encode(rows)),
                                y.rows(first, first + rows.rows()),
                                losses,
                                first));
        return losses;
    }

    /// The loss of each column, summed over the rows in their order.
    ///
    /// @param y (rows × targets)
    double[] lossesOfColumns(Matrix x, Matrix y) {
        require(x, y);
        double[][] ofTiles = new double[(x.rows() + rowsAtOnce - 1) / rowsAtOnce][y.columns()];
        forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .objective()
                        .addLossPerColumn(
                                inference.decode(inference.encode(rows)),
                                y.rows(first, first + rows.rows()),
                                ofTiles[first / rowsAtOnce]));
        double[] sums = new double[y.columns()];
        for (double[] tile : ofTiles) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += tile[j];
            }
        }
        return sums;
    }

    private void require(Matrix x, Matrix y) {
        if (y.rows() != x.rows() || y.columns() != architecture.targetColumns()) {
            throw new IllegalArgumentException(
                    "expected targets of " + x.rows() + " x " + architecture.targetColumns() + ", got " + y.shape());
        }
    }
}
