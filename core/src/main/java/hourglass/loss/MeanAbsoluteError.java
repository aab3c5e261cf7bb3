package hourglass.loss;

import hourglass.json.Word;

/// Mean of |p − y|; slope ±1, 0 at p = y.
@Word(alias = "mae")
public record MeanAbsoluteError() implements Elementwise {
    @Override
    public double term(double y, double p) {
        return Math.abs(p - y);
    }

    @Override
    public double slope(double y, double p) {
        return Math.signum(p - y);
    }
}
