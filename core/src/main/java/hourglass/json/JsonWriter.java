package hourglass.json;

import java.util.Map;

/// Writes a [Json] tree as text. The output is ASCII only where the values are: other characters are written as they
/// are, control characters and the two line separators that JavaScript trips over are escaped.
final class JsonWriter {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final boolean indented;

    private JsonWriter(boolean indented) {
        this.indented = indented;
    }

    static String compact(Json json) {
        JsonWriter writer = new JsonWriter(false);
        writer.write(json, 0);
        return writer.text.toString();
    }

    static String indented(Json json) {
        JsonWriter writer = new JsonWriter(true);
        writer.write(json, 0);
        return writer.text.toString();
    }

    private void write(Json json, int depth) {
        switch (json) {
            case JsonNull ignored -> text.append("null");
            case JsonBoolean truth -> text.append(truth.value());
            case JsonNumber number -> text.append(number.literal());
            case JsonText string -> writeText(string.value());
            case JsonArray array -> writeArray(array, nested(depth));
            case JsonObject object -> writeObject(object, nested(depth));
        }
    }

    private static int nested(int depth) {
        if (depth == Json.MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("JSON must be nested at most " + Json.MAXIMUM_DEPTH + " deep");
        }
        return depth + 1;
    }

    private void writeArray(JsonArray array, int depth) {
        boolean lines = indented && array.items().stream().anyMatch(JsonWriter::isContainer);
        text.append('[');
        String separator = "";
        for (Json item : array.items()) {
            text.append(separator);
            if (lines) {
                newLine(depth);
            }
            write(item, depth);
            separator = indented && !lines ? ", " : ",";
        }
        if (lines) {
            newLine(depth - 1);
        }
        text.append(']');
    }

    private static boolean isContainer(Json json) {
        return json instanceof JsonArray || json instanceof JsonObject;
    }

    private void writeObject(JsonObject object, int depth) {
        boolean lines = indented && !object.members().isEmpty();
        text.append('{');
        String separator = "";
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            text.append(separator);
            if (lines) {
                newLine(depth);
            }
            writeText(member.getKey());
            text.append(indented ? ": " : ":");
            write(member.getValue(), depth);
            separator = ",";
        }
        if (lines) {
            newLine(depth - 1);
        }
        text.append('}');
    }

    private void newLine(int depth) {
        text.append('\n').repeat(INDENT, depth);
    }

    private void writeText(String value) {
        text.append('"');
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\u2028', '\u2029' -> writeEscaped(character);
                default -> {
                    if (character < ' ' || character == '\u007f') {
                        writeEscaped(character);
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }

    private void writeEscaped(char character) {
        text.append(String.format("\\u%04x", (int) character));
    }
}
