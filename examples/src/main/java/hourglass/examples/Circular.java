package hourglass.examples;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Matrix;
import hourglass.objective.Domain;
import hourglass.objective.Likelihood;
import hourglass.random.Noise;

/// Angles by the lecture's recipe: a distribution p(x|μ), its link, and l = −log p(x|μ). The normal distribution of the
/// circle is that of von Mises, p(x|μ, κ) = e^{κ cos(x − μ)} / (2π I₀(κ)) (Mardia and Jupp, Directional Statistics,
/// 2000, section 3.5.4), for which −π and π are one angle.
///
/// Each angle has two parameters in η, the natural ones: a = κ cos μ in the first half of the columns, b = κ sin μ in
/// the second. So the network says where an angle is and, by κ = √(a² + b²), how sure it is:
///
/// ```
/// l       = log I₀(κ) − a cos x − b sin x          constant: log 2π
/// ∂l/∂a   = A(κ) cos μ − cos x                     A(κ) = I₁(κ) / I₀(κ)
/// ∂l/∂b   = A(κ) sin μ − sin x
/// ```
///
/// The link is canonical: the gradient is the mean of (cos x, sin x) less (cos x, sin x), as x̂ − x in the lecture, and
/// l is convex in η.
public record Circular() implements Likelihood {
    private static final double LOG_TWO_PI = 1.8378770664093453;
    private static final float PI = (float) Math.PI;
    /// From here on the asymptotic series of the Bessel functions are exact to double precision.
    private static final double LARGE = 50;

    private static final int TERMS = 20;

    /// Below, all angles are as good as equally likely.
    private static final double SMALL = 1e-6;

    @Override
    public String name() {
        return "circular";
    }

    @Override
    public int parameters(int features) {
        return 2 * features;
    }

    @Override
    public Domain domain(int column) {
        return new Domain("angles in radians, from -pi to pi", -PI, PI, false);
    }

    @Override
    public Activation output() {
        return new Linear();
    }

    @Override
    public double loss(Matrix eta, Matrix x, float scale, Matrix gradient) {
        int features = x.columns();
        double sum = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < features; j++) {
                double a = eta.get(row, j);
                double b = eta.get(row, features + j);
                double angle = x.get(row, j);
                if (Double.isNaN(angle)) {
                    gradient.set(row, j, 0);
                    gradient.set(row, features + j, 0);
                    continue;
                }
                double ratio = shrinkage(Math.sqrt(a * a + b * b));
                sum += loss(a, b, angle);
                gradient.set(row, j, (float) (scale * (ratio * a - StrictMath.cos(angle))));
                gradient.set(row, features + j, (float) (scale * (ratio * b - StrictMath.sin(angle))));
            }
        }
        return sum;
    }

    @Override
    public void lossPerRow(Matrix eta, Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                sum += loss(eta.get(row, j), eta.get(row, x.columns() + j), x.get(row, j));
            }
            losses[from + row] = sum;
        }
    }

    @Override
    public void addLossPerColumn(Matrix eta, Matrix x, double[] losses) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                losses[j] += loss(eta.get(row, j), eta.get(row, x.columns() + j), x.get(row, j));
            }
        }
    }

    /// The direction μ of (a, b).
    @Override
    public void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                double direction = StrictMath.atan2(eta.get(row, mean.columns() + j), eta.get(row, j));
                mean.set(row, j, (float) direction);
            }
        }
    }

    /// η of an angle with κ = 1: a mean says nothing about how sure it is.
    @Override
    public void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, j, (float) StrictMath.cos(mean.get(row, j)));
                eta.set(row, mean.columns() + j, (float) StrictMath.sin(mean.get(row, j)));
            }
        }
    }

    @Override
    public double constant(Matrix x) {
        long observed = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                observed += Float.isNaN(x.get(row, j)) ? 0 : 1;
            }
        }
        return LOG_TWO_PI * observed;
    }

    /// Cosines of the wrapped Cauchy distribution, some of them rejected (Best and Fisher 1979, "Efficient simulation
    /// of
    /// the von Mises distribution").
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        for (int row = 0; row < x.rows(); row++) {
            for (int j = 0; j < x.columns(); j++) {
                double a = eta.get(row, j);
                double b = eta.get(row, x.columns() + j);
                long key = Noise.key(seed, Noise.Purpose.OBSERVATION, first + row, j);
                double angle = StrictMath.atan2(b, a) + deviation(Math.sqrt(a * a + b * b), key);
                x.set(row, j, (float) Math.max(-PI, Math.min(PI, StrictMath.IEEEremainder(angle, 2 * Math.PI))));
            }
        }
    }

    private static double deviation(double kappa, long key) {
        if (kappa < SMALL) {
            return Math.PI * (2 * Noise.uniform(key, 0) - 1);
        }
        double tau = 1 + Math.sqrt(1 + 4 * kappa * kappa);
        double rho = (tau - Math.sqrt(2 * tau)) / (2 * kappa);
        double r = (1 + rho * rho) / (2 * rho);
        for (long n = 0; ; n += 3) {
            double z = StrictMath.cos(Math.PI * Noise.uniform(key, n));
            double cosine = (1 + r * z) / (r + z);
            double c = kappa * (r - cosine);
            double u = 1 - Noise.uniform(key, n + 1);
            if (c * (2 - c) > u || StrictMath.log(c / u) + 1 >= c) {
                double size = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
                return Noise.uniform(key, n + 2) < 0.5 ? -size : size;
            }
        }
    }

    /// 0 where the angle is not observed.
    private static double loss(double a, double b, double angle) {
        if (Double.isNaN(angle)) {
            return 0;
        }
        return logBessel(Math.sqrt(a * a + b * b)) - a * StrictMath.cos(angle) - b * StrictMath.sin(angle);
    }

    /// log I₀(κ): Σₖ (κ²/4)ᵏ / k!², for large κ Hankel's series (Abramowitz and Stegun 1964, 9.6.12 and 9.7.1).
    static double logBessel(double kappa) {
        double sum = 1;
        double term = 1;
        if (kappa < LARGE) {
            for (int k = 1; term > 1e-17 * sum; k++) {
                term *= kappa / (2.0 * k) * (kappa / (2.0 * k));
                sum += term;
            }
            return StrictMath.log(sum);
        }
        for (int k = 1; k <= TERMS; k++) {
            term *= (2.0 * k - 1) * (2.0 * k - 1) / (8 * k * kappa);
            sum += term;
        }
        return kappa - 0.5 * (LOG_TWO_PI + StrictMath.log(kappa)) + StrictMath.log(sum);
    }

    /// A(κ) / κ, by the continued fraction Iᵥ₊₁/Iᵥ = 1 / (2(v + 1)/κ + Iᵥ₊₂/Iᵥ₊₁), for large κ by its series in 1/κ.
    static double shrinkage(double kappa) {
        if (kappa >= 8 * LARGE) {
            double inverse = 1 / kappa;
            return inverse * (1 - inverse * (0.5 + inverse * (0.125 + inverse * (0.125 + inverse * 25 / 128))));
        }
        // r is I₍ᵥ₊₁₎ / (κ Iᵥ), finite at κ = 0.
        double r = 0;
        for (int v = TERMS + (int) (1.5 * kappa); v >= 1; v--) {
            r = 1 / (2.0 * v + kappa * kappa * r);
        }
        return r;
    }
}
