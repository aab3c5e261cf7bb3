package hourglass.json;

import java.util.OptionalLong;

/// A JSON number, kept as it is written, so that a 64-bit seed and the shortest form of a `float` survive unchanged.
/// Two numbers are equal when they are written alike: `1` and `1.0` are not.
///
/// @param literal a number by the grammar of RFC 8259, finite as a `double`
public record JsonNumber(String literal) implements Json {
    private static final int LONGEST_LONG = 20;
    /// As many digits make no number beyond the range of `double`.
    private static final int SURELY_FINITE = 300;

    public JsonNumber {
        if (end(literal, 0) != literal.length() || !isFinite(literal)) {
            throw new IllegalArgumentException("number must be finite and written as JSON has it, got " + literal);
        }
    }

    /// Where the number that begins at an index of a text ends, by the grammar of RFC 8259; if it is none, −1 − the
    /// index at which a digit is missing. By hand rather than by a pattern: a text has up to a million numbers, and a
    /// pattern leaves an object behind for each.
    static int end(String text, int start) {
        int index = at(text, start, '-') ? start + 1 : start;
        int whole = at(text, index, '0') ? index + 1 : digits(text, index);
        if (whole == index) {
            return -1 - index;
        }
        index = whole;
        if (at(text, index, '.')) {
            int fraction = digits(text, index + 1);
            if (fraction == index + 1) {
                return -1 - fraction;
            }
            index = fraction;
        }
        if (at(text, index, 'e') || at(text, index, 'E')) {
            int first = at(text, index + 1, '+') || at(text, index + 1, '-') ? index + 2 : index + 1;
            int exponent = digits(text, first);
            if (exponent == first) {
                return -1 - exponent;
            }
            index = exponent;
        }
        return index;
    }

    private static boolean at(String text, int index, char character) {
        return index < text.length() && text.charAt(index) == character;
    }

    private static int digits(String text, int start) {
        int index = start;
        while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
            index++;
        }
        return index;
    }

    /// @param literal a number by the grammar
    static boolean isFinite(String literal) {
        boolean hasExponent = literal.indexOf('e') >= 0 || literal.indexOf('E') >= 0;
        return (!hasExponent && literal.length() <= SURELY_FINITE) || Double.isFinite(Double.parseDouble(literal));
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
