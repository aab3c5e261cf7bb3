package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of texts that are no JSON, and where; and numbers at the ends of their types.
class JsonErrorsTest {
    private static Problem fault(String text) {
        try {
            throw new AssertionError("accepted: " + Json.parse(text, "a"));
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1 2]       | 4  | "," or "]"                 | "2"
            {"a":1 b}   | 8  | "," or "}"                 | "b"
            {"a" 1}     | 6  | ":" after the key          | "1"
            {a:1}       | 2  | a key in double quotes     | "a"
            {"a":1,}    | 8  | a key in double quotes     | "}"
            [1,         | 4  | a JSON value               | the end of the text
            nulll       | 5  | the end of the text        | "l"
            tru         | 1  | a JSON value               | "tru"
            truthful_   | 1  | a JSON value               | "truthful"
            é           | 1  | a JSON value               | "é"
            -           | 2  | a digit                    | the end of the text
            -x          | 2  | a digit                    | "x"
            1.x         | 3  | a digit                    | "x"
            1e          | 3  | a digit                    | the end of the text
            1e+x        | 4  | a digit                    | "x"
            "abc        | 5  | a closing double quote     | the end of the text
            "é😀        | 4  | a closing double quote     | the end of the text
            "\\         | 3  | a closing double quote     | the end of the text
            "\\u12G4"   | 6  | four hexadecimal digits after \\u | "G4"
            "\\u12      | 6  | four hexadecimal digits after \\u | the end of the text
            "a\\x"      | 3  | one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u | "\\"
            """)
    void placesExpectedAndFoundAreNamed(String text, int column, String expected, String found) {
        Problem fault = fault(text);
        assertThat(fault.place()).isEqualTo("a, line 1, column " + column);
        assertThat(fault.expected()).isEqualTo(expected);
        assertThat(fault.found()).isEqualTo(found);
    }

    @Test
    void controlCharactersAndSurrogatesAreRefusedWhereTheyStand() {
        assertThat(Json.parse("\" \"", "a")).isEqualTo(Json.of(" "));
        for (String start : new String[] {"\"a", "\"\\n", "\"a\uD83D\uDE00"}) {
            int column = start.codePointCount(0, start.length()) + 1;
            Problem control = fault(start + "\u001F\"");
            assertThat(control.expected()).isEqualTo("control characters in texts to be escaped");
            assertThat(control.place()).isEqualTo("a, line 1, column " + column);
            Problem unpaired = fault(start + "\uDE00\"");
            assertThat(unpaired.expected()).isEqualTo("surrogates in pairs");
            assertThat(unpaired.place()).isEqualTo("a, line 1, column " + column);
        }
        Problem escaped = fault("\"a\\uD800\\u0041\"");
        assertThat(escaped.summary()).isEqualTo("unpaired surrogate in a text");
        assertThat(escaped.place()).isEqualTo("a, line 1, column 3");
        assertThat(escaped.found()).isEqualTo("\\uD800");
    }

    @Test
    void spaceMayStandBetweenAnything() {
        assertThat(Json.parse(" { \"a\" : [ 1 , 2 ] , \"b\" : { } } ", "a").compact())
                .isEqualTo("{\"a\":[1,2],\"b\":{}}");
        assertThat(fault("[1,\n\n 2\n x]").place()).isEqualTo("a, line 4, column 2");
        assertThat(fault("\"a\n\"").place()).isEqualTo("a, line 1, column 3");
    }

    @Test
    void aLongWordIsCut() {
        String word = "z".repeat(1000);
        String found = String.valueOf(fault(word).found());
        assertThat(word).startsWith(found.substring(1, found.length() - 1));
        assertThat(found.length()).isBetween(10, 100);
        assertThat(fault(word.substring(0, found.length() - 2)).found()).isEqualTo(found);
    }

    @Test
    void digitsAreReadAsTheyAre() {
        // Of another script.
        assertThat(fault("\"\\u12\u0661\"").found()).isEqualTo("\"\u0661\"");
        assertThat(fault("\"\\u12\u0080\"").found()).isEqualTo("\"\u0080\"");
        for (int digit = 0; digit < 10; digit++) {
            assertThat(Json.parse(Integer.toString(digit), "a")).isEqualTo(Json.of(digit));
        }
        assertThat(Json.parse("\"\\u0aF9\\u00e9\"", "a")).isEqualTo(Json.of("\u0AF9é"));
    }

    @Test
    void numbersAreFiniteAsDoubles() {
        String most = "17976931348623157" + "0".repeat(292);
        assertThat(new JsonNumber(most).doubleValue()).isEqualTo(Double.MAX_VALUE);
        assertThat(Json.parse(most, "a")).isEqualTo(new JsonNumber(most));
        for (String beyond : new String[] {"2" + "0".repeat(308), "1e309", "1E309", "-1e309"}) {
            assertThat(JsonNumber.isFinite(beyond)).isFalse();
            Problem fault = fault("[" + beyond + "]");
            assertThat(fault.summary()).isEqualTo("number is too large");
            assertThat(fault.place()).isEqualTo("a, line 1, column 2");
            assertThat(fault.found()).isEqualTo(beyond);
            assertThatThrownBy(() -> new JsonNumber(beyond))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("number must be finite and written as JSON has it, got " + beyond);
        }
        assertThat(JsonNumber.isFinite("1".repeat(300))).isTrue();
    }

    @Test
    void endsOfNumbersAreThoseOfTheGrammar() {
        assertThat(JsonNumber.end("x-12.50e+07,", 1)).isEqualTo(11);
        assertThat(JsonNumber.end("x1E-9", 1)).isEqualTo(5);
        assertThat(JsonNumber.end("x01", 1)).isEqualTo(2);
        assertThat(JsonNumber.end("x", 1)).isEqualTo(-2);
        assertThat(JsonNumber.end("x-", 1)).isEqualTo(-3);
        assertThat(JsonNumber.end("x1.", 1)).isEqualTo(-4);
        assertThat(JsonNumber.end("x1.5e", 1)).isEqualTo(-6);
        assertThat(JsonNumber.end("x1e-", 1)).isEqualTo(-5);
        assertThat(JsonNumber.end("x1/", 1)).isEqualTo(2);
        assertThat(JsonNumber.end("x1:", 1)).isEqualTo(2);
    }

    @Test
    void wholeNumbersAreLongsWhereTheyFit() {
        assertThat(new JsonNumber("-9223372036854775808").longValue()).hasValue(Long.MIN_VALUE);
        assertThat(new JsonNumber("9223372036854775807").longValue()).hasValue(Long.MAX_VALUE);
        assertThat(new JsonNumber("0").longValue()).hasValue(0);
        assertThat(new JsonNumber("9").longValue()).hasValue(9);
        for (String none : new String[] {"9223372036854775808", "1.0", "1e2", "-100000000000000000000", "1E0"}) {
            assertThat(new JsonNumber(none).longValue()).isEqualTo(OptionalLong.empty());
        }
    }
}
