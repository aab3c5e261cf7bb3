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
///
/// @param parameters not modified by anyone
record RowTiles(Architecture architecture, Parameters parameters, Kernels kernels) {
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
        int rowsAtOnce = Inference.rowsAtOnce(architecture);
        int tiles = (x.rows() + rowsAtOnce - 1) / rowsAtOnce;
        if (!Inference.isWorthSharing(architecture, x.rows())) {
            Inference inference = inference(Math.min(rowsAtOnce, x.rows()));
            for (int tile = 0; tile < tiles; tile++) {
                run(task, inference, x, tile, rowsAtOnce);
            }
            return;
        }
        // One for each thread that turns up, taken and put back, because scratch memory serves one thread at a time.
        Queue<Inference> idle = new ConcurrentLinkedQueue<>();
        IntStream.range(0, tiles).parallel().forEach(tile -> {
            Inference mine = idle.poll();
            Inference inference = mine == null ? inference(Math.min(rowsAtOnce, x.rows())) : mine;
            run(task, inference, x, tile, rowsAtOnce);
            idle.add(inference);
        });
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
        int rowsAtOnce = Inference.rowsAtOnce(architecture);
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

    private Inference inference(int rows) {
        return new Inference(architecture, parameters, rows, kernels.fork());
    }

    private static void run(Task task, Inference inference, Matrix x, int tile, int rowsAtOnce) {
        int first = tile * rowsAtOnce;
        int end = Math.min(x.rows(), first + rowsAtOnce);
        task.accept(inference, x.rows(first, end), first);
    }
}
