package hourglass.matrix;

/// The exponential function for single-precision results, in double arithmetic and without branches or tables, so that
/// loops over it are vectorised and every machine computes the same bits. (`Math.exp` may differ between machines and
/// costs about four times as much in a loop.)
///
/// With r = x / 256, a Taylor polynomial gives eʳ or eʳ − 1, and eight squarings, or eight steps e ← e (e + 2), give eˣ
/// or eˣ − 1. The relative error stays below 3e-9, far below half a unit in the last place of a `float`; from e^±88 on,
/// where a `float` overflows or has fewer digits, below 3e-8.
public final class Exponentials {
    private static final double SCALE = 1.0 / 256;
    /// e^110 overflows a `float` to infinity; e^-110 and 1 / e^110 underflow to zero.
    private static final double LARGEST = 110;

    private static final double SMALLEST = -110;

    private static final double BOUND = 20;

    private Exponentials() {}

    /// eˣ with small relative error; infinity (as a `float`) from 88.8 on, NaN for NaN.
    public static double exp(double x) {
        return expOfNegative(Math.min(LARGEST, x));
    }

    /// eˣ for x that are not above 0, without the upper bound of [#exp], which costs an eighth of it.
    public static double expOfNegative(double x) {
        double r = Math.max(SMALLEST, x) * SCALE;
        double p = 1.0 / 362880;
        p = Math.fma(p, r, 1.0 / 40320);
        p = Math.fma(p, r, 1.0 / 5040);
        p = Math.fma(p, r, 1.0 / 720);
        p = Math.fma(p, r, 1.0 / 120);
        p = Math.fma(p, r, 1.0 / 24);
        p = Math.fma(p, r, 1.0 / 6);
        p = Math.fma(p, r, 0.5);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p;
    }

    /// eˣ − 1 with small relative error also around zero, for x kept within ±20: below, a `float` of it is −1 anyway.
    /// A shorter polynomial than that of [#exp] suffices, and keeps loops small enough to be vectorised.
    public static double boundedExpm1(double x) {
        double r = Math.max(-BOUND, Math.min(BOUND, x)) * SCALE;
        double p = 1.0 / 5040;
        p = Math.fma(p, r, 1.0 / 720);
        p = Math.fma(p, r, 1.0 / 120);
        p = Math.fma(p, r, 1.0 / 24);
        p = Math.fma(p, r, 1.0 / 6);
        p = Math.fma(p, r, 0.5);
        double e = r * Math.fma(p, r, 1);
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        e *= e + 2;
        return e;
    }

    /// 1 / (1 + e⁻ˣ).
    public static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /// log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|), without overflow.
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(exp(-Math.abs(x)));
    }
}
