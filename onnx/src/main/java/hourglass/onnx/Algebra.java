package hourglass.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Arithmetic on tensors of a graph, each call a node or a few. Two tensors of one call have one type; a shorter one is
/// repeated along the axes in which it has length 1.
final class Algebra {
    private final Graph graph;

    Algebra(Graph graph) {
        this.graph = graph;
    }

    Graph graph() {
        return graph;
    }

    private Value binary(String operator, Value a, Value b) {
        requireSame(operator, a, b);
        return graph.node(operator, a.type(), List.of(a, b));
    }

    private Value compare(String operator, Value a, Value b) {
        requireSame(operator, a, b);
        return graph.node(operator, ElementType.BOOL, List.of(a, b));
    }

    private static void requireSame(String operator, Value a, Value b) {
        if (a.type() != b.type()) {
            throw new IllegalArgumentException(operator + " of " + a + " and " + b + ", which differ in type");
        }
    }

    private Value unary(String operator, Value a) {
        return graph.node(operator, a.type(), List.of(a));
    }

    /// A number that suits the type of a tensor.
    Value like(Value a, double number) {
        return graph.constant(a.type(), List.of(), number);
    }

    /// A row of numbers, (1 × n), that suits the type of a tensor.
    Value rowLike(Value a, double... numbers) {
        return graph.constant(a.type(), List.of(1, numbers.length), numbers);
    }

    /// Whole numbers, as shapes and indices are, of shape (n).
    Value whole(long... numbers) {
        return graph.constant(
                ElementType.INT64,
                List.of(numbers.length),
                Arrays.stream(numbers).asDoubleStream().toArray());
    }

    Value add(Value a, Value b) {
        return binary("Add", a, b);
    }

    Value add(Value a, double b) {
        return add(a, like(a, b));
    }

    Value subtract(Value a, Value b) {
        return binary("Sub", a, b);
    }

    Value multiply(Value a, Value b) {
        return binary("Mul", a, b);
    }

    Value multiply(Value a, double b) {
        return multiply(a, like(a, b));
    }

    Value divide(Value a, Value b) {
        return binary("Div", a, b);
    }

    Value divide(Value a, double b) {
        return divide(a, like(a, b));
    }

    Value larger(Value a, double b) {
        return binary("Max", a, like(a, b));
    }

    Value larger(Value a, Value b) {
        return binary("Max", a, b);
    }

    Value smaller(Value a, double b) {
        return binary("Min", a, like(a, b));
    }

    Value smaller(Value a, Value b) {
        return binary("Min", a, b);
    }

    /// Moved between two bounds.
    Value clamp(Value a, double low, double high) {
        return smaller(larger(a, low), high);
    }

    Value power(Value a, Value b) {
        return binary("Pow", a, b);
    }

    Value isAbove(Value a, double b) {
        return compare("Greater", a, like(a, b));
    }

    Value isAbove(Value a, Value b) {
        return compare("Greater", a, b);
    }

    Value isBelow(Value a, double b) {
        return compare("Less", a, like(a, b));
    }

    Value isEqual(Value a, Value b) {
        return compare("Equal", a, b);
    }

    Value isEqual(Value a, double b) {
        return isEqual(a, like(a, b));
    }

    Value and(Value a, Value b) {
        return compare("And", a, b);
    }

    Value or(Value a, Value b) {
        return compare("Or", a, b);
    }

    Value not(Value a) {
        return unary("Not", a);
    }

    Value isNaN(Value a) {
        return graph.node("IsNaN", ElementType.BOOL, List.of(a));
    }

    Value isInfinite(Value a) {
        return graph.node("IsInf", ElementType.BOOL, List.of(a));
    }

    Value where(Value condition, Value a, Value b) {
        requireSame("Where", a, b);
        return graph.node("Where", a.type(), List.of(condition, a, b));
    }

    Value where(Value condition, double a, Value b) {
        return where(condition, like(b, a), b);
    }

    Value where(Value condition, Value a, double b) {
        return where(condition, a, like(a, b));
    }

    /// One number where a condition holds, another where it does not.
    Value choice(Value condition, ElementType type, double yes, double no) {
        Value first = graph.constant(type, List.of(), yes);
        return where(condition, first, like(first, no));
    }

