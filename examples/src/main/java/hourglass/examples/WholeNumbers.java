package hourglass.examples;

/// The normal distribution as one of whole numbers 0, 1, 2, …, so that its nats can be compared with those of counts: k
/// has the probability of the interval from k − ½ to k + ½, 0 that of all below ½. Logarithms are exact far out, too.
final class WholeNumbers {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    /// From here on the continued fraction of the tail, below the series around 0.
    private static final double FAR = 3;

    private static final int TERMS = 100;

    private WholeNumbers() {}

    /// log P(k).
    ///
    /// @param deviation above 0
    static double logProbability(double mean, double deviation, double k) {
        double below = k == 0 ? Double.NEGATIVE_INFINITY : (k - 0.5 - mean) / deviation;
        double above = (k + 0.5 - mean) / deviation;
        if (below >= 0) {
            return ofTail(below, above);
        }
        return above <= 0 ? ofTail(-above, -below) : Math.log1p(-Math.exp(logTail(-below)) - Math.exp(logTail(above)));
    }

    /// log P(from < z < to) for 0 ≤ from < to.
    private static double ofTail(double from, double to) {
        double tail = logTail(from);
        return to == Double.POSITIVE_INFINITY ? tail : tail + Math.log(-Math.expm1(logTail(to) - tail));
    }

    /// log P(z > x) of the standard normal distribution, x ≥ 0: Marsaglia 2004, "Evaluating the normal distribution",
    /// for small x, Laplace's continued fraction for large ones.
    static double logTail(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double logDensity = -0.5 * x * x - HALF_LOG_TWO_PI;
        if (x < FAR) {
            double term = x;
            double sum = x;
            for (int i = 3; i < TERMS; i += 2) {
                term *= x * x / i;
                sum += term;
            }
            return Math.log(0.5 - sum * Math.exp(logDensity));
        }
        double fraction = x;
        for (int i = TERMS; i > 0; i--) {
            fraction = x + i / fraction;
        }
        return logDensity - Math.log(fraction);
    }
}
