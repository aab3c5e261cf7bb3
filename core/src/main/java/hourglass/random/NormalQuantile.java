package hourglass.random;

/// The quantile function of the standard normal distribution: algorithm AS 241, routine PPND16 (Wichura, Applied
/// Statistics 37 (1988) 477–484), relative error about 1e-16. Coefficients from the paper.
@SuppressWarnings("FloatingPointLiteralPrecision") // as printed in the paper
final class NormalQuantile {
    private static final double CENTRAL = 0.425;
    private static final double NEAR_TAIL = 5;

    private NormalQuantile() {}

    /// x with Φ(x) = p, for 0 < p < 1.
    static double of(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRAL) {
            double r = CENTRAL * CENTRAL - q * q;
            return q * central(r);
        }
        double r = StrictMath.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
        double magnitude = r <= NEAR_TAIL ? nearTail(r - 1.6) : farTail(r - NEAR_TAIL);
        return q < 0 ? -magnitude : magnitude;
    }

    private static double central(double r) {
        double numerator = 2.5090809287301226727e3;
        numerator = numerator * r + 3.3430575583588128105e4;
        numerator = numerator * r + 6.7265770927008700853e4;
        numerator = numerator * r + 4.5921953931549871457e4;
        numerator = numerator * r + 1.3731693765509461125e4;
        numerator = numerator * r + 1.9715909503065514427e3;
        numerator = numerator * r + 1.3314166789178437745e2;
        numerator = numerator * r + 3.3871328727963666080e0;
        double denominator = 5.2264952788528545610e3;
        denominator = denominator * r + 2.8729085735721942674e4;
        denominator = denominator * r + 3.9307895800092710610e4;
        denominator = denominator * r + 2.1213794301586595867e4;
        denominator = denominator * r + 5.3941960214247511077e3;
        denominator = denominator * r + 6.8718700749205790830e2;
        denominator = denominator * r + 4.2313330701600911252e1;
        return numerator / (denominator * r + 1);
    }

    private static double nearTail(double r) {
        double numerator = 7.74545014278341407640e-4;
        numerator = numerator * r + 2.27238449892691845833e-2;
        numerator = numerator * r + 2.41780725177450611770e-1;
        numerator = numerator * r + 1.27045825245236838258e0;
        numerator = numerator * r + 3.64784832476320460504e0;
        numerator = numerator * r + 5.76949722146069140550e0;
        numerator = numerator * r + 4.63033784615654529590e0;
        numerator = numerator * r + 1.42343711074968357734e0;
        double denominator = 1.05075007164441684324e-9;
        denominator = denominator * r + 5.47593808499534494600e-4;
        denominator = denominator * r + 1.51986665636164571966e-2;
        denominator = denominator * r + 1.48103976427480074590e-1;
        denominator = denominator * r + 6.89767334985100004550e-1;
        denominator = denominator * r + 1.67638483018380384940e0;
        denominator = denominator * r + 2.05319162663775882187e0;
        return numerator / (denominator * r + 1);
    }

    private static double farTail(double r) {
        double numerator = 2.01033439929228813265e-7;
        numerator = numerator * r + 2.71155556874348757815e-5;
        numerator = numerator * r + 1.24266094738807843860e-3;
        numerator = numerator * r + 2.65321895265761230930e-2;
        numerator = numerator * r + 2.96560571828504891230e-1;
        numerator = numerator * r + 1.78482653991729133580e0;
        numerator = numerator * r + 5.46378491116411436990e0;
        numerator = numerator * r + 6.65790464350110377720e0;
        double denominator = 2.04426310338993978564e-15;
        denominator = denominator * r + 1.42151175831644588870e-7;
        denominator = denominator * r + 1.84631831751005468180e-5;
        denominator = denominator * r + 7.86869131145613259100e-4;
        denominator = denominator * r + 1.48753612908506148525e-2;
        denominator = denominator * r + 1.36929880922735805310e-1;
        denominator = denominator * r + 5.99832206555887937690e-1;
        return numerator / (denominator * r + 1);
    }
}
