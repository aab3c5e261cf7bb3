package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void indentedFormIsForPeople() {
        Json json = Json.parse("{\"a\":[1,2],\"b\":[],\"c\":{},\"d\":[{\"e\":1},[2]]}", "here");
        assertThat(json.indented()).isEqualTo("""
                        {
                          "a": [1, 2],
                          "b": [],
                          "c": {},
                          "d": [
                            {
                              "e": 1
                            },
                            [2]
                          ]
                        }""");
    }

    @Test
    void valuesAreImmutableCopies() {
        Map<String, Json> members = new HashMap<>(Map.of("a", Json.of(1)));
        JsonObject object = new JsonObject(members);
        members.clear();
        assertThat(object.find("a")).contains(Json.of(1));
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatCannotBeWrittenCannotBeMade() {
        assertThatThrownBy(() -> Json.of("\uD800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JsonObject(Map.of("\uDC00", Json.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        for (String literal : List.of("", "01", "1e999", "NaN", "1,2", "+1", "1 ")) {
            assertThatThrownBy(() -> new JsonNumber(literal)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void placesNameTheirPath() {
        JsonPlace root = JsonPlace.root(
                Json.parse("{\"training\":{\"rates\":[0.1,\"fast\"],\"epochs\":2.0}}", "recipe.json"), "recipe.json");
        assertThat(root.key("training").key("rates").items().getFirst().doubleValue())
                .isEqualTo(0.1);
        assertThatThrownBy(
                        () -> root.key("training").key("rates").items().get(1).doubleValue())
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: value does not fit\n  at  recipe.json, training.rates[1]\n"
                        + "  expected a number, found \"fast\"");
        assertThatThrownBy(() -> root.key("training").key("epochs").intValue())
                .hasMessageContaining("recipe.json, training.epochs")
                .hasMessageContaining("found 2.0");
        assertThatThrownBy(() -> root.key("trainin"))
                .hasMessage("error: key \"trainin\" is missing\n  at  recipe.json");
        assertThatThrownBy(() -> root.key("training").allowOnly(List.of("rate", "epochs"), "training"))
                .hasMessageContaining("unknown key \"rates\" of training: did you mean \"rate\"?")
                .hasMessageContaining("expected one of \"rate\", \"epochs\"");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> JsonPlace.root(Json.of(1L << 31), "here").intValue())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found 2147483648");
        assertThatThrownBy(() -> JsonPlace.root(new JsonNumber("9223372036854775808"), "here")
                        .longValue())
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> JsonPlace.root(Json.of(1e39), "here").floatValue())
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void numbersAtTheEndsOfTheirTypesAreRead() {
        assertThat(JsonPlace.root(Json.of((long) Integer.MAX_VALUE), "here").intValue())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(JsonPlace.root(Json.of((long) Integer.MIN_VALUE), "here").intValue())
                .isEqualTo(Integer.MIN_VALUE);
        assertThatThrownBy(() ->
                        JsonPlace.root(Json.of(Integer.MIN_VALUE - 1L), "here").intValue())
                .hasMessageContaining("expected a whole number from -2147483648 to 2147483647, found -2147483649");
        assertThat(JsonPlace.root(Json.of(Long.MIN_VALUE), "here").longValue()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void longTextsAreCutWhereTheyAreFound() {
        for (int length : new int[] {40, 41}) {
            String shown = "x".repeat(40) + (length > 40 ? "…" : "");
            assertThatThrownBy(() ->
                            JsonPlace.root(Json.of("x".repeat(length)), "here").intValue())
                    .hasMessageEndingWith("found \"" + shown + "\"");
        }
    }

    @Test
    void buildersTakeOneMemberAfterTheOther() {
        JsonObject object =
                JsonObject.builder().put("b", Json.of(1)).put("a", "text").build();
        assertThat(object.compact()).isEqualTo("{\"b\":1,\"a\":\"text\"}");
        assertThatThrownBy(() -> JsonObject.builder().put("a", Json.of(1)).put("a", Json.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key must be new, got a twice");
    }

    @Test
    void theFirstUnpairedSurrogateIsNamed() {
        String pair = "\uD83D\uDE00";
        for (String text : List.of("\uD83D", "\uDE00", "\uD83Dx", "\uD83D" + pair)) {
            assertThatThrownBy(() -> Json.of(text))
                    .hasMessage("text must not hold an unpaired surrogate, got one at 0");
            assertThatThrownBy(() -> Json.of("a" + pair + text)).hasMessageEndingWith("got one at 3");
        }
        assertThat(Json.of(pair + pair).compact()).isEqualTo('"' + pair + pair + '"');
    }
}
