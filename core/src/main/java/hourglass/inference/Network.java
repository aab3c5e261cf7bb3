package hourglass.inference;

import hourglass.engine.HiddenColumns;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.util.List;
import java.util.Optional;

/// A trained network in use: an autoencoder x̂ = f(x), or any other feed-forward network ŷ = σ(W_ℓᵀ … σ(W₂ᵀ σ(W₁ᵀ x))
/// …) that classifies or predicts numbers and counts. Architecture, learned numbers and the kernels to compute with.
/// Immutable and thread-safe.
///
/// Inputs are in the scale the network was trained on; [hourglass.model.Model] adds columns and scaling. Rows are taken
/// a fixed number at a time, so results depend neither on the number of threads nor on how a caller cuts its data into
/// calls, as long as the cuts are multiples of [#SLICE].
///
/// Calls with work enough share it among the threads of `java.util.concurrent.ForkJoinPool#commonPool()`; inside a pool
/// of the caller's own, among the threads of that pool.
public final class Network {
    /// Callers that cut their data into multiples of so many rows get the same bits as in one call.
    public static final int SLICE = 1024;

    private final Architecture architecture;
    private final Parameters parameters;
    private final Kernels kernels;
    private final RowTiles tiles;

    /// @param parameters copied
    public Network(Architecture architecture, Parameters parameters, Kernels kernels) {
        this.architecture = architecture;
        this.parameters = parameters.copy();
        this.kernels = kernels;
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
    /// @param x (rows × features), not modified
    /// @return (rows × code size)
    /// @throws IllegalStateException if the network has no encoder
    public Matrix encode(Matrix x) {
        requireEncoder();
        Matrix codes = Matrix.zeros(x.rows(), architecture.codeSize());
        tiles.forEach(
                x,
                architecture.features(),
                (inference, rows, first) ->
                        codes.rows(first, first + rows.rows()).copyFrom(inference.encode(rows)));
        return codes;
    }

    /// What the decoder makes of codes, the means of p(y|μ).
    ///
    /// @param codes (rows × code size), not modified
    /// @return (rows × targets)
    /// @throws IllegalStateException if the network has no encoder
    public Matrix decode(Matrix codes) {
        requireEncoder();
        Matrix means = Matrix.zeros(codes.rows(), architecture.targetColumns());
        tiles.forEach(
                codes,
                architecture.codeSize(),
                (inference, rows, first) ->
                        architecture.objective().mean(inference.decode(rows), means.rows(first, first + rows.rows())));
        return means;
    }

    /// The means of p(y|x): the reconstructions x̂ of an autoencoder; otherwise a probability for each class or label,
    /// or the number or count expected.
    ///
    /// @param x (rows × features), not modified
    /// @return (rows × targets)
    public Matrix means(Matrix x) {
        return tiles.means(x);
    }

    /// The class of each row: the column with the largest mean, the first of equals. A single column of probabilities
    /// counts as the second of two classes, 1 where it is above ½.
    ///
    /// @param x (rows × features), not modified
    public int[] classify(Matrix x) {
        Matrix means = means(x);
        int[] classes = new int[means.rows()];
        for (int row = 0; row < classes.length; row++) {
            if (means.columns() == 1) {
                classes[row] = means.get(row, 0) > 0.5f ? 1 : 0;
                continue;
            }
            for (int k = 1; k < means.columns(); k++) {
                classes[row] = means.get(row, k) > means.get(row, classes[row]) ? k : classes[row];
            }
        }
        return classes;
    }

    /// The loss of each row, for a likelihood −log p(y|x) without its constant, a sum over targets in nats: higher is
    /// stranger.
    ///
    /// @param x (rows × features), not modified
    /// @param y (rows × targets), not modified; x itself for an autoencoder of clean rows
    public double[] loss(Matrix x, Matrix y) {
        return tiles.losses(x, y);
    }

    /// The loss of each column against its targets, summed over the rows.
    ///
    /// @param x (rows × features)
    /// @param target (rows × features)
    public double[] lossPerColumn(Matrix x, Matrix target) {
        return tiles.lossesOfColumns(x, target);
    }

    /// What is done with η of some rows.
    @FunctionalInterface
    public interface EtaTask {
        /// Takes the rows `first … first + eta.rows() − 1`.
        ///
        /// @param eta overwritten after the call
        void accept(Matrix eta, int first);
    }

    /// Hands over η, what the objective judges and has its means from, some rows at a time, maybe from several threads
    /// at once.
    ///
    /// @param x (rows × features), not modified
    public void forEachEta(Matrix x, EtaTask task) {
        tiles.forEach(
                x,
                architecture.features(),
                (inference, rows, first) -> task.accept(inference.decode(inference.encode(rows)), first));
    }

    /// What passes with hidden columns have in common, where the layers allow it.
    Optional<HiddenColumns> hiding(List<List<Integer>> groups, int[] firstEta) {
        return HiddenColumns.of(architecture, parameters, groups, firstEta, kernels);
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
                        .objective()
                        .lossPerRow(inference.decode(rows), target.rows(first, first + rows.rows()), losses, first));
        return losses;
    }

    private void requireEncoder() {
        if (architecture.encoder().isEmpty()) {
            throw new IllegalStateException("a network without an encoder has no codes");
        }
    }
}
