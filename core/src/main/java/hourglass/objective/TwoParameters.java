package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;

/// Likelihoods of independent columns with two parameters for each, which stand side by side in η: those of column j
/// are η₂ⱼ and η₂ⱼ₊₁. A cell that is not observed is passed over.
interface TwoParameters extends Likelihood {
    /// The loss of one observed cell.
    double loss(double first, double second, double x);

    /// The loss of one observed cell.
    ///
    /// @param g overwritten at `at` and `at + 1` by scale · ∂l/∂η
    double lossAndGradient(double first, double second, double x, float scale, float[] g, int at);

    @Override
    default int parameters(int columns) {
        return Math.multiplyExact(2, columns);
    }

    @Override
    default Activation output() {
        return new Linear();
    }

    @Override
    default double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        float[] etas = eta.array();
        float[] gradients = gradient.array();
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            int from = eta.rowOffset(row);
            int to = gradient.rowOffset(row);
            for (int j = 0; j < x.columns(); j++) {
                float value = x.array()[x.rowOffset(row) + j];
                if (Float.isNaN(value)) {
                    gradients[to + 2 * j] = 0;
                    gradients[to + 2 * j + 1] = 0;
                } else {
                    sum += lossAndGradient(
                            etas[from + 2 * j], etas[from + 2 * j + 1], value, scale, gradients, to + 2 * j);
                }
            }
        }
        return sum;
    }

    @Override
    default void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                sum += cellLoss(eta, x, row, j);
            }
            losses[from + row] = sum;
        }
    }

    @Override
    default void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += cellLoss(eta, x, row, j);
            }
        }
    }

    private double cellLoss(Matrix eta, Matrix x, int row, int j) {
        float value = x.get(row, j);
        return Float.isNaN(value) ? 0 : loss(eta.get(row, 2 * j), eta.get(row, 2 * j + 1), value);
    }
}
