package hourglass.optimize;

/// A limit on gradients before they reach the optimiser.
public sealed interface Clipping {
    /// No limit.
    record None() implements Clipping {}

    /// The whole gradient is scaled down so that its Euclidean norm is at most `maximum` (Pascanu et al. 2013, alg. 1).
    record Norm(double maximum) implements Clipping {
        public Norm {
            check(maximum);
        }
    }

    /// Each number is kept within ± `maximum`.
    record Value(double maximum) implements Clipping {
        public Value {
            check(maximum);
        }
    }

    private static void check(double maximum) {
        if (!(maximum > 0) || Double.isInfinite(maximum)) {
            throw new IllegalArgumentException("the limit on gradients must be above 0 and finite, got " + maximum);
        }
    }
}