    Value negate(Value a) {
        return unary("Neg", a);
    }

    Value magnitude(Value a) {
        return unary("Abs", a);
    }

    Value exp(Value a) {
        return unary("Exp", a);
    }

    Value log(Value a) {
        return unary("Log", a);
    }

    Value root(Value a) {
        return unary("Sqrt", a);
    }

    Value square(Value a) {
        return multiply(a, a);
    }

    Value floor(Value a) {
        return unary("Floor", a);
    }

    /// To the nearest whole number, halves to the even one.
    Value round(Value a) {
        return unary("Round", a);
    }

    Value sine(Value a) {
        return unary("Sin", a);
    }

    Value cosine(Value a) {
        return unary("Cos", a);
    }

    Value apply(String operator, Value a, Attribute... attributes) {
        return graph.node(operator, a.type(), List.of(a), attributes);
    }

    Value cast(Value a, ElementType type) {
        return a.type() == type ? a : graph.node("Cast", type, List.of(a), Attribute.of("to", type.code));
    }

    Value toDouble(Value a) {
        return cast(a, ElementType.DOUBLE);
    }

    Value toFloat(Value a) {
        return cast(a, ElementType.FLOAT);
    }

    /// A function computed in double precision, of and to single precision.
    Value inDouble(Value a, UnaryOperator<Value> function) {
        return toFloat(function.apply(toDouble(a)));
    }

    /// log(1 + eᵃ) without overflow, best in double precision.
    Value softplus(Value a) {
        return add(larger(a, 0), log(add(exp(negate(magnitude(a))), 1)));
    }

    /// 1 / (1 + e⁻ᵃ), which keeps its digits where it is small.
    Value sigmoid(Value a) {
        return divide(like(a, 1), add(exp(negate(a)), 1));
    }

    /// Sums over the last axis, which stays with length 1.
    Value sumOfRow(Value a) {
        return graph.node("ReduceSum", a.type(), List.of(a, whole(-1)));
    }

    /// Sums over the first axis, which goes.
    Value sumOfFirst(Value a) {
        return graph.node("ReduceSum", a.type(), List.of(a, whole(0)), Attribute.of("keepdims", 0));
    }

    Value largestOfRow(Value a) {
        return graph.node("ReduceMax", a.type(), List.of(a), Attribute.list("axes", -1L));
    }

    /// log Σ eᵃ over each row, (rows × 1).
    Value logSumExp(Value a) {
        Value largest = largestOfRow(a);
        return add(largest, log(sumOfRow(exp(subtract(a, largest)))));
    }

    /// The first of the largest of each row, (rows × 1).
    Value placeOfLargest(Value a) {
        return graph.node("ArgMax", ElementType.INT64, List.of(a), Attribute.of("axis", 1L));
    }

    /// Columns side by side.
    Value beside(List<Value> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : graph.node("Concat", parts.getFirst().type(), parts, Attribute.of("axis", 1L));
    }

    /// Some columns of (rows × of), in the order given.
    Value columns(Value a, int of, int... chosen) {
        boolean all = chosen.length == of;
        for (int i = 0; all && i < of; i++) {
            all = chosen[i] == i;
        }
        return all ? a : gather(a, whole(Arrays.stream(chosen).asLongStream().toArray()), 1);
    }

    /// Entries along an axis.
    Value gather(Value a, Value indices, int axis) {
        return graph.node("Gather", a.type(), List.of(a, indices), Attribute.of("axis", (long) axis));
    }

    /// One entry of each row, (rows × 1).
    ///
    /// @param places (rows × 1)
    Value entryOfRow(Value a, Value places) {
        return graph.node("GatherElements", a.type(), List.of(a, places), Attribute.of("axis", 1L));
    }

    /// 0 keeps the length of an axis, −1 takes what is left.
    Value reshape(Value a, long... shape) {
        return graph.node("Reshape", a.type(), List.of(a, whole(shape)));
    }

    Value transpose(Value a, long... order) {
        return graph.node("Transpose", a.type(), List.of(a), Attribute.list("perm", order));
    }
}
