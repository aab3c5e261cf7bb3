package hourglass.json;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A recursive descent parser of RFC 8259; the depth limit bounds its stack.
final class JsonParser {
    private static final int SHOWN_WORD = 20;
    private static final int FIRST_ITEMS = 2;
    private static final Json NO_ITEMS = new JsonArray(List.of());
    private static final Json NO_MEMBERS = new JsonObject(Map.of());
    private static final List<Json> DIGITS =
            IntStream.range(0, 10).<Json>mapToObj(Json::of).toList();
    /// Keys that come again are kept once, as far as places for them go: a power of two.
    private static final int RECENT_KEYS = 256;

    private final String text;
    private final String origin;
    private final int most;
    private final @Nullable String[] recentKeys = new @Nullable String[RECENT_KEYS];
    private int index;
    private int values;

    /// @param most values that the text may hold
    JsonParser(String text, String origin, int most) {
        this.text = text;
        this.origin = origin;
        this.most = most;
    }

    Json parse() {
        skipSpace();
        Json json = value(0);
        skipSpace();
        if (index < text.length()) {
            throw unexpected("the end of the text");
        }
        return json;
    }

    private Json value(int depth) {
        if (values++ == most) {
            throw fault("JSON text holds too many values", index)
                    .expected("at most " + most)
                    .exception();
        }
        if (index == text.length()) {
            throw unexpected("a JSON value");
        }
        return switch (text.charAt(index)) {
            case '{' -> object(nested(depth));
            case '[' -> array(nested(depth));
            case '"' -> new JsonText(string());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", new JsonNull());
            default -> throw unexpected("a JSON value");
        };
    }

    private int nested(int depth) {
        if (depth == Json.MAXIMUM_DEPTH) {
            throw fault("JSON text is nested too deeply", index)
                    .expected("at most " + Json.MAXIMUM_DEPTH + " levels")
                    .exception();
        }
        return depth + 1;
    }

    private Json object(int depth) {
        if (!opens('}')) {
            return NO_MEMBERS;
        }
        Members.Collector members = new Members.Collector();
        for (boolean more = true; more; more = continues('}')) {
            if (!at('"')) {
                throw unexpected("a key in double quotes");
            }
            int start = index;
            String key = known(string());
            skipSpace();
            if (!take(':')) {
                throw unexpected("\":\" after the key");
            }
            skipSpace();
            if (members.has(key)) {
                throw fault("duplicate key \"" + key + "\"", start)
                        .expected("every key once per object")
                        .exception();
            }
            members.add(key, value(depth));
        }
        return new JsonObject(members.members());
    }

    private String known(String key) {
        int place = key.hashCode() & (RECENT_KEYS - 1);
        String recent = recentKeys[place];
        if (recent != null && recent.equals(key)) {
            return recent;
        }
        recentKeys[place] = key;
        return key;
    }

    private Json array(int depth) {
        if (!opens(']')) {
            return NO_ITEMS;
        }
        List<Json> items = new ArrayList<>(FIRST_ITEMS);
        for (boolean more = true; more; more = continues(']')) {
            items.add(value(depth));
        }
        return new JsonArray(items);
    }

    /// Passes over the opening bracket; whether anything comes before the closing one.
    private boolean opens(char end) {
        index++;
        skipSpace();
        return !take(end);
    }

    /// Passes over a comma, or over the closing bracket: then nothing more comes.
    private boolean continues(char end) {
        skipSpace();
        if (take(end)) {
            return false;
        }
        if (!take(',')) {
            throw unexpected("\",\" or \"" + end + "\"");
        }
        skipSpace();
        return true;
    }

    private Json word(String word, Json json) {
        if (!text.startsWith(word, index)) {
            throw unexpected("a JSON value");
        }
        index += word.length();
        return json;
    }

