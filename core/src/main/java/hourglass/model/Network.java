package hourglass.model;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// A trained feed-forward network ŷ = σ(W_ℓᵀ … σ(W₂ᵀ σ(W₁ᵀ x)) …): architecture and learned numbers. Classifies
/// (Bernoulli, Categorical) or predicts numbers (Gaussian) and counts (Poisson). Immutable and thread-safe.
///
/// Inputs are in the scale the network was trained on. Rows are taken a fixed number at a time, so results depend
/// neither on the number of threads nor on how a caller cuts its data into calls, as long as the cuts are multiples of
/// [Autoencoder#SLICE].
public final class Network {
    private final Architecture architecture;
    private final Parameters parameters;
    private final RowTiles tiles;

    /// @param parameters copied
    public Network(Architecture architecture, Parameters parameters, Kernels kernels) {
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

    /// The mean of p(y|x): a probability for each class or label, or the number or count expected.
    ///
    /// @param x (rows × features), not modified
    /// @return (rows × targets)
    public Matrix predict(Matrix x) {
        return tiles.means(x);
    }

    /// The class of each row: the column with the largest mean, the first of equals. A single column of probabilities
    /// counts as the second of two classes, 1 where it is above ½.
    ///
    /// @param x (rows × features), not modified
    public int[] classify(Matrix x) {
        Matrix means = predict(x);
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

    /// The loss of each row, −log p(y|x) without its constant, a sum over targets in nats.
    ///
    /// @param x (rows × features), not modified
    /// @param y (rows × targets), not modified
    public double[] loss(Matrix x, Matrix y) {
        return tiles.losses(x, y);
    }
}
