package hourglass.data.row;

/// A column of a file that is written.
///
/// @param kind of its cells
public record OutputColumn(String name, Kind kind) {
    /// What the cells of a column are; any of them may be missing.
    public enum Kind {
        /// Numbers, written with the fewest digits that give the same `double`.
        NUMBER,
        /// Numbers computed in single precision, written with the fewest digits that give the same `float`.
        SINGLE,
        /// Dates.
        MOMENT,
        /// Anything, written as a person would.
        TEXT
    }

    /// A column of numbers.
    public static OutputColumn number(String name) {
        return new OutputColumn(name, Kind.NUMBER);
    }

    /// A column of numbers in single precision.
    public static OutputColumn single(String name) {
        return new OutputColumn(name, Kind.SINGLE);
    }

    /// A column of dates.
    public static OutputColumn moment(String name) {
        return new OutputColumn(name, Kind.MOMENT);
    }

    /// A column of anything.
    public static OutputColumn text(String name) {
        return new OutputColumn(name, Kind.TEXT);
    }

    /// Whether there are only numbers.
    public boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.SINGLE;
    }
}
