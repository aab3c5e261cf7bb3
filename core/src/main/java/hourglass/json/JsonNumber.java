package hourglass.json;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A JSON number, kept as it is written, so that a 64-bit seed and the shortest form of a `float` survive unchanged.
/// Two numbers are equal when they are written alike: `1` and `1.0` are not.
///
/// @param literal a number by the grammar of RFC 8259, finite as a `double`
public record JsonNumber(String literal) implements Json {
    // Possessive: no backtracking, whatever the length.
    private static final Pattern GRAMMAR =
            Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");
    private static final int LONGEST_LONG = 20;

    public JsonNumber {
        if (!GRAMMAR.matcher(literal).matches() || !Double.isFinite(Double.parseDouble(literal))) {
            throw new IllegalArgumentException("number must be finite and written as JSON has it, got " + literal);
        }
    }

    /// The nearest `double`.
    public double doubleValue() {
        return Double.parseDouble(literal);
    }

    /// The nearest `float`, infinite when the number is beyond its range.
    public float floatValue() {
        return Float.parseFloat(literal);
    }

    /// The number as a `long` when it is written without point and exponent and fits.
    public OptionalLong longValue() {
        if (literal.length() > LONGEST_LONG || !literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(literal));
        } catch (NumberFormatException beyondRange) {
            return OptionalLong.empty();
        }
    }
}
