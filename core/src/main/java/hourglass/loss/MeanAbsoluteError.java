package hourglass.loss;

/// Mean of |p − y|; slope ±1, 0 at p = y.
public record MeanAbsoluteError() implements Elementwise {
    @Override
    public String name() {
        return "mean_absolute_error";
    }

    @Override
    public double term(double y, double p) {
        return Math.abs(p - y);
    }

    @Override
    public double slope(double y, double p) {
        return Math.signum(p - y);
    }
}
