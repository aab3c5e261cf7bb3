package hourglass.objective;

/// The modified Bessel functions I₀ and I₁ of arguments of at least 0, as von Mises' distribution needs them: by their
/// power series, for large κ by Hankel's (Abramowitz and Stegun 1964, 9.6.10 and 9.7.1). Relative errors below 1e-12.
final class Bessel {
    static final double LOG_TWO_PI = 1.8378770664093453;

    /// From here on the terms of Hankel's series fall below 1e-14 before they grow again, near the 2κ-th.
    private static final double LARGE = 18;

    /// How small a term must be against its sum to be left out.
    private static final double NEGLIGIBLE = 1e-17;

    private Bessel() {}

    /// log I₀(κ).
    static double logOfFirst(double kappa) {
        if (kappa < LARGE) {
            double square = kappa * kappa / 4;
            double sum = 1;
            double term = 1;
            for (int k = 1; term > NEGLIGIBLE * sum; k++) {
                term *= square / ((double) k * k);
                sum += term;
            }
            return StrictMath.log(sum);
        }
        return kappa - 0.5 * (LOG_TWO_PI + StrictMath.log(kappa)) + StrictMath.log(hankel(0, kappa));
    }

    /// I₁(κ) / (κ I₀(κ)), which is ½ at κ = 0.
    static double ratioOverArgument(double kappa) {
        if (kappa < LARGE) {
            double square = kappa * kappa / 4;
            double first = 1;
            double second = 1;
            double term = 1;
            for (int k = 1; term > NEGLIGIBLE * first; k++) {
                term *= square / ((double) k * k);
                first += term;
                second += term / (k + 1);
            }
            return second / (2 * first);
        }
        return hankel(4, kappa) / (kappa * hankel(0, kappa));
    }

    /// √(2πκ) e^−κ Iᵥ(κ) ~ Σₖ Πᵢ ((2i − 1)² − m) / (8 i κ) with m = 4 v².
    private static double hankel(int m, double kappa) {
        double sum = 1;
        double term = 1;
        double previous = 2;
        for (int k = 1; Math.abs(term) > NEGLIGIBLE * sum && Math.abs(term) < previous; k++) {
            previous = Math.abs(term);
            term *= ((2.0 * k - 1) * (2.0 * k - 1) - m) / (8.0 * k * kappa);
            sum += term;
        }
        return sum;
    }
}
