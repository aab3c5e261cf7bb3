package hourglass.activation;

/// Every activation once more, in double precision, written down from its definition. Slow and obvious.
public final class ReferenceActivation {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private ReferenceActivation() {}

    /// f(z) for a row.
    public static double[] of(Activation activation, double[] z) {
        if (activation instanceof Softmax) {
            return softmax(z);
        }
        double[] y = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            y[j] = of(activation, z[j]);
        }
        return y;
    }

    private static double of(Activation activation, double z) {
        return switch (activation) {
            case Elu it -> z > 0 ? z : it.alpha() * StrictMath.expm1(z);
            case Exponential it -> StrictMath.exp(z);
            case Linear it -> z;
            case Relu it -> relu(it, z);
            case Selu it -> z > 0 ? SELU_SCALE * z : SELU_SCALE * SELU_ALPHA * StrictMath.expm1(z);
            case Sigmoid it -> 1 / (1 + StrictMath.exp(-z));
            case Softmax it -> throw new IllegalArgumentException("softmax is a function of a row");
            case Softplus it -> StrictMath.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            case Softsign it -> z / (1 + Math.abs(z));
            case Tanh it -> StrictMath.tanh(z);
        };
    }

    /// Step by step as Keras does it (`ReLU.static_call`).
    private static double relu(Relu relu, double z) {
        double slope = relu.negativeSlope();
        double threshold = relu.threshold();
        boolean hasMaximum = relu.maximum() != Float.POSITIVE_INFINITY;
        if (slope != 0 && !hasMaximum && threshold == 0) {
            return z > 0 ? z : slope * z;
        }
        double negative = Math.max(-z + threshold, 0);
        double y = threshold != 0 ? (z > threshold ? z : 0) : Math.max(z, 0);
        if (hasMaximum) {
            y = Math.min(Math.max(y, 0), relu.maximum());
        }
        return slope != 0 ? y - slope * negative : y;
    }

    private static double[] softmax(double[] z) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            maximum = Math.max(maximum, value);
        }
        double sum = 0;
        double[] y = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            y[j] = StrictMath.exp(z[j] - maximum);
            sum += y[j];
        }
        for (int j = 0; j < z.length; j++) {
            y[j] /= sum;
        }
        return y;
    }

    /// The places where the slope jumps: difference quotients across them say nothing.
    public static double[] kinks(Activation activation) {
        return switch (activation) {
            case Relu it -> new double[] {it.threshold(), it.maximum(), 0};
            case Elu it -> it.alpha() == 1 ? new double[] {} : new double[] {0};
            case Selu it -> new double[] {0};
            default -> new double[] {};
        };
    }
}
