package hourglass.column;

/// What a moment in time returns to.
public enum Period {
    /// The time of day.
    DAY(86_400_000L, "time of day"),
    /// The day of the week, from Monday on.
    WEEK(7 * 86_400_000L, "day of the week"),
    /// The day of the year, of 365.2425 days.
    YEAR(31_556_952_000L, "day of the year");

    /// 1970-01-01 was a Thursday.
    private static final long FIRST_MONDAY = -3 * 86_400_000L;

    private final long milliseconds;
    private final String description;

    Period(long milliseconds, String description) {
        this.milliseconds = milliseconds;
        this.description = description;
    }

    /// A few words for a person.
    public String description() {
        return description;
    }

    /// How long it is.
    public long milliseconds() {
        return milliseconds;
    }

    /// The place of a moment on the circle, in [0, 2π).
    ///
    /// @param moment milliseconds since 1970-01-01T00:00
    public double angle(long moment) {
        long start = this == WEEK ? FIRST_MONDAY : 0;
        return 2 * Math.PI * Math.floorMod(moment - start, milliseconds) / milliseconds;
    }

    /// The milliseconds since the start of the period for an angle, any number.
    public long milliseconds(double angle) {
        double turns = angle / (2 * Math.PI);
        return Math.round((turns - Math.floor(turns)) * milliseconds) % milliseconds;
    }
}
