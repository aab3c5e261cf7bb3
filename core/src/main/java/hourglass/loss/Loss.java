package hourglass.loss;

import hourglass.json.Words;
import hourglass.matrix.Matrix;
import java.util.List;

/// A loss ℓ(y, p) of predictions p given targets y, with the values and options of Keras 3.16
/// (`keras/src/losses/losses.py`). The functions are in [Losses].
///
/// **Keras takes the mean over the numbers of a sample** in eight of the twelve and the sum in four; [#divisor] says
/// which. Hourglass trains on the sum: see `LossObjective` in `hourglass.objective`, which turns any loss into what an
/// autoencoder makes small.
///
/// Shapes: y and p are (samples × numbers); data of higher rank is the same matrix with all but the last axis as rows.
/// Targets of [SparseCategoricalCrossentropy] have one number. With `axis` 0 a sample is a column. Numbers are float,
/// arithmetic is double; only the bounds of clipped probabilities are rounded as Keras rounds them.
///
/// Where a slope jumps it is taken as 0; at the end of a clipped range, as inside.
public sealed interface Loss
        permits Elementwise, CategoricalCrossentropy, SparseCategoricalCrossentropy, CosineSimilarity {
    /// The twelve with their defaults, in the lecture's order.
    static List<Loss> standard() {
        return List.of(
                new BinaryCrossentropy(),
                new CategoricalCrossentropy(),
                new SparseCategoricalCrossentropy(),
                new Poisson(),
                new KLDivergence(),
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new MeanAbsolutePercentageError(),
                new MeanSquaredLogarithmicError(),
                new CosineSimilarity(),
                new Huber(),
                new LogCosh());
    }

    /// The name of the function in Keras.
    default String name() {
        return Words.name(getClass());
    }

    /// Along which the numbers of a sample stand.
    default int axis() {
        return -1;
    }

    /// What Keras divides the sum over a sample's n numbers by: n or 1.
    int divisor(int n);

    /// The loss of one sample, **summed** over its numbers.
    double sum(Samples y, Samples p, int sample);

    /// The gradient of [#sum] in p: overwrites a sample of g by scale · ∂/∂p.
    void gradient(Samples y, Samples p, int sample, double scale, Samples g);

    /// Adds what each number of y contributes to [#sum].
    void addTerms(Samples y, Samples p, int sample, double[] terms);

    /// Whether a sample takes part in a mean.
    default boolean counts(Samples y, int sample) {
        return true;
    }

    /// The loss of each sample, as the functions of Keras give it, times its weight if there are weights: the reduction
    /// `none`.
    ///
    /// @param y targets
    /// @param p predictions
    /// @param weights none, one for all samples, or one for each
    default double[] perSample(Matrix y, Matrix p, double... weights) {
        Samples targets = Samples.of(y, axis());
        Samples predictions = Samples.of(p, axis());
        check(y, p);
        double[] values = coefficients(targets, Reduction.NONE, weights);
        for (int i = 0; i < values.length; i++) {
            values[i] *= sum(targets, predictions, i) / divisor(predictions.size());
        }
        return values;
    }

    /// The mean loss of the samples.
    ///
    /// @param y targets
    /// @param p predictions
    default double value(Matrix y, Matrix p) {
        return value(y, p, Reduction.SUM_OVER_BATCH_SIZE);
    }

    /// The loss as the classes of Keras give it; 0 for no samples.
    ///
    /// @param y targets
    /// @param p predictions
    /// @param weights none, one for all samples, or one for each
    /// @throws IllegalArgumentException for [Reduction#NONE], which [#perSample] is for
    default double value(Matrix y, Matrix p, Reduction reduction, double... weights) {
        if (reduction == Reduction.NONE) {
            throw new IllegalArgumentException("without reduction there is one loss for each sample: see perSample");
        }
        double[] values = perSample(y, p);
        double[] coefficients = coefficients(Samples.of(y, axis()), reduction, weights);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += coefficients[i] * values[i];
        }
        return sum;
    }

    /// The gradient of [#value] in p; with [Reduction#NONE], each sample's gradient of its own weighted loss.
    ///
    /// @param y targets
    /// @param p predictions
    /// @param gradient overwritten, of the shape of p and without common memory
    /// @param weights none, one for all samples, or one for each
    default void gradient(Matrix y, Matrix p, Reduction reduction, Matrix gradient, double... weights) {
        check(y, p);
        if (gradient.rows() != p.rows() || gradient.columns() != p.columns()) {
            throw new IllegalArgumentException(
                    "the gradient must have the shape of the predictions, " + p.shape() + ", got " + gradient.shape());
        }
        Samples targets = Samples.of(y, axis());
        Samples predictions = Samples.of(p, axis());
        Samples gradients = Samples.of(gradient, axis());
        double[] coefficients = coefficients(targets, reduction, weights);
        for (int i = 0; i < coefficients.length; i++) {
            double scale = coefficients[i] / divisor(predictions.size());
            gradient(targets, predictions, i, scale, gradients);
        }
    }

    private double[] coefficients(Samples targets, Reduction reduction, double[] weights) {
        boolean[] counted = new boolean[targets.count()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = counts(targets, i);
        }
        boolean masked = this instanceof SparseCategoricalCrossentropy sparse
                && sparse.ignoreClass().isPresent();
        return reduction.coefficients(counted, masked, weights);
    }

    private void check(Matrix y, Matrix p) {
        if (this instanceof SparseCategoricalCrossentropy) {
            Samples targets = Samples.of(y, axis());
            Samples predictions = Samples.of(p, axis());
            if (targets.size() != 1 || targets.count() != predictions.count()) {
                throw new IllegalArgumentException("targets must have one class index for each sample of the"
                        + " predictions, " + p.shape() + ", got " + y.shape());
            }
        } else if (y.rows() != p.rows() || y.columns() != p.columns()) {
            throw new IllegalArgumentException(
                    "targets and predictions must have the same shape, got " + y.shape() + " and " + p.shape());
        }
    }
}
