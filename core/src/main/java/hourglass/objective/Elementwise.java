package hourglass.objective;

import hourglass.matrix.Matrix;

/// Objectives with one parameter for each column, whose columns are independent given η: the loss is a sum of
/// [#loss(float, float)] over cells, x̂ = f(η) with f the [#output], elementwise.
///
/// Those whose link is canonical have the gradient x̂ − x; others say theirs in [#lossAndGradient]. What is not
/// observed
/// is left out before a row is passed on, so that an implementation need not know of it.
public interface Elementwise extends Objective {
    /// The loss of one observed cell.
    double loss(float eta, float x);

    /// The loss of a row of n observed cells, their sum.
    default double rowLoss(float[] eta, int etaOffset, float[] x, int xOffset, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += loss(eta[etaOffset + j], x[xOffset + j]);
        }
        return sum;
    }

    /// The loss of n observed cells, and g ← scale ∂l/∂η: with the canonical link scale (x̂ − x).
    default double lossAndGradient(
            float[] eta, int etaOffset, float[] x, int xOffset, float scale, float[] g, int gOffset, int n) {
        System.arraycopy(eta, etaOffset, g, gOffset, n);
        output().forward(g, g, gOffset, n);
        Gradients.difference(g, gOffset, x, xOffset, scale, n);
        return rowLoss(eta, etaOffset, x, xOffset, n);
    }

    /// Whether rows that follow one another may be taken as one long row.
    default boolean joinsRows() {
        return true;
    }

    @Override
    default double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        double sum = 0;
        // Columns are independent, so rows that follow one another count as one: loops over short ones are slow.
        boolean joined = joinsRows() && eta.isContiguous() && x.isContiguous() && gradient.isContiguous();
        int run = joined ? Math.max(1, x.rows()) : 1;
        for (int row = 0; row < x.rows(); row += run) {
            sum += lossAndGradient(
                    eta.array(),
                    eta.rowOffset(row),
                    x.array(),
                    x.rowOffset(row),
                    scale,
                    gradient.array(),
                    gradient.rowOffset(row),
                    run * x.columns());
        }
        return ObservedCells.mended(sum, this, joinsRows() ? x.rows() : 1, eta, x, scale, gradient);
    }

    @Override
    default void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = rowLoss(eta.array(), eta.rowOffset(row), x.array(), x.rowOffset(row), x.columns());
        }
        ObservedCells.mend(losses, from, this, eta, x);
    }

    @Override
    default void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                float value = x.get(row, j);
                losses[j] += Float.isNaN(value) ? 0 : loss(eta.get(row, j), value);
            }
        }
    }
}
