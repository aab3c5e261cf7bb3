package hourglass.objective;

/// log Γ(x) for x > 0 by Stirling's series after shifting x to at least 10 (Abramowitz and Stegun 6.1.41); relative
/// error about 1e-13.
final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double LARGE = 10;

    private LogGamma() {}

    static double of(double x) {
        double shift = 0;
        double y = x;
        while (y < LARGE) {
            shift += StrictMath.log(y);
            y++;
        }
        double r = 1 / (y * y);
        double series = 1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))));
        return (y - 0.5) * StrictMath.log(y) - y + HALF_LOG_TWO_PI + series / y - shift;
    }
}
