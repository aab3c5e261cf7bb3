package hourglass.inference;

import hourglass.engine.Inference;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// Takes rows through a network, always the same number at a time, by several threads where the work is worth it.
final class RowTiles {
    private final Architecture architecture;
    private final Tiles<Inference> tiles;

    /// @param parameters not modified by anyone
    RowTiles(Architecture architecture, Parameters parameters, Kernels kernels) {
        this.architecture = architecture;
        int rows = Inference.rowsAtOnce(architecture);
        this.tiles = new Tiles<>(
                rows, architecture.multiplyAdds(), () -> new Inference(architecture, parameters, rows, kernels.fork()));
    }

    /// Cuts x into tiles, each passed to the task once.
    ///
    /// @param columns how many x must have
    void forEach(Matrix x, int columns, Tiles.Task<Inference> task) {
        tiles.forEach(x, columns, task);
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
        double[][] ofTiles = new double[Math.ceilDiv(x.rows(), tiles.rowsAtOnce())][y.columns()];
        forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .objective()
                        .addLossPerColumn(
                                inference.decode(inference.encode(rows)),
                                y.rows(first, first + rows.rows()),
                                ofTiles[first / tiles.rowsAtOnce()]));
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
