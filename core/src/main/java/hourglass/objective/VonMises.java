package hourglass.objective;

import hourglass.matrix.Matrix;

/// Angles in radians, any finite numbers; those 2π apart are one angle. The normal distribution of the circle (Mardia
/// and Jupp 2000, "Directional Statistics", section 3.5.4) with direction μ and concentration κ, p(x|μ, κ) = e^(κ cos(x
/// − μ)) / (2π I₀(κ)), in its natural parameters a = κ cos μ and b = κ sin μ, which stand side by side in η for each
/// column:
///
/// ```
/// l       = log I₀(κ) − a cos x − b sin x       κ = √(a² + b²); constant: log 2π
/// ∂l/∂a   = A(κ) a / κ − cos x                  A(κ) = I₁(κ) / I₀(κ)
/// ∂l/∂b   = A(κ) b / κ − sin x
/// ```
///
/// l is convex in η, and so is the whole way to κ = 0, where all angles are equally likely. x̂ is the direction μ =
/// atan2(b, a), between −π and π.
public record VonMises() implements TwoParameters {
    private static final Domain DOMAIN =
            new Domain("angles in radians", Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, false);

    /// Below, all angles are as good as equally likely.
    private static final double SMALL = 1e-6;

    @Override
    public Domain domain(int column) {
        return DOMAIN;
    }

    /// An angle of another unit is another angle.
    @Override
    public Scale needs(int column) {
        return Scale.AS_IS;
    }

    @Override
    public double loss(double a, double b, double x) {
        return Bessel.logOfFirst(Math.sqrt(a * a + b * b)) - a * StrictMath.cos(x) - b * StrictMath.sin(x);
    }

    /// With the κ = 1 of [#link].
    @Override
    public void saturatedPerRow(Matrix x, double[] losses, int from) {
        for (int row = 0; row < x.rows(); row++) {
            losses[from + row] = ObservedCells.count(x.rows(row, row + 1)) * (Bessel.logOfFirst(1) - 1);
        }
    }

    @Override
    public double lossAndGradient(double a, double b, double x, float scale, float[] g, int at) {
        double kappa = Math.sqrt(a * a + b * b);
        double ratio = Bessel.ratioOverArgument(kappa);
        double cosine = StrictMath.cos(x);
        double sine = StrictMath.sin(x);
        g[at] = (float) (scale * (ratio * a - cosine));
        g[at + 1] = (float) (scale * (ratio * b - sine));
        return Bessel.logOfFirst(kappa) - a * cosine - b * sine;
    }

    @Override
    public void mean(Matrix eta, Matrix mean) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                mean.set(row, j, (float) StrictMath.atan2(eta.get(row, 2 * j + 1), eta.get(row, 2 * j)));
            }
        }
    }

    /// η with κ = 1: a direction says nothing about how sure it is.
    @Override
    public void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, 2 * j, (float) StrictMath.cos(mean.get(row, j)));
                eta.set(row, 2 * j + 1, (float) StrictMath.sin(mean.get(row, j)));
            }
        }
    }

    @Override
    public double constant(Matrix x) {
        return Bessel.LOG_TWO_PI * ObservedCells.count(x);
    }

    /// Angles between −π and π.
    @Override
    public void sample(Matrix eta, long seed, long first, Matrix x) {
        Draws.eachOfTwo(eta, seed, first, x, VonMises::draw);
    }

    private static double draw(double a, double b, Draws draws) {
        double angle = StrictMath.atan2(b, a) + deviation(Math.sqrt(a * a + b * b), draws);
        return StrictMath.IEEEremainder(angle, 2 * Math.PI);
    }

    /// Cosines of the wrapped Cauchy distribution, some of them rejected (Best and Fisher 1979, "Efficient simulation
    /// of the von Mises distribution").
    private static double deviation(double kappa, Draws draws) {
        if (kappa < SMALL) {
            return Math.PI * (2 * draws.uniform() - 1);
        }
        double tau = 1 + Math.sqrt(1 + 4 * kappa * kappa);
        double rho = (tau - Math.sqrt(2 * tau)) / (2 * kappa);
        double r = (1 + rho * rho) / (2 * rho);
        while (true) {
            double z = StrictMath.cos(Math.PI * draws.uniform());
            double cosine = (1 + r * z) / (r + z);
            double c = kappa * (r - cosine);
            double u = 1 - draws.uniform();
            if (c * (2 - c) > u || StrictMath.log(c / u) + 1 >= c) {
                double size = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
                return draws.uniform() < 0.5 ? -size : size;
            }
        }
    }
}
