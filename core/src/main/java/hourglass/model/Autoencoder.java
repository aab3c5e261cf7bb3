package hourglass.model;

import hourglass.engine.Inference;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// A trained autoencoder: architecture and learned numbers. Immutable and thread-safe.
///
/// Inputs are in the scale the network was trained on; `Model` of the data module adds columns and scaling. Rows are
/// taken a fixed number at a time, so results do not depend on how a caller cuts its data into calls, as long as the
/// cuts
/// are multiples of that number ([Inference#ROWS], 64).
public final class Autoencoder {
    private final Architecture architecture;
    private final Parameters parameters;
    private final Kernels kernels;

    private interface RowsTask {
        void accept(Inference inference, Matrix x, int firstRow);
    }

    /// @param parameters copied
    public Autoencoder(Architecture architecture, Parameters parameters, Kernels kernels) {
        this.architecture = architecture;
        this.parameters = parameters.copy();
        this.kernels = kernels;
    }

    public Architecture architecture() {
        return architecture;
    }

    /// The learned numbers, a copy.
    public Parameters parameters() {
        return parameters.copy();
    }

    /// The codes h(x).
    ///
    /// @param x (rows × features)
    /// @return (rows × code size)
    public Matrix encode(Matrix x) {
        Matrix codes = Matrix.zeros(x.rows(), architecture.codeSize());
        forEachTile(
                x,
                architecture.features(),
                (inference, rows, first) ->
                        codes.rows(first, first + rows.rows()).copyFrom(inference.encode(rows)));
        return codes;
    }

    /// The reconstructions of codes, the mean of p(x|μ).
    ///
    /// @param codes (rows × code size)
    /// @return (rows × features)
    public Matrix decode(Matrix codes) {
        Matrix means = Matrix.zeros(codes.rows(), architecture.features());
        forEachTile(
                codes,
                architecture.codeSize(),
                (inference, rows, first) ->
                        architecture.likelihood().mean(inference.decode(rows), means.rows(first, first + rows.rows())));
        return means;
    }

    /// The reconstructions x̂ = f(x).
    ///
    /// @param x (rows × features)
    /// @return (rows × features)
    public Matrix reconstruct(Matrix x) {
        Matrix means = Matrix.zeros(x.rows(), architecture.features());
        forEachTile(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .likelihood()
                        .mean(inference.decode(inference.encode(rows)), means.rows(first, first + rows.rows())));
        return means;
    }

    /// The loss of each row, −log p(x|μ) without its constant, a sum over features in nats: higher is stranger.
    public double[] score(Matrix x) {
        return loss(x, x);
    }

    /// The loss of each row against a target of its own.
    ///
    /// @param x (rows × features)
    /// @param target (rows × features)
    public double[] loss(Matrix x, Matrix target) {
        if (target.rows() != x.rows() || target.columns() != x.columns()) {
            throw new IllegalArgumentException(
                    "inputs and targets must have the same shape, got " + x.shape() + " and " + target.shape());
        }
        double[] losses = new double[x.rows()];
        forEachTile(
                x,
                architecture.features(),
                (inference, rows, first) -> architecture
                        .likelihood()
                        .lossPerRow(
                                inference.decode(inference.encode(rows)),
                                target.rows(first, first + rows.rows()),
                                losses,
                                first));
        return losses;
    }

    private void forEachTile(Matrix x, int columns, RowsTask task) {
        if (x.columns() != columns) {
            throw new IllegalArgumentException("expected " + columns + " columns, got " + x.columns());
        }
        int rows = Math.min(Inference.ROWS, x.rows());
        Inference inference = new Inference(architecture, parameters, rows, kernels.fork());
        for (int first = 0; first < x.rows(); first += Inference.ROWS) {
            int end = Math.min(x.rows(), first + Inference.ROWS);
            task.accept(inference, x.rows(first, end), first);
        }
    }
}
