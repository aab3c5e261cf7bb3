package hourglass.data.cell;

/// Dates as ISO 8601 writes them: `2024-03-01`, `2024-03-01 12:30`, `2024-03-01T12:30:15.123Z`. A time zone or offset
/// is passed over: the moment is that of the clock as written. Of a second, milliseconds are kept.
///
/// Only years 1 to 5900 count, within which milliseconds fit a cell; `9999-12-31`, which mostly means "never", stays a
/// text.
public final class MomentText {
    /// What is no date.
    public static final long NONE = Long.MIN_VALUE;

    private static final int DATE = 10;
    private static final int LAST_YEAR = 5900;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private MomentText() {}

    /// Whether characters may be a date, at one glance.
    public static boolean looksLike(char[] text, int from, int to) {
        return to - from >= DATE && text[from + 4] == '-' && text[from + 7] == '-';
    }

    /// Milliseconds since 1970, or [#NONE].
    public static long parse(char[] text, int from, int to) {
        if (!looksLike(text, from, to)) {
            return NONE;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return NONE;
        }
        long midnight = epochDay(year, month, day) * 86_400_000L;
        if (to - from == DATE) {
            return midnight;
        }
        char between = text[from + DATE];
        long time = between == ' ' || between == 'T' ? time(text, from + DATE + 1, to) : NONE;
        return time == NONE ? NONE : midnight + time;
    }

    private static long time(char[] text, int from, int to) {
        if (to - from < 5 || text[from + 2] != ':') {
            return NONE;
        }
        int hour = number(text, from, 2);
        int minute = number(text, from + 3, 2);
        int second = 0;
        int thousandths = 0;
        int i = from + 5;
        if (i < to && text[i] == ':') {
            second = to - i < 3 ? -1 : number(text, i + 1, 2);
            i = Math.min(to, i + 3);
            if (i < to && (text[i] == '.' || text[i] == ',')) {
                int first = ++i;
                for (int unit = 100; i < to && text[i] >= '0' && text[i] <= '9'; i++, unit /= 10) {
                    thousandths += unit * (text[i] - '0');
                }
                second = i == first ? -1 : second;
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || !isZone(text, i, to)) {
            return NONE;
        }
        return ((hour * 60L + minute) * 60 + second) * 1000 + thousandths;
    }

    /// Nothing, `Z`, `+01`, `+0100` or `+01:00`, perhaps after a blank.
    private static boolean isZone(char[] text, int from, int to) {
        int i = from < to && text[from] == ' ' ? from + 1 : from;
        if (i == to) {
            return i == from;
        }
        if (text[i] == 'Z') {
            return i + 1 == to;
        }
        if (text[i] != '+' && text[i] != '-') {
            return false;
        }
        int length = to - i - 1;
        boolean colon = length == 5 && text[i + 3] == ':';
        return (length == 2 || length == 4 || colon)
                && number(text, i + 1, 2) >= 0
                && (length == 2 || number(text, to - 2, 2) >= 0);
    }

    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /// Days since 1970-01-01, counted in eras of 400 years that begin in March.
    private static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
