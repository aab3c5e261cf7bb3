package hourglass.report;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Layer;
import hourglass.train.Examples;
import java.util.List;
import java.util.Optional;

/// How much noise a model removes: squared errors against clean rows, per number, in scaled units.
///
/// @param before of the noisy rows
/// @param after of their reconstructions
public record Denoising(double before, double after) {
    /// 1 − after / before, the share of the squared error that is gone; below 0 if there is more than before, NaN
    /// without noise.
    public double removed() {
        return before > 0 ? 1 - after / before : Double.NaN;
    }

    /// What a model makes of noisy rows: those of pairs, or rows that the corruption at its input spoils anew, which it
    /// has not learned from. Empty without such noise: dropout is none, cells made missing are filled in, and the rows
    /// of a series are always trained on with noise.
    ///
    /// @param judged rows of the prepared ones
    static Optional<Denoising> of(Model model, Prepared prepared, Examples judged) {
        Matrix inputs = judged.inputs().toMatrix();
        Matrix targets = judged.targets().toMatrix();
        if (judged.arePairs()) {
            return Optional.of(of(model, inputs, Reconstructions.inTargetUnits(judged, prepared), targets));
        }
        if (prepared.pairs().inputs().windows().isPresent()) {
            return Optional.empty();
        }
        return noise(model).map(it -> {
            Matrix noisy = it.corrupted(inputs, model.recipe().training().seed());
            return of(model, noisy, noisy, targets);
        });
    }

    private static Denoising of(Model model, Matrix inputs, Matrix inTargetUnits, Matrix targets) {
        Matrix means = model.network().means(inputs);
        model.recipe().architecture().objective().expose(means, targets);
        double numbers = (double) targets.rows() * targets.columns();
        return new Denoising(
                Reconstructions.squaredError(inTargetUnits, targets) / numbers,
                Reconstructions.squaredError(means, targets) / numbers);
    }

    /// The noise that a model was trained to remove, if it spoils its own input: dropout is none, cells made missing
    /// are
    /// filled in.
    public static Optional<Corruption> noise(Model model) {
        List<Layer> layers = model.recipe().architecture().layers();
        return layers.getFirst() instanceof Corrupt it
                        && !(it.corruption() instanceof Corruption.Dropout)
                        && !(it.corruption() instanceof Corruption.Missing)
                ? Optional.of(it.corruption())
                : Optional.empty();
    }
}
