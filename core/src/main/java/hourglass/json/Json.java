package hourglass.json;

import hourglass.problem.Problem;

/// A JSON value (RFC 8259), immutable. It holds settings, headers and metrics, never rows of data: hence the limits on
/// depth and on the number of values, which keep a small hostile file from filling the memory or the stack.
public sealed interface Json permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBoolean, JsonNull {
    /// How deep objects and arrays may be nested, for reading and for writing alike.
    int MAXIMUM_DEPTH = 16;

    /// How many values one text may hold.
    int MAXIMUM_VALUES = 500_000;

    /// The value that a text holds.
    ///
    /// Strict: duplicate keys, numbers beyond the range of `double`, unpaired surrogates and text after the value are
    /// refused with a [hourglass.problem.ProblemException] that names line and column.
    ///
    /// @param origin what to call the text in errors, mostly a file name
    static Json parse(String text, String origin) {
        return parse(text, origin, MAXIMUM_VALUES);
    }

    private static Json parse(String text, String origin, int most) {
        try {
            return new JsonParser(text, origin, most).parse();
        } catch (OutOfMemoryError full) {
            throw Problem.badData("JSON text does not fit into the memory of Java")
                    .at(origin)
                    .remedy("run java with a larger -Xmx")
                    .exception(full);
        }
    }

    /// The value that bytes in UTF-8 hold, see [#parse(String, String)].
    static Json parse(byte[] utf8, String origin) {
        return parse(utf8, origin, MAXIMUM_VALUES);
    }

    /// The value that bytes in UTF-8 hold, likewise.
    ///
    /// @param most how many values there may be, at most [#MAXIMUM_VALUES]
    static Json parse(byte[] utf8, String origin, int most) {
        return parse(Utf8.text(utf8, origin), origin, Math.min(most, MAXIMUM_VALUES));
    }

    /// A text.
    static Json of(String value) {
        return new JsonText(value);
    }

    /// A whole number, exactly.
    static Json of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /// A number that reads back as the same `double`. What JSON numbers cannot express becomes the text `infinity`,
    /// `-infinity` or `nan`.
    static Json of(double value) {
        return Double.isFinite(value) ? new JsonNumber(Double.toString(value)) : JsonText.nonFinite(value);
    }

    /// The shortest number that reads back as the same `float`, see [#of(double)].
    static Json of(float value) {
        return Float.isFinite(value) ? new JsonNumber(Float.toString(value)) : JsonText.nonFinite(value);
    }

    /// True or false.
    static Json of(boolean value) {
        return new JsonBoolean(value);
    }

    /// This value on one line.
    ///
    /// @throws IllegalArgumentException when nested deeper than [#MAXIMUM_DEPTH]
    default String compact() {
        return JsonWriter.compact(this);
    }

    /// This value on several lines for people, two spaces per level, without a final line break. Arrays of plain
    /// values stay on one line.
    ///
    /// @throws IllegalArgumentException when nested deeper than [#MAXIMUM_DEPTH]
    default String indented() {
        return JsonWriter.indented(this);
    }
}
