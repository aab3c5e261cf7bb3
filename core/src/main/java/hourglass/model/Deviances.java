package hourglass.model;

import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;

/// Losses of reconstructions as deviances: less the loss of the best η for the row alone, so that rows can be compared
/// with one another. Losses that are no densities stay as they are.
final class Deviances {
    private Deviances() {}

    /// Models without scores to compare with are those of former versions, whose scores stay what they were, and those
    /// of too few rows.
    ///
    /// @param rows in their own units, not modified
    /// @param targets likewise
    static double[] ofRows(Model model, Matrix rows, Matrix targets) {
        Matrix y = Required.autoencoder(model.task()).target().scaled(targets);
        Matrix x = model.columns().encode(rows);
        return model.calibration().isCalibrated()
                ? ofRows(model.network(), x, y)
                : model.network().loss(x, y);
    }

    /// @param x scaled inputs
    /// @param y scaled targets
    static double[] ofRows(Network network, Matrix x, Matrix y) {
        double[] losses = network.loss(x, y);
        Objective objective = network.architecture().objective();
        if (objective instanceof Likelihood) {
            double[] least = new double[losses.length];
            objective.saturatedPerRow(y, least, 0);
            for (int row = 0; row < losses.length; row++) {
                losses[row] = Math.max(0, losses[row] - least[row]);
            }
        }
        for (int row = 0; row < losses.length; row++) {
            // Beyond all numbers is beyond all rows: strangest, and still a number.
            losses[row] = Double.isFinite(losses[row]) ? losses[row] : Float.MAX_VALUE;
        }
        return losses;
    }
}
