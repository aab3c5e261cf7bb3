package hourglass.activation;

import java.util.Arrays;

/// Every activation once more, in double precision, written down from its definition. Slow and obvious.
public final class ReferenceActivation {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private ReferenceActivation() {}

    /// f(z) for a row.
    public static double[] of(Activation activation, double[] z) {
        switch (activation) {
            case Softmax it -> {
                return softmax(z);
            }
            case LogSoftmax it -> {
                return Arrays.stream(softmax(z)).map(StrictMath::log).toArray();
            }
            case Sparsemax it -> {
                double threshold = sparsemaxThreshold(z);
                return Arrays.stream(z)
                        .map(value -> Math.max(value - threshold, 0))
                        .toArray();
            }
            default -> {}
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
            case LogSoftmax it -> throw new IllegalArgumentException("log_softmax is a function of a row");
            case Sparsemax it -> throw new IllegalArgumentException("sparsemax is a function of a row");
            case Celu it -> Math.max(z, 0) + Math.min(0, it.alpha() * StrictMath.expm1(z / it.alpha()));
            case Gelu it ->
                it.approximate()
                        ? 0.5 * z * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)))
                        : z * normalDistribution(z);
            case HardShrink it -> Math.abs(z) > it.threshold() ? z : 0;
            case HardSigmoid it -> Math.clamp(z / 6 + 0.5, 0, 1);
            case HardSilu it -> z * Math.clamp(z / 6 + 0.5, 0, 1);
            case HardTanh it -> Math.clamp(z, -1, 1);
            case LeakyRelu it -> z > 0 ? z : it.negativeSlope() * z;
            case LogSigmoid it -> Math.min(z, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            case Mish it -> z * StrictMath.tanh(StrictMath.log1p(StrictMath.exp(z)));
            case Relu6 it -> Math.clamp(z, 0, 6);
            case Silu it -> z / (1 + StrictMath.exp(-z));
            case SoftShrink it ->
                z > it.threshold() ? z - it.threshold() : z < -it.threshold() ? z + it.threshold() : 0;
            case SparsePlus it -> z <= -1 ? 0 : z < 1 ? (z + 1) * (z + 1) / 4 : z;
            case SparseSigmoid it -> z <= -1 ? 0 : z < 1 ? (z + 1) / 2 : 1;
            case Squareplus it -> (z + Math.sqrt(z * z + it.b())) / 2;
            case TanhShrink it -> z - StrictMath.tanh(z);
            case Threshold it -> z > it.threshold() ? z : it.defaultValue();
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

    /// Φ(z) by the series φ(z) (z + z³/3 + z⁵/(3·5) + …), near zero, and by the continued fraction of its tail
    /// (Abramowitz and Stegun 26.2.11 and 26.2.14).
    private static double normalDistribution(double z) {
        double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (Math.abs(z) > 3) {
            double fraction = Math.abs(z);
            for (int k = 200; k >= 1; k--) {
                fraction = Math.abs(z) + k / fraction;
            }
            return z < 0 ? density / fraction : 1 - density / fraction;
        }
        double term = z;
        double sum = 0;
        for (int k = 1; k < 200; k++) {
            sum += term;
            term *= z * z / (2 * k + 1);
        }
        return 0.5 + density * sum;
    }

    /// By sorting (Martins and Astudillo 2016, algorithm 1).
    private static double sparsemaxThreshold(double[] z) {
        double[] sorted = Arrays.stream(z)
                .map(value -> -value)
                .sorted()
                .map(value -> -value)
                .toArray();
        double sum = 0;
        double threshold = 0;
        for (int k = 1; k <= sorted.length; k++) {
            sum += sorted[k - 1];
            if (1 + k * sorted[k - 1] > sum) {
                threshold = (sum - 1) / k;
            }
        }
        return threshold;
    }

    /// How far the nearest number of a row is from a place where a slope jumps.
    public static double kinkDistance(Activation activation, double[] z) {
        double[] kinks = activation instanceof Sparsemax ? new double[] {sparsemaxThreshold(z)} : kinks(activation);
        double smallest = Double.POSITIVE_INFINITY;
        for (double kink : kinks) {
            for (double value : z) {
                // An exact zero comes from dead or masked inputs and stays one when parameters move a little.
                boolean stays = value == 0 && !(activation instanceof Sparsemax);
                smallest = stays ? smallest : Math.min(smallest, Math.abs(value - kink));
            }
        }
        return smallest;
    }

    /// The places where the slope jumps: difference quotients across them say nothing.
    public static double[] kinks(Activation activation) {
        return switch (activation) {
            case Relu it -> new double[] {it.threshold(), it.maximum(), 0};
            case Elu it -> it.alpha() == 1 ? new double[] {} : new double[] {0};
            case Selu it -> new double[] {0};
            case LeakyRelu it -> new double[] {0};
            case Relu6 it -> new double[] {0, 6};
            case SoftShrink it -> new double[] {-it.threshold(), it.threshold()};
            case HardShrink it -> new double[] {-it.threshold(), it.threshold()};
            case HardTanh it -> new double[] {-1, 1};
            case HardSigmoid it -> new double[] {-3, 3};
            case HardSilu it -> new double[] {-3, 3};
            case SparseSigmoid it -> new double[] {-1, 1};
            case Threshold it -> new double[] {it.threshold()};
            default -> new double[] {};
        };
    }
}
