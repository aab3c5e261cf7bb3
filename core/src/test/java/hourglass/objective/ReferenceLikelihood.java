package hourglass.objective;

import hourglass.activation.ReferenceActivation;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.ReferenceLoss;
import java.util.Arrays;

/// The likelihoods once more, in double precision, one row at a time, from their textbook formulas.
public final class ReferenceLikelihood {
    private ReferenceLikelihood() {}

    /// The loss of a row, a sum over features, without the constant.
    public static double loss(Objective objective, double[] eta, double[] x) {
        if (objective instanceof LossObjective given) {
            // A cross-entropy after its own activation is computed from η and never clipped.
            if (given.loss() instanceof BinaryCrossentropy it && given.output() instanceof Sigmoid) {
                return ReferenceLoss.sum(new BinaryCrossentropy(true, it.labelSmoothing(), -1), x, eta);
            }
            if (given.loss() instanceof CategoricalCrossentropy it && given.output() instanceof Softmax) {
                return ReferenceLoss.sum(new CategoricalCrossentropy(true, it.labelSmoothing(), -1), x, eta);
            }
            return ReferenceLoss.sum(given.loss(), x, ReferenceActivation.of(given.output(), eta));
        }
        if (objective instanceof ClassIndices indices) {
            return loss(indices, eta, x);
        }
        if (objective instanceof Mixed mixed) {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                double[] own = Arrays.copyOfRange(eta, mixed.firstParameter(j), mixed.firstParameter(j + 1));
                sum += Double.isNaN(x[j]) ? 0 : loss(mixed.columns().get(j), own, new double[] {x[j]});
            }
            return sum;
        }
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += switch (objective) {
                case VonMises it ->
                    logBessel(Math.hypot(eta[2 * j], eta[2 * j + 1]))
                            - eta[2 * j] * StrictMath.cos(x[j])
                            - eta[2 * j + 1] * StrictMath.sin(x[j]);
                case GaussianWithScale it -> {
                    double scale = Math.hypot(it.smallestScale(), StrictMath.exp(eta[2 * j + 1]));
                    yield StrictMath.pow((x[j] - eta[2 * j]) / scale, 2) / 2 + StrictMath.log(scale);
                }
                case StudentTWithScale it -> {
                    double scale = Math.hypot(it.smallestScale(), StrictMath.exp(eta[2 * j + 1]));
                    double r = (x[j] - eta[2 * j]) / scale;
                    yield (it.degreesOfFreedom() + 1) / 2 * StrictMath.log1p(r * r / it.degreesOfFreedom())
                            + StrictMath.log(scale);
                }
                case Bernoulli it ->
                    Math.max(eta[j], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(eta[j]))) - x[j] * eta[j];
                case Gaussian it -> (eta[j] - x[j]) * (eta[j] - x[j]) / 2;
                case Poisson it -> StrictMath.exp(eta[j]) - x[j] * eta[j];
                case Categorical it -> x[j] * (logSumExp(eta) - eta[j]);
                case Laplace it -> Math.abs(eta[j] - x[j]) / it.scale();
                case StudentT it ->
                    (it.degreesOfFreedom() + 1)
                            / 2
                            * StrictMath.log1p(StrictMath.pow((eta[j] - x[j]) / it.scale(), 2) / it.degreesOfFreedom());
                case NegativeBinomial it -> {
                    double total = Math.max(1, Arrays.stream(x).sum());
                    double shift = it.typicalTotal() == 0 ? 0 : StrictMath.log(total / it.typicalTotal());
                    double mean = StrictMath.exp(eta[j] + shift);
                    yield (x[j] + 1.0 / it.dispersion()) * StrictMath.log1p((double) it.dispersion() * mean)
                            - x[j] * (eta[j] + shift);
                }
                case Focal it -> {
                    double p = 1 / (1 + StrictMath.exp(-eta[j]));
                    double rest = 1 / (1 + StrictMath.exp(eta[j]));
                    yield -x[j] * StrictMath.pow(rest, it.gamma()) * StrictMath.log(p)
                            - (1 - x[j]) * StrictMath.pow(p, it.gamma()) * StrictMath.log(rest);
                }
                default -> throw new IllegalArgumentException(objective.name());
            };
        }
        return sum;
    }

    /// log of the mean of e^(κ cos t) over the circle, which the trapezoidal rule has exactly.
    private static double logBessel(double kappa) {
        double sum = 0;
        int points = 200;
        for (int i = 0; i < points; i++) {
            sum += StrictMath.exp(kappa * StrictMath.cos(2 * Math.PI * i / points)) / points;
        }
        return StrictMath.log(sum);
    }

    /// Predictions are never logits here: activation and loss one after the other.
    private static double loss(ClassIndices indices, double[] eta, double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            boolean ignored = indices.loss().ignoreClass().isPresent()
                    && x[j] == indices.loss().ignoreClass().getAsInt();
            double[] own = Arrays.copyOfRange(eta, j * indices.classes(), (j + 1) * indices.classes());
            sum += ignored ? 0 : logSumExp(own) - own[(int) x[j]];
        }
        return sum;
    }

    /// How far η is from where the slope of the loss jumps.
    public static double kinkDistance(Objective objective, double[] eta, double[] x) {
        return objective instanceof LossObjective given
                ? ReferenceLoss.kinkDistance(given.loss(), x, ReferenceActivation.of(given.output(), eta))
                : Double.POSITIVE_INFINITY;
    }

    /// The mean of p(x|μ) for a row.
    public static double[] mean(Objective objective, double[] eta) {
        double[] mean = new double[eta.length];
        for (int j = 0; j < eta.length; j++) {
            mean[j] = switch (objective) {
                case Bernoulli it -> 1 / (1 + StrictMath.exp(-eta[j]));
                case Gaussian it -> eta[j];
                case Poisson it -> StrictMath.exp(eta[j]);
                case Categorical it -> StrictMath.exp(eta[j] - logSumExp(eta));
                default -> throw new IllegalArgumentException(objective.name());
            };
        }
        return mean;
    }

    /// −log p(x|μ) of one number (categorical: of its share in a row) with all its terms.
    static double negativeLogProbability(Objective objective, double mean, double x) {
        return switch (objective) {
            case Bernoulli it -> -(x * StrictMath.log(mean) + (1 - x) * StrictMath.log(1 - mean));
            case Gaussian it ->
                -StrictMath.log(StrictMath.exp(-(x - mean) * (x - mean) / 2) / StrictMath.sqrt(2 * Math.PI));
            case Poisson it -> -StrictMath.log(StrictMath.pow(mean, x) * StrictMath.exp(-mean) / factorial((int) x));
            case Categorical it -> -x * StrictMath.log(mean);
            default -> throw new IllegalArgumentException(objective.name());
        };
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    private static double logSumExp(double[] eta) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (double value : eta) {
            maximum = Math.max(maximum, value);
        }
        double sum = 0;
        for (double value : eta) {
            sum += StrictMath.exp(value - maximum);
        }
        return maximum + StrictMath.log(sum);
    }
}
