package hourglass.json;

/// A JSON string.
///
/// @param value any characters except unpaired surrogates, which UTF-8 cannot express
public record JsonText(String value) implements Json {
    static final String INFINITY = "infinity";
    static final String NEGATIVE_INFINITY = "-infinity";
    static final String NOT_A_NUMBER = "nan";

    public JsonText {
        int unpaired = unpairedSurrogate(value);
        if (unpaired >= 0) {
            throw new IllegalArgumentException("text must not hold an unpaired surrogate, got one at " + unpaired);
        }
    }

    /// The text that stands for a number which JSON cannot express.
    static JsonText nonFinite(double value) {
        if (Double.isNaN(value)) {
            return new JsonText(NOT_A_NUMBER);
        }
        return new JsonText(value > 0 ? INFINITY : NEGATIVE_INFINITY);
    }

    /// The index of the first unpaired surrogate, −1 when there is none.
    static int unpairedSurrogate(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            } else if (Character.isSurrogate(character)) {
                return index;
            }
        }
        return -1;
    }
}
