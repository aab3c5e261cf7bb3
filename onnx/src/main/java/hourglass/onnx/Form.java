package hourglass.onnx;

import hourglass.column.Kind;
import java.util.List;
import java.util.OptionalDouble;

/// What the cells of a column are in an ONNX file.
enum Form {
    /// Single precision, NaN where nothing is known.
    NUMBER,
    /// Double precision, NaN where nothing is known: for numbers of which something is taken off first, and moments.
    PRECISE,
    /// Texts, empty where nothing is known.
    TEXT,
    /// Not read.
    NONE;

    static Form of(Kind kind) {
        return switch (kind) {
            case Kind.Real it -> it.origin() == 0 ? NUMBER : PRECISE;
            case Kind.Skewed it -> PRECISE;
            case Kind.Count it -> NUMBER;
            case Kind.YesNo it -> ofLevels(List.of(it.no(), it.yes()));
            case Kind.Ordinal it -> ofLevels(it.levels());
            case Kind.Category it -> TEXT;
            case Kind.Calendar it -> PRECISE;
            case Kind.Constant it ->
                it.value().isEmpty() ? NONE : number(it.value()).isPresent() ? PRECISE : TEXT;
            case Kind.SetAside it -> NONE;
        };
    }

    /// Levels that all are numbers, each another one, come as numbers: how far a number lies outside counts.
    private static Form ofLevels(List<String> levels) {
        long different = levels.stream()
                .map(Form::number)
                .filter(OptionalDouble::isPresent)
                .map(it -> (float) it.getAsDouble())
                .distinct()
                .count();
        return different == levels.size() ? NUMBER : TEXT;
    }

    /// The finite number that a text is.
    static OptionalDouble number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalDouble.empty();
        }
    }

    ElementType type() {
        return switch (this) {
            case NUMBER -> ElementType.FLOAT;
            case PRECISE -> ElementType.DOUBLE;
            case TEXT -> ElementType.STRING;
            case NONE -> throw new IllegalStateException("a column that is not read has no type");
        };
    }
}
