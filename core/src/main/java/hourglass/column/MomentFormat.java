package hourglass.column;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Dates and times as people write them.
final class MomentFormat {
    private static final List<String> DATES = List.of(
            "d.M.uuuu",
            "d/M/uuuu",
            "M/d/uuuu",
            "uuuu/M/d",
            "uuuu.M.d",
            "d-M-uuuu",
            "M-d-uuuu",
            "d-MMM-uuuu",
            "d MMM uuuu",
            "MMM d, uuuu",
            "uuuuMMdd",
            "d.M.uu",
            "d/M/uu",
            "M/d/uu",
            "EEE, d MMM uuuu",
            "uuuu-M-d");
    private static final List<String> TIMES =
            List.of("", " H:mm", " H:mm:ss", "'T'H:mm:ss", " h:mm a", " h:mm:ss a", ", H:mm", ", H:mm:ss");
    private static final List<String> ONLY_TIMES = List.of("H:mm", "H:mm:ss", "h:mm a");

    private final DateTimeFormatter formatter;

    private MomentFormat(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /// @throws IllegalArgumentException if a pattern means nothing
    static void check(String pattern) {
        of(pattern);
    }

    /// Models from before it was refused are still read.
    ///
    /// @throws IllegalArgumentException if a pattern asks for what a moment here has not, such as a time zone, which
    ///     would be read and forgotten
    static void requireOnlyMoments(String pattern) {
        try {
            of(pattern).format(0);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "dates and times have no such part: " + pattern + " (" + unknown.getMessage() + ")", unknown);
        }
    }

    /// @param pattern empty for ISO 8601
    static MomentFormat of(String pattern) {
        return new MomentFormat(pattern.isEmpty() ? DateTimeFormatter.ISO_LOCAL_DATE : formatter(pattern));
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (ClassCastException inJava) {
            // What Java makes of a padded letter before another of the same kind, such as "pen".
            throw new IllegalArgumentException("a format of dates that Java does not take: " + pattern, inJava);
        }
    }

    /// Milliseconds since 1970-01-01T00:00 for a text; empty if it is no such moment.
    OptionalLong parse(String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text.strip());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime moment =
                    LocalDateTime.of(date == null ? LocalDate.EPOCH : date, time == null ? LocalTime.MIDNIGHT : time);
            return OptionalLong.of(moment.toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeException notThisFormat) {
            return OptionalLong.empty();
        }
    }

    String format(long milliseconds) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(
                Math.floorDiv(milliseconds, 1000L),
                (int) Math.floorMod(milliseconds, 1000L) * 1_000_000,
                ZoneOffset.UTC);
        return formatter.format(moment);
    }

    /// Whether a pattern says no date.
    static boolean isTimeOnly(String pattern) {
        return ONLY_TIMES.contains(pattern);
    }

    /// The formats that every text fits, the likeliest first: two are left where days and months cannot be told apart.
    static List<String> fitting(List<String> texts) {
        if (texts.isEmpty() || !looksLikeMoment(texts.getFirst())) {
            return List.of();
        }
        return candidates().stream().filter(pattern -> fitsAll(pattern, texts)).toList();
    }

    private static boolean looksLikeMoment(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return text.length() <= 40 && digits >= 3;
    }

    private static boolean fitsAll(String pattern, List<String> texts) {
        MomentFormat format = of(pattern);
        return texts.stream().allMatch(text -> format.parse(text).isPresent());
    }

    private static List<String> candidates() {
        List<String> all = new ArrayList<>();
        for (String date : DATES) {
            for (String time : TIMES) {
                all.add(date + time);
            }
        }
        all.addAll(ONLY_TIMES);
        return all;
    }

    /// A whole number such as 20240301 as a date.
    static Optional<LocalDate> ofWhole(double number) {
        long whole = (long) number;
        int year = (int) (whole / 10_000);
        if (whole != number || year < 1900 || year > 2100) {
            return Optional.empty();
        }
        int month = (int) (whole / 100 % 100);
        int day = (int) (whole % 100);
        return ChronoField.MONTH_OF_YEAR.range().isValidValue(month)
                        && day >= 1
                        && day <= YearMonth.of(year, month).lengthOfMonth()
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }
}
