package hourglass.loss;

import hourglass.matrix.Exponentials;

/// Mean of log cosh e with e = p − y, computed as |e| + log(1 + e^(−2|e|)) − log 2; slope tanh e.
public record LogCosh() implements Elementwise {
    private static final double LOG_TWO = 0.6931471805599453;

    @Override
    public String name() {
        return "log_cosh";
    }

    @Override
    public double term(double y, double p) {
        double size = Math.abs(p - y);
        return size + StrictMath.log1p(Exponentials.exp(-2 * size)) - LOG_TWO;
    }

    @Override
    public double slope(double y, double p) {
        return StrictMath.tanh(p - y);
    }
}
