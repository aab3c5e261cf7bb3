package hourglass.data.cell;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/// The one definition of a number in a text: decimal digits with an optional sign, decimal point and exponent, or
/// `inf` and `infinity` in any case. Thousands may be grouped where the group sign is known or cannot be anything else
/// (`1,234.56`, `1,234,567`).
///
/// Not numbers, because they are names made of digits: a whole number with leading zeros (`007`), and one beyond 2⁵³,
/// of which a double holds only the beginning (numbers of cards and orders). Not numbers either: `0x10`, `1_000`, `5
/// %`.
public final class NumberText {
    private static final int MOST_EXACT_DIGITS = 18;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int GROUP = 3;
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++, power *= 10) {
            POWERS[i] = power;
        }
    }

    private final char point;
    private final char group;
    private final boolean loneGroups;
    private double value;

    /// @param decimalComma whether numbers are written 1,5 and thousands 1.234
    /// @param loneGroups whether 1,234 (or 1.234 with a decimal comma) is a thousand and more
    public NumberText(boolean decimalComma, boolean loneGroups) {
        this.point = decimalComma ? ',' : '.';
        this.group = decimalComma ? '.' : ',';
        this.loneGroups = loneGroups;
    }

    /// The number that was parsed last.
    public double value() {
        return value;
    }

    /// Whether a text is a number, without parsing it into a shared value.
    public boolean isNumber(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /// Whether some characters are a number, which [#value()] then tells: the double next to it.
    ///
    /// @param to after the last
    public boolean parse(char[] text, int from, int to) {
        int i = from;
        if (i == to) {
            return false;
        }
        boolean negative = text[i] == '-';
        if (negative || text[i] == '+') {
            i++;
        }
        int start = i;
        long mantissa = 0;
        while (i < to && digit(text[i])) {
            mantissa = mantissa * 10 + (text[i++] - '0');
        }
        int whole = i - start;
        if (i == to) {
            return whole(text[start == to ? from : start], mantissa, whole, negative);
        }
        int fraction = 0;
        if (text[i] == point) {
            int first = ++i;
            while (i < to && digit(text[i])) {
                mantissa = mantissa * 10 + (text[i++] - '0');
            }
            fraction = i - first;
        }
        if (whole + fraction == 0) {
            return infinity(text, start, to, negative);
        }
        int exponent = 0;
        if (i < to && (text[i] == 'e' || text[i] == 'E')) {
            i++;
            boolean down = i < to && text[i] == '-';
            if (down || (i < to && text[i] == '+')) {
                i++;
            }
            int first = i;
            while (i < to && digit(text[i])) {
                exponent = Math.min(exponent * 10 + (text[i++] - '0'), 100_000);
            }
            if (i == first) {
                return false;
            }
            exponent = down ? -exponent : exponent;
        }
        if (i < to) {
            return text[i] == group && grouped(text, from, start, to);
        }
        int power = exponent - fraction;
        if (whole + fraction <= MOST_EXACT_DIGITS
                && mantissa <= LARGEST_EXACT
                && power < POWERS.length
                && power > -POWERS.length) {
            // Both numbers are exact, so their quotient or product is rounded once only (Clinger 1990).
            double exact = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            value = negative ? -exact : exact;
        } else {
            value = slowly(text, from, to);
        }
        return true;
    }

    private boolean whole(char first, long mantissa, int digits, boolean negative) {
        if (digits == 0 || (digits > 1 && first == '0') || digits > MOST_EXACT_DIGITS || mantissa > LARGEST_EXACT) {
            return false;
        }
        value = negative ? -(double) mantissa : mantissa;
        return true;
    }

    private boolean infinity(char[] text, int start, int to, boolean negative) {
        if (!equal(text, start, to, "inf") && !equal(text, start, to, "infinity")) {
            return false;
        }
        value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return true;
    }

    /// A sign, one to three digits, groups of three, perhaps a fraction.
    private boolean grouped(char[] text, int from, int start, int to) {
        char[] plain = new char[to - from];
        int length = 0;
        int groups = 0;
        int inGroup = 0;
        int i = start;
        if (start > from) {
            plain[length++] = text[from];
        }
        for (; i < to && text[i] != point; i++) {
            if (text[i] == group) {
                if (groups == 0 ? inGroup == 0 || inGroup > GROUP : inGroup != GROUP) {
                    return false;
                }
                groups++;
                inGroup = 0;
            } else if (digit(text[i])) {
                plain[length++] = text[i];
                inGroup++;
            } else {
                return false;
            }
        }
        boolean alone = groups == 1 && i == to;
        if (inGroup != GROUP || (alone && !loneGroups) || text[start] == '0') {
            return false;
        }
        for (; i < to; i++) {
            if (text[i] == group) {
                return false;
            }
            plain[length++] = text[i];
        }
        return parse(plain, 0, length);
    }

    private double slowly(char[] text, int from, int to) {
        if (point == '.') {
            return JavaDoubleParser.parseDouble(text, from, to - from);
        }
        char[] copy = new char[to - from];
        for (int i = from; i < to; i++) {
            copy[i - from] = text[i] == point ? '.' : text[i];
        }
        return JavaDoubleParser.parseDouble(copy);
    }

    private static boolean equal(char[] text, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((text[from + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
