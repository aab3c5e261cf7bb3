package hourglass.judge;

import hourglass.matrix.Matrix;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import hourglass.objective.StudentT;
import java.util.List;

/// How the cells of one variable are judged: by a density given the rest of the row, whose η the network says, and by
/// the variable's own density alone, whose η is always the same.
///
/// @param given p(x | rest), its spread fitted to rows that were not trained on
/// @param alone p(x)
/// @param eta of `alone`
/// @param lossGiven −log p(x | rest) per cell, mean over rows that were not trained on, constants included
/// @param lossAlone −log p(x) per cell of the same rows: what there is to beat
/// @param lean how far numbers lie above the middle that `given` says of them, in the mean of the same rows: the
///     density is symmetric, its cells need not be. 0 for all but numbers
public record CellJudge(
        Likelihood given, Likelihood alone, List<Double> eta, double lossGiven, double lossAlone, double lean) {
    public CellJudge {
        eta = List.copyOf(eta);
    }

    /// Of cells that lean to no side.
    public CellJudge(Likelihood given, Likelihood alone, List<Double> eta, double lossGiven, double lossAlone) {
        this(given, alone, eta, lossGiven, lossAlone, 0);
    }

    /// Deviances d = −log p(x | η) + log p(x | its own best η), at least 0, of one column of cells; 0 where nothing is
    /// observed. Overwrites `into[from … from + rows − 1]`.
    ///
    /// @param eta (rows × parameters)
    /// @param x (rows × 1)
    static void deviances(Objective objective, Matrix eta, Matrix x, double[] into, int from) {
        objective.lossPerRow(eta, x, into, from);
        double[] least = new double[x.rows()];
        objective.saturatedPerRow(x, least, 0);
        for (int row = 0; row < least.length; row++) {
            // Rounding may leave a little less than nothing.
            into[from + row] = Math.max(0, into[from + row] - least[row]);
        }
    }

    /// −log p per observed cell, constants included; NaN if nothing is observed.
    static double meanLoss(Likelihood density, Matrix eta, Matrix x) {
        double[] losses = new double[x.rows()];
        density.lossPerRow(eta, x, losses, 0);
        double sum = 0;
        int observed = 0;
        for (int row = 0; row < losses.length; row++) {
            if (!Float.isNaN(x.get(row, 0))) {
                sum += losses[row];
                observed++;
            }
        }
        return (sum + density.constant(x)) / observed;
    }

    /// This judge with its losses on rows that were not trained on.
    CellJudge measured(Matrix expected, Matrix x) {
        return new CellJudge(
                given,
                alone,
                eta,
                meanLoss(given, expected, x),
                meanLoss(alone, etaAlone(x.rows()), x),
                given instanceof StudentT ? Spreads.lean(expected, x) : 0);
    }

    /// The η of `alone` for some rows.
    Matrix etaAlone(int rows) {
        Matrix repeated = Matrix.zeros(rows, eta.size());
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < eta.size(); k++) {
                repeated.set(row, k, eta.get(k).floatValue());
            }
        }
        return repeated;
    }
}
