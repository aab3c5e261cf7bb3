package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Softmax;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// One of K classes, a row being a one-hot vector or a distribution over them: x̂ = softmax(η) and
/// l = −Σₖ xₖ log x̂ₖ = (Σ x) log Σₖ e^ηₖ − Σₖ xₖ ηₖ. Gradient in η: (Σ x) x̂ − x, that is x̂ − x where Σ x = 1.
/// Rows of counts with any sum are taken too: the multinomial distribution, without its coefficient.
///
/// A row is one variable. Where some of its classes are not observed, the softmax runs over the others: the density of
/// what is observed given its sum, −log p(class | it is one of these) for a one-hot row whose class is among them, and
/// nothing for one whose class is not.
public record Categorical() implements Likelihood {
    private static final Domain DOMAIN =
            new Domain("non-negative numbers, one column for each class", 0, Float.POSITIVE_INFINITY, false);

    @Override
    public Domain domain(int column) {
        return DOMAIN;
    }

    @Override
    public Activation output() {
        return new Softmax();
    }

    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        double sum = 0;
        mean(eta, gradient);
        for (int row = 0; row < x.rows(); row++) {
            sum += rowLoss(eta, x, row);
            float total = (float) total(x, row);
            for (int j = 0; j < x.columns(); j++) {
                int at = gradient.rowOffset(row) + j;
                gradient.array()[at] = scale * (total * gradient.array()[at] - x.array()[x.rowOffset(row) + j]);
            }
        }
        return ObservedCells.mended(sum, this, 1, eta, x, scale, gradient);
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = rowLoss(eta, x, row);
        }
        ObservedCells.mend(losses, from, this, eta, x);
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            if (!ObservedCells.areAll(x.rows(row, row + 1))) {
                ObservedCells.addLossPerColumn(this, eta.rows(row, row + 1), x.rows(row, row + 1), losses);
                continue;
            }
            double logSum = logSumExp(eta, row);
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += x.get(row, j) * (logSum - eta.get(row, j));
            }
        }
    }

    /// Nothing is left out for one-hot rows.
    @Override
    public double constant(Matrix x) {
        return 0;
    }

    /// One-hot rows.
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        mean(eta, x);
        for (int row = 0; row < x.rows(); row++) {
            int hot = new Draws(seed, first + row, 0).place(x.array(), x.rowOffset(row), x.columns());
            x.rows(row, row + 1).fill(0);
            x.set(row, hot, 1);
        }
    }

    private static double rowLoss(Matrix eta, Matrix x, int row) {
        double linear = 0;
        for (int j = 0; j < x.columns(); j++) {
            linear += (double) x.array()[x.rowOffset(row) + j] * eta.array()[eta.rowOffset(row) + j];
        }
        return total(x, row) * logSumExp(eta, row) - linear;
    }

    private static double total(Matrix x, int row) {
        double total = 0;
        for (int j = 0; j < x.columns(); j++) {
            total += x.array()[x.rowOffset(row) + j];
        }
        return total;
    }

    private static double logSumExp(Matrix eta, int row) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < eta.columns(); j++) {
            maximum = Math.max(maximum, eta.array()[eta.rowOffset(row) + j]);
        }
        double sum = 0;
        for (int j = 0; j < eta.columns(); j++) {
            sum += Exponentials.exp((double) eta.array()[eta.rowOffset(row) + j] - maximum);
        }
        return maximum + StrictMath.log(sum);
    }
}
