package hourglass.onnx;

import hourglass.activation.Activation;
import hourglass.activation.Celu;
import hourglass.activation.Elu;
import hourglass.activation.Exponential;
import hourglass.activation.Gelu;
import hourglass.activation.HardShrink;
import hourglass.activation.HardSigmoid;
import hourglass.activation.HardSilu;
import hourglass.activation.HardTanh;
import hourglass.activation.LeakyRelu;
import hourglass.activation.Linear;
import hourglass.activation.LogSigmoid;
import hourglass.activation.LogSoftmax;
import hourglass.activation.Mish;
import hourglass.activation.Relu;
import hourglass.activation.Relu6;
import hourglass.activation.Selu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Silu;
import hourglass.activation.SoftShrink;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Softsign;
import hourglass.activation.SparsePlus;
import hourglass.activation.SparseSigmoid;
import hourglass.activation.Sparsemax;
import hourglass.activation.Squareplus;
import hourglass.activation.Tanh;
import hourglass.activation.TanhShrink;
import hourglass.activation.Threshold;
import java.util.List;
import java.util.stream.IntStream;

/// Activations as nodes. ONNX has many of them as operators, but single precision loses digits near zero in those that
/// take 1 from an exponential: such are put together here, in double precision, as Hourglass computes them.
final class Activations {
    /// Of Klambauer et al. 2017.
    private static final double SELU_ALPHA = 1.6732632423543772;

    private static final double SELU_SCALE = 1.0507009873554805;

    private static final double CUBIC = 0.044715;
    private static final double TWO_ROOT_TWO_OVER_PI = 1.5957691216057308;
    private static final Attribute LAST = Attribute.of("axis", -1L);

    private final Algebra algebra;

    Activations(Algebra algebra) {
        this.algebra = algebra;
    }

    /// f(z) of single-precision numbers of any shape; what compares numbers of a row compares those of the last axis.
    ///
    /// @param width length of the last axis
    Value of(Activation activation, Value z, int width) {
        return switch (activation) {
            case Linear it -> z;
            case Relu it -> relu(it, z);
            case Sigmoid it -> algebra.sigmoid(z);
            case Softmax it -> algebra.apply("Softmax", z, LAST);
            case Softplus it -> algebra.inDouble(z, algebra::softplus);
            case Softsign it -> algebra.divide(z, algebra.add(algebra.magnitude(z), 1));
            case Tanh it -> algebra.apply("Tanh", z);
            case Selu it -> algebra.inDouble(z, a -> algebra.multiply(elu(a, SELU_ALPHA), SELU_SCALE));
            case Elu it -> algebra.inDouble(z, a -> elu(a, it.alpha()));
            case Exponential it -> algebra.exp(z);
            case Celu it ->
                algebra.inDouble(z, a -> algebra.multiply(elu(algebra.divide(a, it.alpha()), 1), it.alpha()));
            case Gelu it -> gelu(it, z);
            case HardShrink it -> algebra.where(algebra.isAbove(algebra.magnitude(z), it.threshold()), z, 0);
            case HardSigmoid it -> hardSigmoid(z);
            case HardSilu it -> algebra.multiply(z, hardSigmoid(z));
            case HardTanh it -> algebra.clamp(z, -1, 1);
            case LeakyRelu it ->
                algebra.add(algebra.larger(z, 0), algebra.multiply(algebra.smaller(z, 0), it.negativeSlope()));
            case LogSigmoid it -> algebra.inDouble(z, a -> algebra.negate(algebra.softplus(algebra.negate(a))));
            case LogSoftmax it -> algebra.apply("LogSoftmax", z, LAST);
            case Mish it -> algebra.inDouble(z, this::mish);
            case Relu6 it -> algebra.clamp(z, 0, 6);
            case Silu it -> algebra.multiply(z, algebra.sigmoid(z));
            case SoftShrink it -> algebra.subtract(z, algebra.clamp(z, -it.threshold(), it.threshold()));
            case SparsePlus it ->
                algebra.larger(algebra.multiply(algebra.square(algebra.add(algebra.clamp(z, -1, 1), 1)), 0.25), z);
            case SparseSigmoid it -> algebra.clamp(algebra.multiply(algebra.add(z, 1), 0.5), 0, 1);
            case Sparsemax it -> algebra.inDouble(z, a -> sparsemax(a, width));
            case Squareplus it ->
                algebra.inDouble(
                        z,
                        a -> algebra.multiply(
                                algebra.add(a, algebra.root(algebra.add(algebra.square(a), it.b()))), 0.5));
            case TanhShrink it -> algebra.inDouble(z, a -> algebra.subtract(a, algebra.apply("Tanh", a)));
            case Threshold it -> algebra.where(algebra.isAbove(z, it.threshold()), z, it.defaultValue());
        };
    }

