package hourglass.engine;

import hourglass.network.Parameters;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Compares a gradient with central differences of an objective in double precision: for each tensor along the
/// gradient itself, along a random direction and along one coordinate, and for all tensors together along a random
/// direction.
///
/// Along the gradient the difference quotient is the length of the gradient, so that a factor of 1.0002 is seen.
final class GradientCheck {
    static final double TOLERANCE = 1e-4;
    private static final double STEP = 1e-6;
    /// What rounding leaves of a difference of two objectives, each of size 1, divided by 2 · STEP.
    private static final double ROUNDING = 2e-8;

    private final double[] parameters;
    private final float[] gradient;
    private final ToDoubleFunction<double[]> objective;
    private final Random random;
    private final double size;
    private double worst;
    private String worstAt = "nowhere";

    private GradientCheck(double[] parameters, float[] gradient, ToDoubleFunction<double[]> objective, Random random) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.objective = objective;
        this.random = random;
        this.size = 1 + Math.abs(objective.applyAsDouble(parameters));
    }

    /// The largest error found, in units of what is allowed: above 1 the gradient is wrong.
    record Verdict(double error, String where) {}

    static Verdict of(
            double[] parameters,
            float[] gradient,
            List<Parameters.Tensor> tensors,
            ToDoubleFunction<double[]> objective,
            long seed) {
        GradientCheck check = new GradientCheck(parameters, gradient, objective, new Random(seed));
        for (Parameters.Tensor tensor : tensors) {
            int from = tensor.offset();
            int to = from + tensor.size();
            check.along(check.gradientItself(from, to), tensor.name() + " along the gradient");
            check.along(check.normal(from, to), tensor.name() + " in a random direction");
            double[] single = new double[gradient.length];
            int at = from + check.random.nextInt(to - from);
            single[at] = 1;
            check.along(single, tensor.name() + ", number " + (at - from));
        }
        check.along(check.normal(0, gradient.length), "all tensors in a random direction");
        return new Verdict(check.worst, check.worstAt);
    }

    private double[] gradientItself(int from, int to) {
        double[] direction = new double[gradient.length];
        for (int i = from; i < to; i++) {
            direction[i] = gradient[i];
        }
        return normalized(direction);
    }

    private double[] normal(int from, int to) {
        double[] direction = new double[gradient.length];
        for (int i = from; i < to; i++) {
            direction[i] = random.nextGaussian();
        }
        return normalized(direction);
    }

    private static double[] normalized(double[] direction) {
        double square = 0;
        for (double value : direction) {
            square += value * value;
        }
        if (square > 0) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] /= Math.sqrt(square);
            }
        }
        return direction;
    }

    private void along(double[] direction, String where) {
        double analytic = 0;
        double scale = 0;
        double[] moved = parameters.clone();
        for (int i = 0; i < moved.length; i++) {
            analytic += direction[i] * gradient[i];
            scale += direction[i] == 0 ? 0 : Math.pow(direction[i] * gradient[i], 2);
            moved[i] = parameters[i] + STEP * direction[i];
        }
        double above = objective.applyAsDouble(moved);
        for (int i = 0; i < moved.length; i++) {
            moved[i] = parameters[i] - STEP * direction[i];
        }
        double numeric = (above - objective.applyAsDouble(moved)) / (2 * STEP);
        double allowed = TOLERANCE * Math.max(Math.abs(numeric), Math.sqrt(scale)) + ROUNDING * size;
        double error = Math.abs(analytic - numeric) / allowed;
        if (!(error <= worst)) {
            worst = error;
            worstAt = where + ": gradient " + analytic + ", difference quotient " + numeric;
        }
    }
}
