package hourglass.json;

import java.util.regex.Pattern;

/// Numbers as people type them for settings, by one rule everywhere: the digits 0 to 9, with a sign, a point and an
/// exponent where they make sense. No separators (`1_000`), no other bases (`0x10`), no suffixes (`1f`), no blanks,
/// neither NaN nor infinity.
public final class Numeral {
    /// What is expected of a whole number, for errors.
    public static final String WHOLE = "a whole number in plain digits, such as 1000";
    /// What is expected of any number, for errors.
    public static final String NUMBER = "a number in plain digits, such as 0.001 or 1e-3";

    private static final Pattern WHOLE_FORM = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMBER_FORM =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private Numeral() {}

    /// A whole number that fits an `int`.
    ///
    /// @throws NumberFormatException if it is not written by the rule, or does not fit
    public static int whole(String text) {
        return Integer.parseInt(formed(WHOLE_FORM, text));
    }

    /// A whole number that fits a `long`, likewise.
    public static long wholeLong(String text) {
        return Long.parseLong(formed(WHOLE_FORM, text));
    }

    /// A number, likewise.
    public static double number(String text) {
        double number = Double.parseDouble(formed(NUMBER_FORM, text));
        if (Double.isInfinite(number)) {
            throw new NumberFormatException("beyond the range of double");
        }
        return number;
    }

    private static String formed(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new NumberFormatException("not in plain digits");
        }
        return text;
    }
}