    private Json number() {
        int start = index;
        int end = JsonNumber.end(text, start);
        if (end < 0) {
            index = -1 - end;
            throw unexpected("a digit");
        }
        index = end;
        if (end == start + 1) {
            return DIGITS.get(text.charAt(start) - '0');
        }
        String literal = text.substring(start, end);
        if (!JsonNumber.isFinite(literal)) {
            throw fault("number is too large", start)
                    .expected("at most " + Double.MAX_VALUE)
                    .found(literal)
                    .exception();
        }
        return new JsonNumber(literal);
    }

    /// Most have no escapes and are a piece of the text.
    private String string() {
        int start = ++index;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (character == '"') {
                return text.substring(start, index++);
            } else if (character == '\\' || character < ' ' || Character.isSurrogate(character)) {
                break;
            }
            index++;
        }
        return string(new StringBuilder(text.substring(start, index)));
    }

    /// @param value what comes before the index
    private String string(StringBuilder value) {
        while (true) {
            if (index == text.length()) {
                throw unexpected("a closing double quote");
            }
            char character = text.charAt(index);
            if (character == '"') {
                index++;
                return value.toString();
            } else if (character == '\\') {
                escape(value);
            } else if (character < ' ') {
                throw unexpected("control characters in texts to be escaped");
            } else if (Character.isSurrogate(character)) {
                int codePoint = text.codePointAt(index);
                if (codePoint == character) {
                    throw unexpected("surrogates in pairs");
                }
                value.appendCodePoint(codePoint);
                index += 2;
            } else {
                value.append(character);
                index++;
            }
        }
    }

    private void escape(StringBuilder value) {
        int start = index++;
        if (index == text.length()) {
            throw unexpected("a closing double quote");
        }
        switch (text.charAt(index++)) {
            case '"' -> value.append('"');
            case '\\' -> value.append('\\');
            case '/' -> value.append('/');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> unicodeEscape(value, start);
            default -> {
                index = start;
                throw unexpected("one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
            }
        }
    }

    private void unicodeEscape(StringBuilder value, int start) {
        char first = fourHexadecimalDigits();
        if (!Character.isSurrogate(first)) {
            value.append(first);
            return;
        }
        if (Character.isHighSurrogate(first) && text.startsWith("\\u", index)) {
            index += 2;
            char second = fourHexadecimalDigits();
            if (Character.isLowSurrogate(second)) {
                value.append(first).append(second);
                return;
            }
        }
        throw fault("unpaired surrogate in a text", start)
                .expected("surrogates in pairs")
                .found(text.substring(start, start + 6))
                .exception();
    }

    private char fourHexadecimalDigits() {
        int value = 0;
        for (int digit = 0; digit < 4; digit++) {
            // Not Character.digit alone: that also takes digits of other scripts.
            int number =
                    index < text.length() && text.charAt(index) < 128 ? Character.digit(text.charAt(index), 16) : -1;
            if (number < 0) {
                throw unexpected("four hexadecimal digits after \\u");
            }
            value = value * 16 + number;
            index++;
        }
        return (char) value;
    }

    private void skipSpace() {
        while (at(' ') || at('\n') || at('\r') || at('\t')) {
            index++;
        }
    }

    private boolean at(char character) {
        return index < text.length() && text.charAt(index) == character;
    }

    private boolean take(char character) {
        if (at(character)) {
            index++;
            return true;
        }
        return false;
    }

    private ProblemException unexpected(String expected) {
        return fault("JSON text is malformed", index)
                .expected(expected)
                .found(found())
                .exception();
    }

    /// What stands at the index: a whole word such as `NaN` where there is one.
    private String found() {
        if (index == text.length()) {
            return "the end of the text";
        }
        int end = index;
        while (end < text.length() && end - index < SHOWN_WORD && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return '"' + (end > index ? text.substring(index, end) : Character.toString(text.codePointAt(index))) + '"';
    }

    private static boolean isWordCharacter(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private Problem fault(String summary, int position) {
        int lineStart = text.lastIndexOf('\n', position - 1) + 1;
        long line =
                1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + text.codePointCount(lineStart, position);
        return Problem.badData(summary).at(origin + ", line " + line + ", column " + column);
    }
}
