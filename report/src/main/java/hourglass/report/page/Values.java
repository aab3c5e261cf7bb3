package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonNull;
import hourglass.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Values as the page reads them.
final class Values {
    private static final char REPLACEMENT = '\ufffd';

    private Values() {}

    /// A number, null where there is none: JSON has no NaN.
    static Json of(double number) {
        return Double.isFinite(number) ? Json.of(number) : new JsonNull();
    }

    /// A text of a cell, which may hold half a character.
    static Json of(String text) {
        StringBuilder sound = new StringBuilder(text);
        for (int i = 0; i < sound.length(); i++) {
            boolean pair = i + 1 < sound.length() && Character.isSurrogatePair(sound.charAt(i), sound.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(sound.charAt(i))) {
                sound.setCharAt(i, REPLACEMENT);
            }
        }
        return Json.of(sound.toString());
    }

    static Json texts(List<String> texts) {
        return new JsonArray(texts.stream().map(Values::of).toList());
    }

    static Json numbers(double... numbers) {
        return new JsonArray(Arrays.stream(numbers).mapToObj(Values::of).toList());
    }

    /// A table: names of columns, and rows of texts and numbers.
    static Json table(List<String> columns, List<List<Json>> rows) {
        return JsonObject.builder()
                .put("columns", texts(columns))
                .put(
                        "rows",
                        new JsonArray(rows.stream().<Json>map(JsonArray::new).toList()))
                .build();
    }

    /// Numbers of single precision, little-endian, in base 64: a hundred thousand as text would take the page seconds.
    static Json packed(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return Json.of(Base64.getEncoder().encodeToString(bytes.array()));
    }

    /// Numbers of double precision, likewise.
    static Json packed(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return Json.of(Base64.getEncoder().encodeToString(bytes.array()));
    }

    /// Whole numbers from 0 to 255, likewise.
    static Json packed(byte... numbers) {
        return Json.of(Base64.getEncoder().encodeToString(numbers));
    }

    /// Whole numbers of 32 bits, likewise.
    static Json packed(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        return Json.of(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
