package hourglass.objective;

import hourglass.activation.Softmax;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// One of K classes, a row being a one-hot vector or a distribution over them: x̂ = softmax(η) and
/// l = −Σₖ xₖ log x̂ₖ = (Σ x) log Σₖ e^ηₖ − Σₖ xₖ ηₖ. Gradient in η: (Σ x) x̂ − x, that is x̂ − x where Σ x = 1.
/// Rows of counts with any sum are taken too: the multinomial distribution, without its coefficient.
public record Categorical() implements Likelihood {
    private static final double SMALLEST_MEAN = 1e-6;
    private static final Softmax SOFTMAX = new Softmax();

    @Override
    public String name() {
        return "categorical";
    }

    @Override
    public int parameters(int features) {
        return features;
    }

    @Override
    public String domain() {
        return "non-negative numbers, one column for each class";
    }

    @Override
    public boolean accepts(float value) {
        return value >= 0 && Float.isFinite(value);
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
        return sum;
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = rowLoss(eta, x, row);
        }
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            double logSum = logSumExp(eta, row);
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += x.get(row, j) * (logSum - eta.get(row, j));
            }
        }
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < eta.rows(); row++) {
            int at = mean.rowOffset(row);
            System.arraycopy(eta.array(), eta.rowOffset(row), mean.array(), at, eta.columns());
            SOFTMAX.forward(mean.array(), mean.array(), at, eta.columns());
        }
    }

    @Override
    public void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, (float) StrictMath.log(Math.max(SMALLEST_MEAN, mean.get(row, j))));
            }
        }
    }

    /// Nothing is left out for one-hot rows.
    @Override
    public double constant(Matrix x) {
        return 0;
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
