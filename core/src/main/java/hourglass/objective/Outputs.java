package hourglass.objective;

import hourglass.activation.Activation;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Tanh;

/// The activations that may stand between η and predictions: those with a known range and an inverse.
final class Outputs {
    private static final double SMALLEST = 1e-6;

    private Outputs() {}

    /// @throws IllegalArgumentException for an activation that is no output
    static void require(Activation output) {
        boolean known = switch (output) {
            case Linear it -> true;
            case Sigmoid it -> true;
            case Tanh it -> true;
            case Softplus it -> true;
            case Exponential it -> true;
            case Softmax it -> true;
            default -> output.equals(new Relu());
        };
        if (!known) {
            throw new IllegalArgumentException("the output of an objective must be linear, relu without arguments,"
                    + " sigmoid, tanh, softplus, exponential or softmax, got " + output);
        }
    }

    /// z with f(z) = y, for y moved inside f's range by as much as keeps z moderate.
    ///
    /// @throws IllegalArgumentException for an activation that is no output: its objective has a link of its own
    static double inverse(Activation output, double y) {
        return switch (output) {
            case Sigmoid it -> {
                double inside = Math.max(SMALLEST, Math.min(1 - SMALLEST, y));
                yield StrictMath.log(inside / (1 - inside));
            }
            case Tanh it -> {
                double inside = Math.max(SMALLEST - 1, Math.min(1 - SMALLEST, y));
                yield StrictMath.log((1 + inside) / (1 - inside)) / 2;
            }
            case Softplus it -> {
                double inside = Math.max(SMALLEST, y);
                yield inside + StrictMath.log(-StrictMath.expm1(-inside));
            }
            case Exponential it -> StrictMath.log(Math.max(SMALLEST, y));
            case Softmax it -> StrictMath.log(Math.max(SMALLEST, y));
            default -> {
                require(output);
                yield y;
            }
        };
    }
}
