package hourglass.table;

/// A cell in 64 bits: a number is its own bits; anything else is one of the bit patterns that doubles leave free (NaN
/// with a payload): nothing, a text by its place in a list, or a moment in time. So a table of a million rows needs no
/// object for a cell.
final class Cell {
    private static final int KIND = 48;
    private static final long MISSING = 0xFFF9L;
    private static final long TEXT = 0xFFFAL;
    private static final long MOMENT = 0xFFFBL;
    private static final long PAYLOAD = (1L << KIND) - 1;

    private Cell() {}

    static long number(double value) {
        return Double.doubleToLongBits(value);
    }

    /// @param token place of what stood there in a list
    static long missing(int token) {
        return (MISSING << KIND) | token;
    }

    /// @param place in a list of texts
    static long text(int place) {
        return (TEXT << KIND) | place;
    }

    /// @param milliseconds since 1970-01-01T00:00Z, within 4,000 years of it
    static long moment(long milliseconds) {
        return (MOMENT << KIND) | (milliseconds & PAYLOAD);
    }

    static boolean isMissing(long cell) {
        return cell >>> KIND == MISSING;
    }

    static boolean isText(long cell) {
        return cell >>> KIND == TEXT;
    }

    static boolean isMoment(long cell) {
        return cell >>> KIND == MOMENT;
    }

    static boolean isNumber(long cell) {
        long kind = cell >>> KIND;
        return kind != MISSING && kind != TEXT && kind != MOMENT;
    }

    /// What comes with the kind: the place of a token or a text.
    static int place(long cell) {
        return (int) (cell & PAYLOAD);
    }

    static long milliseconds(long cell) {
        return (cell << (64 - KIND)) >> (64 - KIND);
    }
}
