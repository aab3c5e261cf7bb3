package hourglass.objective;

import hourglass.matrix.Exponentials;
import hourglass.matrix.Matrix;

/// A scale σ that a network says by its logarithm s, kept above a smallest one ε by σ² = ε² + e²ˢ: smooth, so that
/// gradients are exact and finite everywhere, and σ ≈ eˢ where that is well above ε.
final class LearnedScale {
    static final float USUAL_SMALLEST = 1e-3f;

    private static final float SMALLEST_SMALLEST = 1e-6f;

    private LearnedScale() {}

    /// @throws IllegalArgumentException for a smallest scale that is none
    static void require(String name, float smallest) {
        if (!(smallest >= SMALLEST_SMALLEST) || Float.isInfinite(smallest)) {
            throw new IllegalArgumentException(
                    "the smallest scale of " + name + " must be at least 1e-6 and finite, got " + smallest);
        }
    }

    private static double exp(double s) {
        return Exponentials.expOfNegative(-2 * Math.abs(s));
    }

    /// 1 / σ².
    static double precision(double s, double smallest) {
        double e = exp(s);
        return s > 0 ? e / (1 + smallest * smallest * e) : 1 / (smallest * smallest + e);
    }

    /// log σ.
    static double log(double s, double smallest) {
        double e = exp(s);
        return s > 0 ? s + StrictMath.log1p(smallest * smallest * e) / 2 : StrictMath.log(smallest * smallest + e) / 2;
    }

    /// ∂ log σ / ∂s = e²ˢ / σ², between 0 and 1.
    static double slope(double s, double smallest) {
        double e = exp(s);
        return s > 0 ? 1 / (1 + smallest * smallest * e) : e / (smallest * smallest + e);
    }

    /// σ.
    static double of(double s, double smallest) {
        return 1 / Math.sqrt(precision(s, smallest));
    }

    /// The locations among parameters (location, s) of each column.
    static void locations(Matrix eta, Matrix mean) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                mean.set(row, j, eta.get(row, 2 * j));
            }
        }
    }

    /// Parameters with these locations and s = 0: a location says nothing about its scale.
    static void link(Matrix mean, Matrix eta) {
        for (int row = 0; row < mean.rows(); row++) {
            for (int j = 0; j < mean.columns(); j++) {
                eta.set(row, 2 * j, mean.get(row, j));
                eta.set(row, 2 * j + 1, 0);
            }
        }
    }
}
