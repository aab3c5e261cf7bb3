package hourglass.loss;

/// The ε of Keras and what it does to probabilities.
///
/// Keras works in single precision, where 1 − 10⁻⁷ rounds to 0.99999988. So the largest binary cross-entropy is 16.1181
/// for a target of 1 but 15.9424 for a target of 0, and that of a perfect prediction is 1.19e-7. The bounds here are
/// those single-precision numbers; everything else is double.
final class Clip {
    /// ε = 10⁻⁷, `keras.config.epsilon()`.
    static final double EPSILON = 1e-7f;

    /// 1 − ε.
    static final double LARGEST = 1f - 1e-7f;

    private Clip() {}

    /// A number moved into [ε, 1 − ε]; NaN stays.
    static double probability(double p) {
        return Math.max(EPSILON, Math.min(LARGEST, p));
    }

    /// Whether a clipped number moves with p: beyond a bound it does not and the slope is 0. NaN counts as moving, so
    /// that it stays NaN.
    static boolean moves(double p, double largest) {
        return !(p < EPSILON || p > largest);
    }
}
