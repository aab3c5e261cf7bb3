package hourglass.activation;

import hourglass.matrix.Exponentials;

/// The standard normal distribution to the precision of a `float`, also relative to its tail.
final class NormalDistribution {
    private static final double ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;
    /// From here on e^(−z²/2) is zero as a `float`; powers of larger numbers would overflow.
    private static final double BOUND = 40;

    private NormalDistribution() {}

    /// φ(z) = e^(−z²/2) / √(2π).
    static double density(double z) {
        return ONE_OVER_ROOT_TWO_PI * Exponentials.exp(-0.5 * z * z);
    }

    /// Φ(z), from the rational approximation of e^(z²/2) Φ(−|z|) numbered 5666 by Hart et al., "Computer
    /// Approximations" (1968), with the coefficients as West prints them ("Better approximations to cumulative normal
    /// functions", Wilmott Magazine, May 2005).
    static double below(double z) {
        double x = Math.min(Math.abs(z), BOUND);
        double numerator = 0.0352624965998911;
        numerator = numerator * x + 0.700383064443688;
        numerator = numerator * x + 6.37396220353165;
        numerator = numerator * x + 33.912866078383;
        numerator = numerator * x + 112.079291497871;
        numerator = numerator * x + 221.213596169931;
        numerator = numerator * x + 220.206867912376;
        double denominator = 0.0883883476483184;
        denominator = denominator * x + 1.75566716318264;
        denominator = denominator * x + 16.064177579207;
        denominator = denominator * x + 86.7807322029461;
        denominator = denominator * x + 296.564248779674;
        denominator = denominator * x + 637.333633378831;
        denominator = denominator * x + 793.826512519948;
        denominator = denominator * x + 440.413735824752;
        double tail = Exponentials.exp(-0.5 * x * x) * numerator / denominator;
        // tail for z < 0, 1 − tail above, without a branch
        double positive = Math.max(Math.signum(z), 0);
        return positive + (1 - 2 * positive) * tail;
    }
}
