package hourglass.loss;

import hourglass.matrix.Matrix;

/// From the losses of samples to one number, and its gradient.
final class Reducing {
    private Reducing() {}

    static double[] perSample(Loss loss, Matrix y, Matrix p, double[] weights) {
        Samples targets = Samples.of(y, loss.axis());
        Samples predictions = Samples.of(p, loss.axis());
        check(loss, y, p);
        double[] values = coefficients(loss, targets, Reduction.NONE, weights);
        for (int i = 0; i < values.length; i++) {
            values[i] *= loss.sum(targets, predictions, i) / loss.divisor(predictions.size());
        }
        return values;
    }

    static double value(Loss loss, Matrix y, Matrix p, Reduction reduction, double[] weights) {
        if (reduction == Reduction.NONE) {
            throw new IllegalArgumentException("without reduction there is one loss for each sample: see perSample");
        }
        double[] values = perSample(loss, y, p, new double[0]);
        double[] coefficients = coefficients(loss, Samples.of(y, loss.axis()), reduction, weights);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += coefficients[i] * values[i];
        }
        return sum;
    }

    static void gradient(Loss loss, Matrix y, Matrix p, Reduction reduction, Matrix gradient, double[] weights) {
        check(loss, y, p);
        if (gradient.rows() != p.rows() || gradient.columns() != p.columns()) {
            throw new IllegalArgumentException(
                    "the gradient must have the shape of the predictions, " + p.shape() + ", got " + gradient.shape());
        }
        Samples targets = Samples.of(y, loss.axis());
        Samples predictions = Samples.of(p, loss.axis());
        Samples gradients = Samples.of(gradient, loss.axis());
        double[] coefficients = coefficients(loss, targets, reduction, weights);
        for (int i = 0; i < coefficients.length; i++) {
            double scale = coefficients[i] / loss.divisor(predictions.size());
            loss.gradient(targets, predictions, i, scale, gradients);
        }
    }

    private static double[] coefficients(Loss loss, Samples targets, Reduction reduction, double[] weights) {
        boolean[] counted = new boolean[targets.count()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = loss.counts(targets, i);
        }
        boolean masked = loss instanceof SparseCategoricalCrossentropy sparse
                && sparse.ignoreClass().isPresent();
        return reduction.coefficients(counted, masked, weights);
    }

    private static void check(Loss loss, Matrix y, Matrix p) {
        if (loss instanceof SparseCategoricalCrossentropy) {
            Samples targets = Samples.of(y, loss.axis());
            Samples predictions = Samples.of(p, loss.axis());
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
