package hourglass.loss;

import hourglass.json.Word;

/// 100 times the mean of |p − y| / max(|y|, ε); slope ±100 / max(|y|, ε), 0 at p = y.
///
/// A target of 0 makes the loss a thousand million times the error: give it targets that are not 0.
@Word(alias = "mape")
public record MeanAbsolutePercentageError() implements Elementwise {
    private static final double PERCENT = 100;

    @Override
    public double term(double y, double p) {
        return PERCENT * Math.abs(p - y) / Math.max(Math.abs(y), Clip.EPSILON);
    }

    @Override
    public double slope(double y, double p) {
        return PERCENT * Math.signum(p - y) / Math.max(Math.abs(y), Clip.EPSILON);
    }
}
