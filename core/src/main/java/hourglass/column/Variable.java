package hourglass.column;

import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;

/// One number of a row as a network sees it: a column, or a part of one.
///
/// @param column where it comes from
/// @param part which part of it
public record Variable(Column column, Part part) {
    private static final double DAY = Period.DAY.milliseconds();

    /// A part of a column.
    public enum Part {
        /// All of it.
        WHOLE,
        /// How many days a moment lies after the origin.
        POSITION,
        /// Where a moment lies on the circle of a day, an angle.
        DAY,
        /// Where a moment lies on the circle of a week, an angle.
        WEEK,
        /// Where a moment lies on the circle of a year, an angle.
        YEAR;

        static Part of(Period period) {
            return switch (period) {
                case DAY -> DAY;
                case WEEK -> WEEK;
                case YEAR -> YEAR;
            };
        }

        boolean isCycle() {
            return this == DAY || this == WEEK || this == YEAR;
        }

        /// The circle it lies on.
        public Period period() {
            return switch (this) {
                case DAY -> Period.DAY;
                case WEEK -> Period.WEEK;
                case YEAR -> Period.YEAR;
                case WHOLE, POSITION -> throw new IllegalStateException(this + " is no circle");
            };
        }
    }

    /// The name of the column, with the part where it has several: `opened, time of day`.
    public String name() {
        return part.isCycle() ? column.name() + ", " + part.period().description() : column.name();
    }

    /// What it is.
    public Kind kind() {
        return column.kind();
    }

    /// Whether it is an angle.
    public boolean isCircle() {
        return part.isCycle();
    }

    /// How many values it can take, `other` included; 0 for numbers.
    public int levels() {
        return switch (kind()) {
            case Kind.Category it -> it.levels().size() + 1;
            case Kind.YesNo it -> 2;
            default -> 0;
        };
    }

    /// The value of a level, for a person.
    public String level(int index) {
        return switch (kind()) {
            case Kind.Category it -> index < it.levels().size() ? it.levels().get(index) : "(other)";
            case Kind.YesNo it -> index == 0 ? it.no() : it.yes();
            default -> throw new IllegalStateException(name() + " has no levels");
        };
    }

    /// Whether its values are texts where a person reads them: levels, moments, times of day.
    public boolean isText() {
        return switch (kind()) {
            case Kind.Category it -> true;
            case Kind.Ordinal it -> true;
            case Kind.Calendar it -> true;
            case Kind.YesNo it -> !isZeroOne(it);
            default -> false;
        };
    }

    /// Whether its numbers are those of the file in single precision.
    public boolean isSingle() {
        return !(kind() instanceof Kind.Skewed) && !(kind() instanceof Kind.Real it && it.origin() != 0);
    }

    private static boolean isZeroOne(Kind.YesNo kind) {
        return kind.no().equals("0") && kind.yes().equals("1");
    }

    /// Adds the value that a number stands for, as a person reads it: of yes and no written as 0 and 1 the probability,
    /// of
    /// other levels the nearest.
    public void addTo(FrameBuilder builder, float number) {
        switch (kind()) {
            case Kind.Category it -> builder.text(level(Math.clamp(Math.round(number), 0, levels() - 1)));
            case Kind.YesNo it -> {
                if (isZeroOne(it)) {
                    builder.number(number);
                } else {
                    builder.text(level(number >= 0.5f ? 1 : 0));
                }
            }
            case Kind.Ordinal it ->
                builder.text(it.levels()
                        .get(Math.clamp(Math.round(number), 0, it.levels().size() - 1)));
            case Kind.Calendar it -> builder.text(momentText(number));
            default -> builder.number(isSingle() ? number : decoded(number));
        }
    }

    private String momentText(float number) {
        long milliseconds = (long) decoded(number);
        if (part == Part.DAY) {
            return LocalTime.ofSecondOfDay(milliseconds / 1000).toString();
        } else if (part == Part.WEEK) {
            return DayOfWeek.of((int) (milliseconds / Period.DAY.milliseconds()) + 1)
                    .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        } else if (part == Part.YEAR) {
            return "day " + (milliseconds / Period.DAY.milliseconds() + 1);
        }
        return Frame.momentText(milliseconds);
    }

    /// The number of a moment.
    double ofMoment(long milliseconds, Kind.Calendar calendar) {
        return part.isCycle() ? part.period().angle(milliseconds) : milliseconds / DAY - calendar.origin();
    }

    /// The number in the units of the file that a number of the network's stands for; for circles the milliseconds
    /// since the start of the period, for positions those since 1970.
    public double decoded(double number) {
        return switch (kind()) {
            case Kind.Real it -> number + it.origin();
            case Kind.Skewed it -> it.unit() * Math.sinh(number);
            case Kind.Calendar it ->
                part.isCycle() ? part.period().milliseconds(number) : Math.rint((number + it.origin()) * DAY);
            default -> number;
        };
    }
}
