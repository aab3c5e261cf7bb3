package hourglass.series;

/// A column of a series: what was measured again and again.
///
/// @param name of the column
/// @param origin what is taken off in double, before a number becomes single precision: 0 unless all are large and
/// differ
///     little
public record Measure(String name, double origin) {
    public Measure {
        if (!Double.isFinite(origin)) {
            throw new IllegalArgumentException("the origin must be finite, got " + origin);
        }
    }

    /// With origin 0.
    public Measure(String name) {
        this(name, 0);
    }
}
