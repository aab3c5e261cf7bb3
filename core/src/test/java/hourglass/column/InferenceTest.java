package hourglass.column;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class InferenceTest {
    private static final long KEY = Noise.key(1, Noise.Purpose.OBSERVATION, 0, 0);

    /// A column of objects: numbers, texts, null for missing.
    private static Kind of(String name, int rows, IntFunction<Object> cell) {
        FrameBuilder builder = Frame.builder(List.of("other", name));
        for (int i = 0; i < rows; i++) {
            builder.number(0.5 + i * 0.37 % 1.1);
            Object value = cell.apply(i);
            if (value instanceof Number number) {
                builder.number(number.doubleValue());
            } else if (value.equals("")) {
                builder.missing("");
            } else {
                builder.text(String.valueOf(value));
            }
            builder.endRow();
        }
        return Schema.of(builder.build()).columns().get(1).kind();
    }

    @Test
    void realNumbers() {
        assertThat(of("x", 500, i -> Noise.gaussian(KEY, i))).isEqualTo(new Kind.Real());
        assertThat(of("age", 500, i -> 17 + Noise.below(KEY, i, 60))).isEqualTo(new Kind.Real());
        assertThat(of("rating", 500, i -> Noise.below(KEY, i, 6))).isEqualTo(new Kind.Real());
    }

    @Test
    void largeOffsetsAreTakenOffInDouble() {
        Kind kind = of("t", 500, i -> 1.7e12 + Noise.below(KEY, i, 1000));
        assertThat(kind)
                .isInstanceOfSatisfying(
                        Kind.Real.class, it -> assertThat(it.origin()).isBetween(1.7e12, 1.7e12 + 1000));
    }

    @Test
    void amountsAreSkewedAndCountsAreCounts() {
        assertThat(of("amount", 2000, i -> Math.exp(4 + 1.5 * Noise.gaussian(KEY, i))))
                .isInstanceOf(Kind.Skewed.class);
        assertThat(of("fnlwgt", 2000, i -> Math.rint(Math.exp(12 + Noise.gaussian(KEY, i)))))
                .as("a long tail alone")
                .isEqualTo(new Kind.Real());
        assertThat(of("gain", 2000, i -> Noise.uniform(KEY, i) < 0.9 ? 0 : 1000 * (1 + Noise.below(KEY, i, 40))))
                .as("money is no count")
                .isEqualTo(new Kind.Real());
        assertThat(of("visits", 2000, i -> Math.floor(-3 * Math.log(1 - Noise.uniform(KEY, i)))))
                .isEqualTo(new Kind.Count());
    }

    @Test
    void twoValuesAreYesOrNo() {
        assertThat(of("flag", 50, i -> i % 3 == 0 ? 1 : 0)).isEqualTo(new Kind.YesNo("0", "1"));
        assertThat(of("member", 50, i -> i % 3 == 0 ? "Yes" : "No")).isEqualTo(new Kind.YesNo("No", "Yes"));
        assertThat(of("alive", 50, i -> i % 3 == 0 ? "true" : "untrue")).isEqualTo(new Kind.YesNo("untrue", "true"));
    }

    @Test
    void rareLevelsArePooled() {
        Kind kind = of("job", 300, i -> i == 7 ? "astronaut" : "job" + i % 4);
        assertThat(kind)
                .isInstanceOfSatisfying(
                        Kind.Category.class,
                        it -> assertThat(it.levels()).containsExactlyInAnyOrder("job0", "job1", "job2", "job3"));
    }

    @Test
    void identifiersAndTextsAreSetAside() {
        assertThat(of("id", 300, i -> "u" + i)).isEqualTo(new Kind.SetAside(Kind.Reason.IDENTIFIER));
        assertThat(of("note", 300, i -> "customer " + i + " called")).isEqualTo(new Kind.SetAside(Kind.Reason.TEXT));
        assertThat(of("order_no", 300, i -> 4_000_000_000L + 7L * i))
                .isEqualTo(new Kind.SetAside(Kind.Reason.IDENTIFIER));
        assertThat(of("id", 300, i -> i + 1)).isEqualTo(new Kind.SetAside(Kind.Reason.INDEX));
        assertThat(of("temperature", 300, i -> i + 1)).isEqualTo(new Kind.Real());
    }

    @Test
    void oneValueIsAConstantAndNoneIsEmpty() {
        assertThat(of("c", 30, i -> 14.62)).isEqualTo(new Kind.Constant("14.62"));
        assertThat(of("c", 30, i -> i % 2 == 0 ? "" : "x")).isEqualTo(new Kind.Constant("x"));
        assertThat(of("c", 30, i -> "")).isEqualTo(new Kind.Constant(""));
    }

    @Test
    void datesHaveTheCirclesTheyGoRound() {
        Kind day = of("day", 400, i -> (1 + i % 28) + "." + (1 + i % 12) + "." + (2020 + i % 4));
        assertThat(day).isInstanceOfSatisfying(Kind.Calendar.class, it -> {
            assertThat(it.format()).isEqualTo("d.M.uuuu");
            assertThat(it.cycles()).containsExactly(Period.WEEK, Period.YEAR);
        });
        Kind whole = of("day", 400, i -> 20_240_100 + 1 + i % 28);
        assertThat(whole)
                .isInstanceOfSatisfying(
                        Kind.Calendar.class, it -> assertThat(it.cycles()).containsExactly(Period.WEEK));
        Kind clock = of("at", 400, i -> i % 24 + ":" + (10 + i % 49));
        assertThat(clock).isInstanceOfSatisfying(Kind.Calendar.class, it -> {
            assertThat(it.position()).isFalse();
            assertThat(it.cycles()).containsExactly(Period.DAY);
        });
    }

    @Test
    void aFewTextsDoNotMakeATextOfNumbers() {
        assertThat(of("x", 500, i -> i % 100 == 3 ? "broken" : Noise.gaussian(KEY, i)))
                .isEqualTo(new Kind.Real());
    }
}
