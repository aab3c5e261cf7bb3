package hourglass.column;

import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What columns look like. The rules are about single columns and in an order: the first that holds is taken.
/// docs/decisions/014 has the reasons.
final class Inference {
    /// A column is one of numbers (or dates) if at most this share of its cells are other texts.
    private static final double STRAY_TEXTS = 0.05;

    /// A level stands in so many rows at least, or it is pooled with others.
    private static final int FEWEST_OF_LEVEL = 3;

    private static final int MOST_CATEGORY_LEVELS = 64;

    /// Texts are free where more than this share of them differ.
    private static final double DIFFERENT_TEXTS = 0.5;

    private static final int LONG_TEXT = 40;
    private static final double SPAN_OF_AMOUNTS = 5;

    /// Where the middle is so much larger than the spread, single precision would lose digits.
    private static final double LARGE_OFFSET = 4096;

    private static final double YEAR = Period.YEAR.milliseconds();
    private static final double WEEK = Period.WEEK.milliseconds();

    private Inference() {}

    static Kind kind(String name, int place, ColumnProfile profile) {
        if (profile.present() == 0) {
            return new Kind.Constant("");
        }
        List<Map.Entry<String, Integer>> values = profile.values();
        boolean single = profile.moments() == 0
                && profile.infinite() == 0
                && values.size() == 1
                && profile.present() == values.getFirst().getValue();
        if (single) {
            return new Kind.Constant(values.getFirst().getKey());
        }
        double strayAllowed = STRAY_TEXTS * profile.present();
        if (profile.moments() > 0 && profile.present() - profile.moments() <= strayAllowed) {
            return calendar("", profile.firstMoment(), profile.lastMoment(), profile.timesOfDay());
        }
        if (profile.numbers() + profile.infinite() > 0 && profile.textCells() <= strayAllowed) {
            return ofNumbers(name, place, profile);
        }
        return ofTexts(profile, values);
    }

    private static Kind ofNumbers(String name, int place, ColumnProfile profile) {
        boolean clean = profile.textCells() == 0 && profile.infinite() == 0;
        if (clean && profile.levels().size() == 2) {
            List<Double> two = profile.levels().keySet().stream().sorted().toList();
            return new Kind.YesNo(Frame.numberText(two.get(0)), Frame.numberText(two.get(1)));
        }
        if (profile.counting() && profile.rows() > 2 && (place == 0 || isNamedLikeKey(name))) {
            return new Kind.SetAside(Kind.Reason.INDEX);
        }
        if (profile.whole() && profile.levels().isEmpty() && isNamedLikeKey(name) && allDiffer(profile)) {
            return new Kind.SetAside(Kind.Reason.IDENTIFIER);
        }
        if (isDates(profile)) {
            return calendarOfNumbers(profile);
        }
        if (isCount(profile)) {
            return new Kind.Count();
        }
        return isSkewed(profile) ? new Kind.Skewed(unit(profile)) : new Kind.Real(origin(profile));
    }

    private static boolean isNamedLikeKey(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
        boolean camel = name.matches(".*[a-z](Id|ID|No|Nr|Key)$");
        return camel
                || lower.matches(
                        "(.* )?(id|uuid|guid|index|idx|key|nr|no|number|rownames|rownum|row|unnamed|serial)( .*)?")
                || lower.isEmpty()
                || name.matches("column0");
    }

