package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Distances at the third of the letters up to which a name is near.
class NearMissTest {
    @ParameterizedTest
    @CsvSource({
        // One letter of a short name, whatever its length.
        "'', a, true",
        "'', ab, false",
        "a, b, true",
        "ab, cd, false",
        "rate, rates, true",
        "rate, xrate, true",
        "rate, ate, true",
        "rate, rat, true",
        "rate, tare, false",
        "rate, arte, true",
        // Two swaps are two changes.
        "badc, abcd, false",
        "badcxy, abcdxy, true",
        // Two of six letters, in any place.
        "abcdef, abcdefgh, true",
        "abcdef, abcdefghi, false",
        "abcdef, xyabcdef, true",
        "abcdef, xyzabcdef, false",
        "abcdef, abcd, true",
        "abcdef, abc, false",
        "abcdef, cdef, true",
        "abcdef, def, false",
        "abcdef, abxyef, true",
        "abcdef, axyzef, false",
        "abcde, axcye, false",
        // Case is no distance.
        "LEARNING_RATE, learning_rate, true",
    })
    void aThirdOfTheLettersMayDiffer(String unknown, String known, boolean near) {
        assertThat(NearMiss.of(unknown, List.of(known)).isPresent()).isEqualTo(near);
    }

    @Test
    void theNearestIsNamedAndTheFirstAmongEquals() {
        assertThat(NearMiss.of("abcdef", List.of("abcdxy", "abcdex", "abcdey"))).contains("abcdex");
        assertThat(NearMiss.of("abcdef", List.of("abcdex", "ABCDEF"))).contains("ABCDEF");
    }

    @Test
    void namesOfMoreThanAHundredLettersAreNotCompared() {
        String longest = "x".repeat(100);
        assertThat(NearMiss.of(longest, List.of("x".repeat(99)))).isPresent();
        assertThat(NearMiss.of("x".repeat(99), List.of(longest))).contains(longest);
        assertThat(NearMiss.of(longest + "x", List.of(longest))).isEmpty();
        assertThat(NearMiss.of(longest, List.of(longest + "x"))).isEmpty();
    }

    @Test
    void theProblemNamesWhatIsKnown() {
        Problem problem = NearMiss.unknown("column", "raet", List.of("rate", "age"));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.text())
                .isEqualTo(
                        "error: unknown column \"raet\": did you mean \"rate\"?\n  expected one of \"rate\", \"age\"");
        assertThat(NearMiss.suggestion("weight", List.of("rate"))).isEmpty();
        assertThat(NearMiss.oneOf(List.of())).isEqualTo("none");
        assertThat(NearMiss.oneOf(List.of("rate"))).isEqualTo("\"rate\"");
    }

    @Test
    void manyNamesAreCut() {
        List<String> names = IntStream.range(0, 21).mapToObj(i -> "n" + i).toList();
        assertThat(NearMiss.oneOf(names.subList(0, 20)))
                .startsWith("one of \"n0\", \"n1\"")
                .endsWith(", \"n19\"");
        assertThat(NearMiss.oneOf(names)).endsWith(", \"n19\" and 1 more");
        assertThat(NearMiss.shown(names, 1)).isEqualTo("\"n0\" and 20 more");
    }
}
