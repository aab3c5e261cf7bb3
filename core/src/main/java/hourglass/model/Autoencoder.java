package hourglass.model;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// A trained autoencoder: architecture and learned numbers. Immutable and thread-safe.
///
/// Inputs are in the scale the network was trained on; `Model` of the data module adds columns and scaling. Rows are
/// taken a fixed number at a time, so results depend neither on the number of threads nor on how a caller cuts its data
/// into calls, as long as the cuts are multiples of [#SLICE].
///
/// Calls with work enough share it among the threads of `java.util.concurrent.ForkJoinPool#commonPool()`; inside a
/// pool of the caller's own, among the threads of that pool.
public final class Autoencoder {
    /// Callers that cut their data into multiples of so many rows get the same bits as in one call.
    public static final int SLICE = 1024;

    private final Architecture architecture;
    private final Parameters parameters;
    private final RowTiles tiles;

    /// @param parameters copied
    public Autoencoder(Architecture architecture, Parameters parameters, Kernels kernels) {
        if (!architecture.isAutoencoder()) {
            throw new IllegalArgumentException("a network with targets of its own is no autoencoder: see Network");
        }
        this.architecture = architecture;
        this.parameters = parameters.copy();
        this.tiles = new RowTiles(architecture, this.parameters, kernels);
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
        tiles.forEach(
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
        tiles.forEach(
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
        return tiles.means(x);
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
        return tiles.losses(x, target);
    }

    /// What the last layer of the encoder reads, for [Variational].
    Matrix beforeCode(Matrix x, int columns) {
        Matrix values = Matrix.zeros(x.rows(), columns);
        tiles.forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> values.rows(first, first + rows.rows())
                        .copyFrom(inference.forward(
                                rows, 0, architecture.encoder().size() - 1)));
        return values;
    }

    /// The loss of each target when its row of codes is decoded.
    double[] lossOfCodes(Matrix codes, Matrix target) {
        double[] losses = new double[codes.rows()];
        tiles.forEach(
                codes,
                architecture.codeSize(),
                (inference, rows, first) -> architecture
                        .likelihood()
                        .lossPerRow(inference.decode(rows), target.rows(first, first + rows.rows()), losses, first));
        return losses;
    }
}
