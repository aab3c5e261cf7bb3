package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Tens of thousands of texts each of which was changed a little.
class JsonTextsTest {
    /// Mutations of a valid text: either accepted, and then written and read back the same, or refused cleanly.
    @Test
    void anyTextIsAcceptedOrRefusedCleanly() {
        String seed =
                "{\"type\": \"adam\", \"rate\": -1.5e-3, \"list\": [true, null, \"a\\u00e9\\n\uD83D\uDE00\", {}]}";
        String alphabet = "{}[]\",:\\ue0123456789+-.aAtfnrul \n\t\uD83D\uDE00\u0000é";
        int accepted = 0;
        Random random = new Random(2);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder(seed);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int index = random.nextInt(text.length());
                char replacement = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(index, replacement);
                    case 1 -> text.insert(index, replacement);
                    default -> text.deleteCharAt(index);
                }
            }
            try {
                Json json = Json.parse(text.toString(), "here");
                assertThat(Json.parse(json.compact(), "here")).isEqualTo(json);
                assertThat(Json.parse(json.indented(), "here")).isEqualTo(json);
                accepted++;
            } catch (ProblemException refused) {
                assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.BAD_DATA);
            }
        }
        assertThat(accepted).isBetween(1_000, 49_000);
    }
}
