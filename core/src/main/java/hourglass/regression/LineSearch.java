package hourglass.regression;

/// Finds how far to go along a direction of descent: a step that meets the weak Wolfe conditions, by doubling and
/// bisection (Lewis and Overton 2013, Nonsmooth optimization via quasi-Newton methods, algorithm 4.6). Near the
/// optimum, where differences of F are rounding, the slope decides instead (Hager and Zhang 2005, equation 4.1).
///
/// Holds the point reached: θ, F and ∇F.
final class LineSearch {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double ROUNDING = 1e-13;
    private static final int TRIALS = 100;

    private final OneLayer objective;
    private double[] at;
    private double[] gradient;
    private double value;
    private double[] trial;
    private double[] trialGradient;

    LineSearch(OneLayer objective, double[] start) {
        this.objective = objective;
        this.at = start;
        this.gradient = new double[start.length];
        this.trial = new double[start.length];
        this.trialGradient = new double[start.length];
        this.value = objective.value(at, gradient);
    }

    double[] at() {
        return at;
    }

    double[] gradient() {
        return gradient;
    }

    double value() {
        return value;
    }

    /// ‖∇F‖ in the maximum norm.
    double gradientNorm() {
        double largest = 0;
        for (double slope : gradient) {
            largest = Math.max(largest, Math.abs(slope));
        }
        return largest;
    }

    /// Moves along a direction, first trying the given step.
    ///
    /// @return the step taken; 0 if rounding leaves none
    double move(double[] direction, double firstStep) {
        double slope = dot(gradient, direction);
        if (!(slope < 0)) {
            return 0;
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = firstStep;
        for (int i = 0; i < TRIALS; i++) {
            for (int j = 0; j < at.length; j++) {
                trial[j] = at[j] + step * direction[j];
            }
            double trialValue = objective.value(trial, trialGradient);
            double trialSlope = dot(trialGradient, direction);
            if (!decreases(trialValue, trialSlope, step, slope)) {
                high = step;
            } else if (trialSlope < CURVATURE * slope) {
                low = step;
            } else {
                accept(trialValue);
                return step;
            }
            step = Double.isInfinite(high) ? 2 * step : low + (high - low) / 2;
        }
        return 0;
    }

    private boolean decreases(double trialValue, double trialSlope, double step, double slope) {
        return trialValue <= value + SUFFICIENT_DECREASE * step * slope
                || (trialValue <= value + ROUNDING * Math.abs(value)
                        && trialSlope <= (2 * SUFFICIENT_DECREASE - 1) * slope);
    }

    private void accept(double newValue) {
        value = newValue;
        double[] before = at;
        at = trial;
        trial = before;
        before = gradient;
        gradient = trialGradient;
        trialGradient = before;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
