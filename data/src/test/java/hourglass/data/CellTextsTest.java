package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.cell.MomentText;
import hourglass.data.cell.NumberText;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CellTextsTest {
    private static final long SEED = 20_260_202;

    private final NumberText numbers = new NumberText(false, false);

    private static long moment(String text) {
        return MomentText.parse(text.toCharArray(), 0, text.length());
    }

    /// The twin is Java's own parser, whose grammar is wider.
    @Test
    void everyNumberIsTheNearestDouble() {
        Random random = new Random(SEED);
        NumberText commas = new NumberText(true, false);
        for (int i = 0; i < 300_000; i++) {
            String text = switch (random.nextInt(6)) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
                case 2 -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", random.nextGaussian() * 1000);
                case 3 -> (random.nextInt() / 1000.0) + "e" + (random.nextInt(700) - 350);
                case 4 -> "0." + Long.toUnsignedString(random.nextLong()) + Long.toUnsignedString(random.nextLong());
                default -> Long.toString(random.nextLong() >> random.nextInt(60));
            };
            if (text.contains("NaN")) {
                continue;
            }
            boolean whole = text.matches("-?[0-9]+");
            if (whole && Math.abs(Long.parseLong(text)) > 1L << 53) {
                assertThat(numbers.isNumber(text)).as(text).isFalse();
                continue;
            }
            long expected = Double.doubleToLongBits(Double.parseDouble(text));
            assertThat(numbers.isNumber(text)).as(text).isTrue();
            assertThat(Double.doubleToLongBits(numbers.value())).as(text).isEqualTo(expected);
            assertThat(commas.isNumber(text.replace('.', ','))).as(text).isTrue();
            assertThat(Double.doubleToLongBits(commas.value())).as(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+3.",
                ".5",
                "5.",
                "1E5",
                "1e+05",
                "00.5",
                "inf",
                "-Infinity",
                "INF",
                "4000000001",
                "9007199254740992",
                "1,234.56",
                "1,234,567"
            })
    void numbers(String text) {
        assertThat(numbers.isNumber(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "007",
                "-01",
                "5%",
                "$5",
                "1 000",
                "NaN",
                "infin",
                "1.2.3",
                "1,234",
                "12,34.5",
                "0,123.5",
                "1,23,456",
                "1,234.5.6",
                "--1",
                "1d",
                "1f",
                "9007199254740993",
                "4111111111111111111",
                "٣",
                "1,234,",
                ",123.4"
            })
    void noNumbers(String text) {
        assertThat(numbers.isNumber(text)).isFalse();
    }

    @Test
    void momentsAreThoseOfJava() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 123_000_000_000L),
                    random.nextInt(1000) * 1_000_000,
                    ZoneOffset.UTC);
            long expected = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            assertThat(moment(time.toString())).as("%s", time).isEqualTo(expected);
            assertThat(moment(time.toString().replace('T', ' ') + "+01:00")).isEqualTo(expected);
            assertThat(moment(time.toLocalDate().toString()))
                    .isEqualTo(time.toLocalDate()
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-1-1",
                "24-01-01",
                "2024-03-01 24:00",
                "2024-03-01 12",
                "2024-03-01 12:60",
                "2024-03-01 12:30:",
                "2024-03-01 12:30:15.",
                "2024-03-01x12:30",
                "2024-03-01 12:30 ",
                "2024-03-01 12:30+1",
                "2024-03-01 12:30ZZ",
                "9999-12-31",
                "2024/03/01",
                "0000-01-01"
            })
    void noMoments(String text) {
        assertThat(moment(text)).isEqualTo(MomentText.NONE);
    }
}
