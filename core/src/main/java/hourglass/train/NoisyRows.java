package hourglass.train;

import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Layer;

/// What a denoising network without a bottleneck is judged by: rows spoilt as in training, the same in every epoch. Of
/// clean rows it would be best to change nothing, which is not what it learns; a network with a bottleneck is judged by
/// clean rows like others.
final class NoisyRows {
    private NoisyRows() {}

    static Examples toJudge(Recipe recipe, Examples validation) {
        Architecture architecture = recipe.architecture();
        boolean isWide = architecture.isAutoencoder() && architecture.codeSize() >= architecture.features();
        if (validation.rows() == 0
                || !isWide
                || !(first(architecture) instanceof Corrupt corrupt)
                || !isNoise(corrupt.corruption())) {
            return validation;
        }
        Matrix clean = validation.inputs().toMatrix();
        return new Examples(
                corrupt.corruption().corrupted(clean, recipe.training().seed()), validation.targets());
    }

    private static Layer first(Architecture architecture) {
        return architecture.layers().getFirst();
    }

    /// Whether it stands for what is in the way of the rows, rather than keeping units from relying on each other.
    private static boolean isNoise(Corruption corruption) {
        return switch (corruption) {
            case Corruption.Gaussian it -> true;
            case Corruption.Masking it -> true;
            case Corruption.SaltAndPepper it -> true;
            case Corruption.Swap it -> false;
            case Corruption.Dropout it -> false;
            case Corruption.Missing it -> false;
        };
    }
}
