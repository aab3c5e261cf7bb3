package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
    private static Json parse(String text) {
        return Json.parse(text, "here");
    }

    private static Problem fault(String text) {
        try {
            throw new AssertionError("accepted: " + parse(text));
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1.0E-5",
                "[]",
                "{}",
                "\"\"",
                "[1,[2,[3]],{\"a\":[]}]",
                "{\"b\":1,\"a\":2}",
                "\"\\\"\\\\\\n\\r\\t\\u0000\\u2028\\u007f/é€\uD83D\uDE00\"",
                "9223372036854775807"
            })
    void whatTheWriterWritesReadsBackTheSame(String text) {
        assertThat(parse(text).compact()).isEqualTo(text);
        assertThat(parse(parse(text).indented())).isEqualTo(parse(text));
    }

    @Test
    void spaceAndEscapesHaveManyForms() {
        assertThat(parse(" \t\r\n[ 1 , \"\\/\\b\\f\\u00E9\\uD83D\\uDE00\" ]\n").compact())
                .isEqualTo("[1,\"/\\u0008\\u000cé\uD83D\uDE00\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "nulll",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x10",
                "1 2",
                "1e400",
                "-1e400",
                "[1,]",
                "[,1]",
                "[1",
                "[1 2]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u١٢٣٤\"",
                "\"tab\there\"",
                "\"\\uD800\"",
                "\"\\uDC00\\uD800\"",
                "\"\\uD800\\u0041\"",
                "\"\uD800\"",
                "\"\uDC00\"",
                "// comment\n1",
                "\uFEFF1",
                "\u00A01"
            })
    void whatRfc8259DoesNotAllowIsRefused(String text) {
        assertThat(fault(text).kind()).isEqualTo(Problem.Kind.BAD_DATA);
        assertThat(fault(text).place()).startsWith("here, line ");
    }

    @Test
    void errorsNameLineColumnExpectedAndFound() {
        Problem fault = fault("{\"a\": 1,\n \"é\uD83D\uDE00\": NaN}");
        assertThat(fault.place()).isEqualTo("here, line 2, column 8");
        assertThat(fault.expected()).isEqualTo("a JSON value");
        assertThat(fault.found()).isEqualTo("\"NaN\"");
    }

    @Test
    void duplicateKeysAreRefusedHoweverTheyAreSpelled() {
        Problem fault = fault("{\"a\":1,\n\"\\u0061\":2}");
        assertThat(fault.summary()).isEqualTo("duplicate key \"a\"");
        assertThat(fault.place()).isEqualTo("here, line 2, column 1");
    }

    @Test
    void depthIsLimitedOnBothSides() {
        String deepest = "[".repeat(16) + "]".repeat(16);
        assertThat(parse(deepest).compact()).isEqualTo(deepest);
        assertThat(fault("[".repeat(17) + "]".repeat(17)).summary()).contains("nested too deeply");
        assertThat(fault("[".repeat(1_000_000)).summary()).contains("nested too deeply");
        assertThat(fault("{\"a\":".repeat(1_000_000)).summary()).contains("nested too deeply");
        Json deep = new JsonArray(java.util.List.of(parse(deepest)));
        assertThatThrownBy(deep::compact).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumberOfValuesIsLimited() {
        assertThat(fault("[" + "0,".repeat(Json.MAXIMUM_VALUES) + "0]").summary())
                .contains("too many values");
    }

    @Test
    void bytesMustBeUtf8() {
        assertThat(Json.parse("\"é\"".getBytes(StandardCharsets.UTF_8), "here")).isEqualTo(Json.of("é"));
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xC0, (byte) 0x80, '"'},
            {'"', (byte) 0xE2, (byte) 0x82},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}
        }) {
            assertThatThrownBy(() -> Json.parse(bytes, "here"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("here, byte 1");
        }
    }

    @Test
    void numbersSurviveExactly() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long whole = random.nextLong() >> random.nextInt(64);
            double wide = Double.longBitsToDouble(random.nextLong());
            float narrow = Float.intBitsToFloat(random.nextInt());
            assertThat(place(Json.of(whole)).longValue()).isEqualTo(whole);
            assertThat(Double.doubleToLongBits(place(Json.of(wide)).doubleValue()))
                    .isEqualTo(Double.doubleToLongBits(wide));
            assertThat(Float.floatToIntBits(place(Json.of(narrow)).floatValue()))
                    .isEqualTo(Float.floatToIntBits(narrow));
        }
        assertThat(Json.of(0.1f).compact()).isEqualTo("0.1");
        assertThat(Json.of(-0.0).compact()).isEqualTo("-0.0");
        assertThat(Json.of(Double.NEGATIVE_INFINITY).compact()).isEqualTo("\"-infinity\"");
    }

    private static JsonPlace place(Json json) {
        return JsonPlace.root(parse(json.compact()), "here");
    }
}
