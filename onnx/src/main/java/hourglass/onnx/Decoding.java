package hourglass.onnx;

import hourglass.column.Kind;
import hourglass.column.Variable;
import java.util.List;
import java.util.stream.IntStream;

/// Numbers of a network as cells of files, in the forms in which they are read.
final class Decoding {
    private static final double DAY = 86_400_000;

    private final Algebra algebra;

    Decoding(Algebra algebra) {
        this.algebra = algebra;
    }

    /// The cells of a variable.
    ///
    /// @param number (rows × 1) in single precision, in the units of the variable
    Value of(Variable variable, Value number) {
        return switch (variable.kind()) {
            case Kind.Real it -> it.origin() == 0 ? number : algebra.add(algebra.toDouble(number), it.origin());
            case Kind.Skewed it -> sinh(algebra.toDouble(number), it.unit());
            case Kind.YesNo it -> yesNo(it, variable, number);
            case Kind.Category it ->
                level(
                        IntStream.range(0, variable.levels())
                                .mapToObj(variable::level)
                                .toList(),
                        Form.TEXT,
                        number);
            case Kind.Ordinal it -> level(it.levels(), Form.of(it), number);
            case Kind.Calendar it -> moment(it, variable, algebra.toDouble(number));
            default -> number;
        };
    }

    /// What the cells of a variable are, for a person.
    static String description(Variable variable) {
        return switch (variable.kind()) {
            case Kind.YesNo it ->
                isProbability(it)
                        ? "probability of " + it.yes()
                        : variable.kind().description();
            case Kind.Calendar it ->
                variable.isCircle()
                        ? "milliseconds since the start of the period"
                        : "milliseconds since 1970-01-01T00:00";
            default -> variable.kind().description();
        };
    }

    private static boolean isProbability(Kind.YesNo kind) {
        return kind.equals(new Kind.YesNo());
    }

    private Value sinh(Value number, double unit) {
        Value grown = algebra.exp(number);
        Value shrunk = algebra.exp(algebra.negate(number));
        return algebra.multiply(algebra.subtract(grown, shrunk), unit / 2);
    }

    private Value yesNo(Kind.YesNo kind, Variable variable, Value number) {
        if (isProbability(kind)) {
            return number;
        }
        Value yes = algebra.not(algebra.isBelow(number, 0.5));
        return pick(List.of(variable.level(0), variable.level(1)), Form.of(kind), algebra.cast(yes, ElementType.INT64));
    }

    /// The level nearest to a number, of two the higher.
    private Value level(List<String> levels, Form form, Value number) {
        Value known = algebra.where(algebra.isNaN(number), 0, number);
        Value nearest = algebra.clamp(algebra.floor(algebra.add(known, 0.5)), 0, levels.size() - 1.0);
        return pick(levels, form, algebra.cast(nearest, ElementType.INT64));
    }

    private Value pick(List<String> levels, Form form, Value place) {
        Value row = form == Form.TEXT
                ? algebra.graph().constant(levels)
                : algebra.graph()
                        .constant(
                                ElementType.FLOAT,
                                List.of(levels.size()),
                                levels.stream()
                                        .mapToDouble(level -> Form.number(level).orElseThrow())
                                        .toArray());
        return algebra.gather(row, place, 0);
    }

    private Value moment(Kind.Calendar calendar, Variable variable, Value number) {
        if (!variable.isCircle()) {
            return algebra.round(algebra.multiply(algebra.add(number, (double) calendar.origin()), DAY));
        }
        double period = variable.part().period().milliseconds();
        Value turns = algebra.divide(number, 2 * Math.PI);
        Value rest = algebra.subtract(turns, algebra.floor(turns));
        Value passed = algebra.floor(algebra.add(algebra.multiply(rest, period), 0.5));
        return algebra.where(algebra.isEqual(passed, period), 0, passed);
    }
}
