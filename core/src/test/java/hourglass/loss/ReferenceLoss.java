package hourglass.loss;

/// The losses once more, in double precision, one sample at a time, step by step as Keras computes them.
public final class ReferenceLoss {
    private static final double EPSILON = 1e-7f;
    private static final double LARGEST = 1f - 1e-7f;

    private ReferenceLoss() {}

    /// What Keras gives for a sample, without the division by n where it takes the mean.
    public static double sum(Loss loss, double[] y, double[] p) {
        return switch (loss) {
            case CategoricalCrossentropy it -> crossEntropy(smoothed(y, it.labelSmoothing()), p, it.fromLogits());
            case SparseCategoricalCrossentropy it -> sparse(it, y[0], p);
            case CosineSimilarity it -> cosine(y, p);
            default -> elementwise(loss, y, p);
        };
    }

    /// What Keras gives for a sample.
    static double value(Loss loss, double[] y, double[] p) {
        boolean isSum = switch (loss) {
            case CategoricalCrossentropy it -> true;
            case SparseCategoricalCrossentropy it -> true;
            case CosineSimilarity it -> true;
            case KLDivergence it -> true;
            default -> false;
        };
        return sum(loss, y, p) / (isSum ? 1 : p.length);
    }

    /// How far p is from where the slope of the loss jumps.
    public static double kinkDistance(Loss loss, double[] y, double[] p) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < p.length; i++) {
            smallest = Math.min(
                    smallest,
                    switch (loss) {
                        case MeanAbsoluteError it -> Math.abs(p[i] - y[i]);
                        case MeanAbsolutePercentageError it -> Math.abs(p[i] - y[i]);
                        case KLDivergence it -> Math.abs(p[i] / EPSILON - 1);
                        default -> Double.POSITIVE_INFINITY;
                    });
        }
        return smallest;
    }

    private static double elementwise(Loss loss, double[] y, double[] p) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double error = p[i] - y[i];
            sum += switch (loss) {
                case BinaryCrossentropy it -> binary(it, y[i], p[i]);
                case Poisson it -> p[i] - y[i] * StrictMath.log(p[i] + EPSILON);
                case KLDivergence it -> {
                    double clippedTarget = clip(y[i], 1);
                    yield clippedTarget * StrictMath.log(clippedTarget / clip(p[i], 1));
                }
                case MeanSquaredError it -> error * error;
                case MeanAbsoluteError it -> Math.abs(error);
                case MeanAbsolutePercentageError it -> 100 * Math.abs(error / Math.max(Math.abs(y[i]), EPSILON));
                case MeanSquaredLogarithmicError it ->
                    StrictMath.pow(
                            StrictMath.log1p(Math.max(p[i], EPSILON)) - StrictMath.log1p(Math.max(y[i], EPSILON)), 2);
                case Huber it ->
                    Math.abs(error) <= it.delta()
                            ? 0.5 * error * error
                            : it.delta() * Math.abs(error) - 0.5 * it.delta() * it.delta();
                case LogCosh it -> error + softplus(-2 * error) - StrictMath.log(2);
                default -> throw new IllegalArgumentException(loss.name());
            };
        }
        return sum;
    }

    private static double binary(BinaryCrossentropy loss, double target, double p) {
        double y = target * (1 - loss.labelSmoothing()) + 0.5 * loss.labelSmoothing();
        if (loss.fromLogits()) {
            return Math.max(p, 0) - p * y + StrictMath.log(1 + StrictMath.exp(-Math.abs(p)));
        }
        double clipped = clip(p, LARGEST);
        return -(y * StrictMath.log(clipped) + (1 - y) * StrictMath.log(1 - clipped));
    }

    private static double sparse(SparseCategoricalCrossentropy loss, double y, double[] p) {
        if (loss.ignoreClass().isPresent() && y == loss.ignoreClass().getAsInt()) {
            return 0;
        }
        double[] hot = new double[p.length];
        hot[(int) y] = 1;
        return crossEntropy(hot, p, loss.fromLogits());
    }

    private static double[] smoothed(double[] y, double smoothing) {
        double[] smoothed = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            smoothed[i] = y[i] * (1 - smoothing) + smoothing / y.length;
        }
        return smoothed;
    }

    private static double crossEntropy(double[] y, double[] p, boolean fromLogits) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (double value : p) {
            maximum = Math.max(maximum, value);
        }
        double total = 0;
        for (double value : p) {
            total += fromLogits ? StrictMath.exp(value - maximum) : value;
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double log =
                    fromLogits ? p[i] - maximum - StrictMath.log(total) : StrictMath.log(clip(p[i] / total, LARGEST));
            sum -= y[i] * log;
        }
        return sum;
    }

    private static double cosine(double[] y, double[] p) {
        double inner = 0;
        double squaresOfTarget = 0;
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            inner += y[i] * p[i];
            squaresOfTarget += y[i] * y[i];
            squares += p[i] * p[i];
        }
        return -inner
                / Math.sqrt(Math.max(squaresOfTarget, EPSILON * EPSILON))
                / Math.sqrt(Math.max(squares, EPSILON * EPSILON));
    }

    private static double clip(double value, double largest) {
        return value < EPSILON ? EPSILON : value > largest ? largest : value;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