    private static boolean allDiffer(ColumnProfile profile) {
        double[] sample = profile.sample();
        for (int i = 1; i < sample.length; i++) {
            if (sample[i] == sample[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDates(ColumnProfile profile) {
        return profile.textCells() == 0
                && profile.infinite() == 0
                && profile.sample().length > 1
                && MomentFormat.ofWhole(profile.low()).isPresent()
                && Arrays.stream(profile.sample())
                        .allMatch(it -> MomentFormat.ofWhole(it).isPresent());
    }

    private static Kind calendarOfNumbers(ColumnProfile profile) {
        return calendar(
                "uuuuMMdd",
                MomentFormat.of("uuuuMMdd")
                        .parse(Frame.numberText(profile.low()))
                        .orElse(0),
                MomentFormat.of("uuuuMMdd")
                        .parse(Frame.numberText(profile.high()))
                        .orElse(0),
                false);
    }

    /// Counts begin at 0 or 1, are mostly small, and leave hardly a whole number out up to where most of them lie;
    /// amounts in whole money do not.
    private static boolean isCount(ColumnProfile profile) {
        if (!profile.whole() || profile.low() < 0 || profile.low() > 1 || profile.numbers() < 20) {
            return false;
        }
        double[] sample = profile.sample();
        double median = profile.quantile(0.5);
        double most = profile.quantile(0.98);
        if (median > 20 || most < 3) {
            return false;
        }
        int small = 0;
        int different = 0;
        for (int i = 0; i < sample.length && sample[i] <= most; i++) {
            small += sample[i] <= 1 ? 1 : 0;
            different += i == 0 || sample[i] != sample[i - 1] ? 1 : 0;
        }
        boolean reachesDown = small >= 0.02 * sample.length;
        boolean dense = different >= 0.7 * Math.min(most - profile.low() + 1, Math.sqrt(sample.length) * 2);
        boolean open = profile.high() > most || profile.levels().isEmpty() || tailFalls(profile);
        return reachesDown && dense && open;
    }

    /// Whether large numbers are rarer than small ones, as of counts and unlike ratings.
    private static boolean tailFalls(ColumnProfile profile) {
        int top = profile.levels().getOrDefault(profile.high(), 0);
        int most = profile.levels().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return top * 5 < most;
    }

    /// Numbers from 0 on whose middle half alone spans a factor of 5: amounts, of which a straight scale would show the
    /// largest only. A long upper tail by itself is none: heavy-tailed densities have room for it, and a logarithm
    /// would make what is odd there ordinary.
    private static boolean isSkewed(ColumnProfile profile) {
        double low = profile.quantile(0.25);
        return profile.low() >= 0
                && profile.sample().length >= 20
                && low > 0
                && profile.quantile(0.75) >= SPAN_OF_AMOUNTS * low
                && profile.quantile(0.99) - profile.quantile(0.5)
                        > 5 * (profile.quantile(0.5) - profile.quantile(0.01));
    }

    /// Small for the column, so that most of it lies where asinh is a logarithm.
    private static double unit(ColumnProfile profile) {
        return profile.quantile(0.25);
    }

    private static double origin(ColumnProfile profile) {
        double spread = profile.deviation();
        return Math.abs(profile.mean()) > LARGE_OFFSET * spread && Double.isFinite(profile.mean()) ? profile.low() : 0;
    }

    private static Kind ofTexts(ColumnProfile profile, List<Map.Entry<String, Integer>> values) {
        List<String> texts = values.stream().map(Map.Entry::getKey).toList();
        if (profile.numbers() == 0 && profile.moments() == 0) {
            List<String> formats = MomentFormat.fitting(texts);
            if (!formats.isEmpty()) {
                return calendarOfTexts(formats.getFirst(), texts);
            }
        }
        if (values.size() == 2
                && profile.moments() == 0
                && (profile.numbers() == 0 || !profile.levels().isEmpty())) {
            return yesNo(texts.get(0), texts.get(1));
        }
        boolean tooMany = profile.numbers() > 0 && profile.levels().isEmpty();
        if (tooMany || profile.moments() > 0 || values.size() > DIFFERENT_TEXTS * profile.present()) {
            return new Kind.SetAside(reason(texts, values.size() == profile.present()));
        }
        List<String> levels = levels(values);
        int covered = values.stream()
                .limit(levels.size())
                .mapToInt(Map.Entry::getValue)
                .sum();
        return covered < DIFFERENT_TEXTS * profile.present()
                ? new Kind.SetAside(reason(texts, false))
                : new Kind.Category(levels, values.size() - levels.size());
    }

    private static Kind.Reason reason(List<String> texts, boolean unique) {
        List<String> first = texts.stream().limit(100).toList();
        long sentences = first.stream()
                .filter(text -> text.strip().contains(" ") || text.length() > LONG_TEXT)
                .count();
        return unique && 2 * sentences <= first.size() ? Kind.Reason.IDENTIFIER : Kind.Reason.TEXT;
    }

    private static List<String> levels(List<Map.Entry<String, Integer>> values) {
        List<String> frequent = values.stream()
                .filter(value -> value.getValue() >= FEWEST_OF_LEVEL)
                .limit(MOST_CATEGORY_LEVELS)
                .map(Map.Entry::getKey)
                .toList();
        return frequent.isEmpty()
                ? values.stream()
                        .limit(MOST_CATEGORY_LEVELS)
                        .map(Map.Entry::getKey)
                        .toList()
                : frequent;
    }

    /// Which of two is yes: a word that says so, otherwise the second by letters.
    private static Kind yesNo(String first, String second) {
        List<String> sorted = Stream.of(first, second).sorted().toList();
        boolean swapped = isYes(sorted.get(0)) && !isYes(sorted.get(1));
        return swapped ? new Kind.YesNo(sorted.get(1), sorted.get(0)) : new Kind.YesNo(sorted.get(0), sorted.get(1));
    }

    private static boolean isYes(String text) {
        return text.toLowerCase(Locale.ROOT).matches("y|yes|true|t|1|on|ja|j|oui|si|sí");
    }

    private static Kind calendarOfTexts(String format, List<String> texts) {
        MomentFormat parser = MomentFormat.of(format);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        boolean times = false;
        for (String text : texts) {
            OptionalLong moment = parser.parse(text);
            if (moment.isPresent()) {
                first = Math.min(first, moment.getAsLong());
                last = Math.max(last, moment.getAsLong());
                times |= Math.floorMod(moment.getAsLong(), Period.DAY.milliseconds()) != 0;
            }
        }
        return calendar(format, first, last, times);
    }

    /// Circles need two rounds to be seen as such; one day has no time but midnight.
    private static Kind calendar(String format, long first, long last, boolean times) {
        List<Period> cycles = new ArrayList<>();
        if (times) {
            cycles.add(Period.DAY);
        }
        if (last - first >= 2 * WEEK) {
            cycles.add(Period.WEEK);
        }
        if (last - first >= 2 * YEAR) {
            cycles.add(Period.YEAR);
        }
        boolean position = !MomentFormat.isTimeOnly(format);
        return new Kind.Calendar(format, position, Math.floorDiv(first, Period.DAY.milliseconds()), cycles);
    }
}
