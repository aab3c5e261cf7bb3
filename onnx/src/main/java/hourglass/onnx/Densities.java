package hourglass.onnx;

import hourglass.objective.Bernoulli;
import hourglass.objective.Focal;
import hourglass.objective.Gaussian;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Laplace;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.StudentTWithScale;
import hourglass.objective.VonMises;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Losses of single cells as nodes, in double precision: those of several columns at once, whose objectives are of one
/// class and may differ in their settings.
final class Densities {
    /// Terms of the series of the Bessel function, as many as 1e-16 asks for below [#LARGE].
    private static final int TERMS = 56;

    private static final int TERMS_OF_LARGE = 24;
    private static final double LARGE = 18;
    private static final double LOG_TWO_PI = 1.8378770664093453;

    /// By which means on the border of their domain are moved inside.
    private static final double SMALLEST_MEAN = 1e-6;

    private final Algebra algebra;

    Densities(Algebra algebra) {
        this.algebra = algebra;
    }

    /// Whether it takes cells one by one, each from parameters of its own.
    static boolean knows(Objective objective) {
        return switch (objective) {
            case Bernoulli it -> true;
            case Focal it -> true;
            case Gaussian it -> true;
            case StudentT it -> true;
            case Laplace it -> true;
            case Poisson it -> true;
            case NegativeBinomial it -> true;
            case VonMises it -> true;
            case GaussianWithScale it -> true;
            case StudentTWithScale it -> true;
            default -> false;
        };
    }

    /// The loss of each cell (rows × columns).
    ///
    /// @param own an objective for each column, or one for all
    /// @param eta the k-th parameter of each column, (rows × columns) or one row
    /// @param x (rows × columns), without NaN
    Value loss(List<? extends Objective> own, IntFunction<Value> eta, Value x) {
        Value first = eta.apply(0);
        return switch (own.getFirst()) {
            case Bernoulli it -> algebra.subtract(algebra.softplus(first), algebra.multiply(x, first));
            case Focal it -> focal(row(own, Focal.class, Focal::gamma), first, x);
            case Gaussian it -> algebra.multiply(algebra.square(algebra.subtract(first, x)), 0.5);
            case StudentT it -> {
                Value scale = row(own, StudentT.class, StudentT::scale);
                Value square = algebra.square(algebra.divide(algebra.subtract(first, x), scale));
                yield studentT(row(own, StudentT.class, StudentT::degreesOfFreedom), square);
            }
            case Laplace it ->
                algebra.divide(algebra.magnitude(algebra.subtract(first, x)), row(own, Laplace.class, Laplace::scale));
            case Poisson it -> algebra.subtract(algebra.exp(first), algebra.multiply(x, first));
            case NegativeBinomial it -> {
                Value r = row(own, NegativeBinomial.class, each -> 1.0 / each.dispersion());
                Value logR = row(own, NegativeBinomial.class, each -> StrictMath.log(1.0 / each.dispersion()));
                Value spread = algebra.multiply(algebra.add(x, r), algebra.softplus(algebra.subtract(first, logR)));
                yield algebra.subtract(spread, algebra.multiply(x, first));
            }
            case VonMises it -> {
                Value second = eta.apply(1);
                Value kappa = algebra.root(algebra.add(algebra.square(first), algebra.square(second)));
                Value agreement = algebra.add(
                        algebra.multiply(first, algebra.cosine(x)), algebra.multiply(second, algebra.sine(x)));
                yield algebra.subtract(logOfBessel(kappa), agreement);
            }
            case GaussianWithScale it -> {
                Value logVariance =
                        logVariance(eta.apply(1), row(own, GaussianWithScale.class, GaussianWithScale::smallestScale));
                Value square = scaledSquare(first, x, logVariance);
                yield algebra.multiply(algebra.add(square, logVariance), 0.5);
            }
            case StudentTWithScale it -> {
                Value logVariance =
                        logVariance(eta.apply(1), row(own, StudentTWithScale.class, StudentTWithScale::smallestScale));
                Value degrees = row(own, StudentTWithScale.class, StudentTWithScale::degreesOfFreedom);
                yield algebra.add(
                        studentT(degrees, scaledSquare(first, x, logVariance)), algebra.multiply(logVariance, 0.5));
            }
            default -> throw new IllegalArgumentException("no loss of cells is known of " + own.getFirst());
        };
    }

    private <O extends Objective> Value row(List<? extends Objective> own, Class<O> type, ToDoubleFunction<O> setting) {
        double[] settings = own.stream().map(type::cast).mapToDouble(setting).toArray();
        return algebra.graph().constant(ElementType.DOUBLE, List.of(1, settings.length), settings);
    }