    private Value relu(Relu relu, Value z) {
        if (relu.equals(new Relu())) {
            return algebra.apply("Relu", z);
        }
        Value above = algebra.where(algebra.isAbove(z, relu.threshold()), z, 0);
        Value clipped = Float.isInfinite(relu.maximum()) ? above : algebra.clamp(above, 0, relu.maximum());
        if (relu.negativeSlope() == 0) {
            return clipped;
        }
        Value below = algebra.larger(algebra.subtract(algebra.like(z, relu.threshold()), z), 0);
        return algebra.subtract(clipped, algebra.multiply(below, relu.negativeSlope()));
    }

    private Value hardSigmoid(Value z) {
        return algebra.clamp(algebra.multiply(algebra.add(z, 3), 1f / 6), 0, 1);
    }

    /// z above 0, α (eᶻ − 1) below.
    private Value elu(Value z, double alpha) {
        Value below = algebra.add(algebra.exp(algebra.smaller(z, 0)), -1);
        return algebra.add(algebra.larger(z, 0), algebra.multiply(below, alpha));
    }

    private Value gelu(Gelu gelu, Value z) {
        if (gelu.approximate()) {
            return algebra.inDouble(z, a -> {
                Value inner = algebra.add(algebra.multiply(algebra.square(a), CUBIC), 1);
                Value scaled = algebra.multiply(algebra.multiply(a, inner), TWO_ROOT_TWO_OVER_PI);
                return algebra.multiply(a, algebra.sigmoid(scaled));
            });
        }
        Value error = algebra.apply("Erf", algebra.multiply(z, Math.sqrt(0.5)));
        return algebra.multiply(z, algebra.multiply(algebra.add(error, 1), 0.5));
    }

    /// z n / (n + 2) with n = e (e + 2) and e = eᶻ, kept below what a double can square.
    private Value mish(Value z) {
        Value e = algebra.exp(algebra.smaller(z, 300));
        Value n = algebra.multiply(e, algebra.add(e, 2));
        return algebra.multiply(z, algebra.divide(n, algebra.add(n, 2)));
    }

    /// τ from the sorted row: the largest k with 1 + k zₖ > Σᵢ≤ₖ zᵢ (Martins and Astudillo 2016, algorithm 1).
    private Value sparsemax(Value z, int width) {
        Value sorted = algebra.graph()
                .pair("TopK", z.type(), ElementType.INT64, List.of(z, algebra.whole(width)), Attribute.of("axis", -1L))
                .getFirst();
        Value sums = algebra.graph()
                .node("CumSum", z.type(), List.of(sorted, algebra.graph().constant(ElementType.INT64, List.of(), -1)));
        double[] counts = IntStream.rangeClosed(1, width).asDoubleStream().toArray();
        Value places = algebra.graph().constant(z.type(), List.of(width), counts);
        Value rest = algebra.subtract(algebra.add(algebra.multiply(sorted, places), 1), sums);
        Value support = algebra.cast(algebra.isAbove(rest, 0), z.type());
        Value total = algebra.add(algebra.sumOfRow(algebra.multiply(support, sorted)), -1);
        Value threshold = algebra.divide(total, algebra.sumOfRow(support));
        return algebra.larger(algebra.subtract(z, threshold), 0);
    }
}
