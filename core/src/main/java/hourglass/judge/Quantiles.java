package hourglass.judge;

import hourglass.objective.StudentT;

/// Quantiles of densities, to say what a cell is expected to be.
public final class Quantiles {
    private static final int INTERVALS = 400;
    private static final int BISECTIONS = 60;

    private Quantiles() {}

    /// Half the width of the interval around the location in which a share of a density lies, in its units.
    public static double halfWidth(StudentT density, double share) {
        double nu = density.degreesOfFreedom();
        double low = 0;
        double high = 1;
        while (inside(nu, high) < share && high < 1e6) {
            high *= 2;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (inside(nu, middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high * density.scale();
    }

    /// The probability of |t| ≤ limit. With t = √ν tan θ the density becomes cos^(ν−1) θ, which Simpson's rule takes
    /// well.
    private static double inside(double nu, double limit) {
        return integral(nu, Math.atan(limit / Math.sqrt(nu))) / integral(nu, Math.PI / 2);
    }

    private static double integral(double nu, double end) {
        double width = end / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            double cosine = Math.max(0, Math.cos(i * width));
            sum += weight * (nu == 1 ? 1 : Math.pow(cosine, nu - 1));
        }
        return sum * width / 3;
    }
}