    /// ½ (ν + 1) log(1 + r² / ν).
    private Value studentT(Value degrees, Value square) {
        Value tail = algebra.log(algebra.add(algebra.divide(square, degrees), 1));
        return algebra.multiply(algebra.multiply(algebra.add(degrees, 1), 0.5), tail);
    }

    /// log(ε² + e²ˢ) = log ε² + log(1 + e^(2s − log ε²)).
    private Value logVariance(Value s, Value smallest) {
        Value floor = algebra.multiply(algebra.log(smallest), 2);
        return algebra.add(floor, algebra.softplus(algebra.subtract(algebra.multiply(s, 2), floor)));
    }

    private Value scaledSquare(Value location, Value x, Value logVariance) {
        return algebra.multiply(
                algebra.square(algebra.subtract(location, x)), algebra.exp(algebra.negate(logVariance)));
    }

    private Value focal(Value gamma, Value eta, Value x) {
        Value rest = algebra.add(algebra.negate(x), 1);
        return algebra.add(
                algebra.multiply(x, missed(gamma, algebra.negate(eta))), algebra.multiply(rest, missed(gamma, eta)));
    }

    /// p^γ · −log(1 − p).
    private Value missed(Value gamma, Value eta) {
        Value logP = algebra.negate(algebra.softplus(algebra.negate(eta)));
        return algebra.multiply(algebra.exp(algebra.multiply(gamma, logP)), algebra.softplus(eta));
    }

    /// log I₀(κ), by the power series Σₖ (κ²/4)ᵏ / k!² and, from [#LARGE] on, Hankel's (Abramowitz and Stegun 1964,
    /// 9.6.10 and 9.7.1).
    private Value logOfBessel(Value kappa) {
        double[] series = new double[TERMS];
        double[] hankel = new double[TERMS_OF_LARGE];
        series[0] = 1;
        hankel[0] = 1;
        for (int k = 1; k < TERMS; k++) {
            series[k] = series[k - 1] / ((double) k * k);
        }
        for (int k = 1; k < TERMS_OF_LARGE; k++) {
            hankel[k] = hankel[k - 1] * (2.0 * k - 1) * (2.0 * k - 1) / (8.0 * k);
        }
        Value isLarge = algebra.isAbove(kappa, LARGE);
        Value small = algebra.smaller(kappa, LARGE);
        Value large = algebra.larger(kappa, LARGE);
        Value near = algebra.log(polynomial(algebra.multiply(algebra.square(small), 0.25), series));
        Value far = algebra.log(polynomial(algebra.divide(algebra.like(large, 1), large), hankel));
        Value leading = algebra.multiply(algebra.add(algebra.log(large), LOG_TWO_PI), -0.5);
        return algebra.where(isLarge, algebra.add(algebra.add(large, leading), far), near);
    }

    private Value polynomial(Value x, double... coefficients) {
        double[] exponents =
                IntStream.range(0, coefficients.length).asDoubleStream().toArray();
        Value powers = algebra.power(
                algebra.reshape(x, 0, 0, 1),
                algebra.graph().constant(ElementType.DOUBLE, List.of(exponents.length), exponents));
        Value terms = algebra.multiply(
                powers, algebra.graph().constant(ElementType.DOUBLE, List.of(coefficients.length), coefficients));
        return algebra.graph()
                .node("ReduceSum", ElementType.DOUBLE, List.of(terms, algebra.whole(2)), Attribute.of("keepdims", 0L));
    }

    /// What the loss of each cell is at its own best η.
    ///
    /// @param x (rows × columns), without NaN
    Value saturated(List<? extends Objective> own, Value x) {
        return switch (own.getFirst()) {
            case Bernoulli it -> entropy(x);
            case Poisson it -> loss(own, k -> logOfMean(x), x);
            case NegativeBinomial it -> loss(own, k -> logOfMean(x), x);
            case VonMises it -> loss(own, k -> k == 0 ? algebra.cosine(x) : algebra.sine(x), x);
            case GaussianWithScale it -> loss(own, k -> k == 0 ? x : algebra.like(x, 0), x);
            case StudentTWithScale it -> loss(own, k -> k == 0 ? x : algebra.like(x, 0), x);
            default -> algebra.like(x, 0);
        };
    }

    /// In the single precision that η has.
    Value logOfMean(Value x) {
        return algebra.toDouble(algebra.toFloat(algebra.log(algebra.larger(x, SMALLEST_MEAN))));
    }

    private Value entropy(Value x) {
        Value isInside = algebra.and(algebra.isAbove(x, 0), algebra.isBelow(x, 1));
        Value p = algebra.where(isInside, x, 0.5);
        Value q = algebra.add(algebra.negate(p), 1);
        Value sum = algebra.add(algebra.multiply(p, algebra.log(p)), algebra.multiply(q, algebra.log(q)));
        return algebra.where(isInside, algebra.negate(sum), 0);
    }
}
