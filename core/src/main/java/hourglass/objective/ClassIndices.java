package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Softmax;
import hourglass.json.Word;
import hourglass.loss.Samples;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.OptionalInt;

/// Columns of class indices 0 … K − 1: [SparseCategoricalCrossentropy] as what a network makes small, one column of
/// labels or several categorical columns. x̂ is the most probable class of each column, the first where several are
/// equally probable.
///
/// Each column is a variable of its own. It has K numbers of η, one column's after the other's, and the softmax of them
/// is its distribution. The loss is log Σⱼ e^ηⱼ − η_x for each column, summed over columns, computed from η whether or
/// not the loss says `fromLogits`; gradient softmax(η) minus 1 at x. Where x is the ignored class, for which -1 serves
/// well, loss and gradient are 0, as where it is not observed. The constant is 0.
///
/// @param classes K, the same for all columns
/// @param loss of rows
@Word("sparse_categorical_crossentropy")
public record ClassIndices(int classes, SparseCategoricalCrossentropy loss) implements Likelihood {
    /// A class that has all the probability: softmax(±10) leaves the others 2e-9.
    private static final float CERTAIN = 10;

    /// Times a sum of exponentials still a number.
    private static final double LARGE_PRODUCT = 1e150;

    private static final Softmax SOFTMAX = new Softmax();

    public ClassIndices {
        if (classes < 2) {
            throw new IllegalArgumentException("class indices need at least 2 classes, got " + classes);
        }
        if (!Samples.isLast(loss.axis())) {
            throw new IllegalArgumentException(
                    "an objective is a loss of rows, but the axis of " + loss.name() + " is " + loss.axis());
        }
    }

    /// Ignoring nothing.
    public ClassIndices(int classes) {
        this(classes, new SparseCategoricalCrossentropy());
    }

    @Override
    public String name() {
        return loss.name() + "_loss";
    }

    @Override
    public int parameters(int columns) {
        return Math.multiplyExact(columns, classes);
    }

    @Override
    public Domain domain(int column) {
        OptionalInt ignored = loss.ignoreClass();
        return new Domain(
                "class indices from 0 to " + (classes - 1)
                        + (ignored.isPresent() ? ", or " + ignored.getAsInt() + " for none" : ""),
                0,
                classes - 1f,
                true,
                ignored);
    }

    @Override
    public Activation output() {
        return SOFTMAX;
    }

    /// The sum of logarithms as the logarithm of products: one for some hundred cells instead of one for each.
    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        double logits = 0;
        double logs = 0;
        double product = 1;
        float[] g = gradient.array();
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < x.columns(); column++) {
                float label = x.array()[x.rowOffset(row) + column];
                int from = eta.rowOffset(row) + column * classes;
                int to = gradient.rowOffset(row) + column * classes;
                if (Float.isNaN(label) || isIgnored(label)) {
                    Arrays.fill(g, to, to + classes, 0f);
                    continue;
                }
                int index = requireClass(label);
                logits += exponentials(eta.array(), from, index, g, to);
                double sum = sum(g, to);
                gradient(g, to, index, scale, sum);
                product *= sum;
                if (!(product < LARGE_PRODUCT)) {
                    logs += StrictMath.log(product);
                    product = 1;
                }
            }
        }
        return logs + StrictMath.log(product) - logits;
    }

    private boolean isIgnored(float label) {
        return loss.ignoreClass().isPresent() && label == loss.ignoreClass().getAsInt();
    }

    private int requireClass(float label) {
        int index = (int) label;
        if (index != label || index < 0 || index >= classes) {
            throw new IllegalArgumentException(
                    "the target must be a class from 0 to " + (classes - 1) + ", got " + label);
        }
        return index;
    }

    /// e^(ηₖ − max η) of one cell; loops over one offset are vectorised.
    ///
    /// @return η − max η of the label
    private double exponentials(float[] eta, int from, int label, float[] exponentials, int to) {
        System.arraycopy(eta, from, exponentials, to, classes);
        float maximum = exponentials[to];
        for (int k = to + 1; k < to + classes; k++) {
            maximum = Math.max(maximum, exponentials[k]);
        }
        for (int k = to; k < to + classes; k++) {
            exponentials[k] = (float) Exponentials.expOfNegative((double) exponentials[k] - maximum);
        }
        return (double) eta[from + label] - maximum;
    }

    private double sum(float[] numbers, int from) {
        double sum = 0;
        for (int k = from; k < from + classes; k++) {
            sum += numbers[k];
        }
        return sum;
    }

    /// Turns the exponentials of a cell into its gradient.
    private void gradient(float[] g, int to, int label, float scale, double sum) {
        double share = g[to + label] / sum;
        double factor = scale / sum;
        for (int k = to; k < to + classes; k++) {
            g[k] = (float) (factor * g[k]);
        }
        g[to + label] = (float) (scale * (share - 1));
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        Arrays.fill(losses, from, from + x.rows(), 0);
        forEachLoss(eta, x, (row, column, loss) -> losses[from + row] += loss);
    }

    /// All probability for the class that is observed.
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        Arrays.fill(losses, from, from + x.rows(), 0);
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        forEachLoss(eta, x, (row, column, loss) -> losses[column] += loss);
    }

    /// Takes the loss of one observed cell.
    private interface CellLoss {
        void accept(int row, int column, double loss);
    }

    private void forEachLoss(Matrix eta, Matrix x, CellLoss taker) {
        float[] exponentials = new float[classes];
        for (int column = 0; column < x.columns(); column++) {
            for (int row = 0; row < x.rows(); row++) {
                float label = x.array()[x.rowOffset(row) + column];
                if (!Float.isNaN(label) && !isIgnored(label)) {
                    int from = eta.rowOffset(row) + column * classes;
                    double logit = exponentials(eta.array(), from, requireClass(label), exponentials, 0);
                    taker.accept(row, column, StrictMath.log(sum(exponentials, 0)) - logit);
                }
            }
        }
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < eta.rows(); row++) {
            for (int column = 0; column < mean.columns(); column++) {
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    if (eta.get(row, column * classes + k) > eta.get(row, column * classes + best)) {
                        best = k;
                    }
                }
                mean.set(row, column, best);
            }
        }
    }

    /// The probabilities of the classes. Overwrites `probabilities`, which has the shape of η and may be η itself.
    public void probabilities(Matrix eta, Matrix probabilities) {
        for (int row = 0; row < eta.rows(); row++) {
            int at = probabilities.rowOffset(row);
            System.arraycopy(eta.array(), eta.rowOffset(row), probabilities.array(), at, eta.columns());
            for (int start = 0; start < eta.columns(); start += classes) {
                SOFTMAX.forward(probabilities.array(), probabilities.array(), at + start, classes);
            }
        }
    }

    /// Nearly all the probability for the nearest class.
    @Override
    public void link(Matrix mean, Matrix eta) {
        eta.fill(-CERTAIN);
        for (int row = 0; row < mean.rows(); row++) {
            for (int column = 0; column < mean.columns(); column++) {
                int nearest = Math.max(0, Math.min(classes - 1, Math.round(mean.get(row, column))));
                eta.set(row, column * classes + nearest, CERTAIN);
            }
        }
    }

    /// Nothing is left out.
    @Override
    public double constant(Matrix x) {
        return 0;
    }

    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Matrix probabilities = Matrix.zeros(eta.rows(), eta.columns());
        probabilities(eta, probabilities);
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < x.columns(); column++) {
                int at = probabilities.rowOffset(row) + column * classes;
                x.set(row, column, new Draws(seed, first + row, column).place(probabilities.array(), at, classes));
            }
        }
    }
}
