package hourglass.loss;

import hourglass.json.Word;

/// Mean of (log(1 + max(p, ε)) − log(1 + max(y, ε)))²; slope 2 (log(1 + p) − log(1 + max(y, ε))) / (1 + p), and 0 for
/// p < ε: a prediction below 0 is neither punished nor corrected.
@Word(alias = "msle")
public record MeanSquaredLogarithmicError() implements Elementwise {
    @Override
    public double term(double y, double p) {
        double difference = logarithm(p) - logarithm(y);
        return difference * difference;
    }

    @Override
    public double slope(double y, double p) {
        return p < Clip.EPSILON ? 0 : 2 * (logarithm(p) - logarithm(y)) / (1 + p);
    }

    private static double logarithm(double value) {
        return StrictMath.log(1 + Math.max(value, Clip.EPSILON));
    }
}
