package hourglass.objective;

import java.util.OptionalInt;

/// The values for which a density is one, or a loss means what its name says. (Keras takes any number, clips some and
/// says nothing.)
///
/// @param description for a person: "numbers between 0 and 1"
/// @param smallest included, or minus infinity
/// @param largest included, or infinity
/// @param whole whether all values are whole numbers
/// @param besides one value more, such as the label of what has none
public record Domain(String description, float smallest, float largest, boolean whole, OptionalInt besides) {
    public static final Domain REAL =
            new Domain("finite numbers", Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, false);
    public static final Domain NON_NEGATIVE = new Domain("numbers of at least 0", 0, Float.POSITIVE_INFINITY, false);
    public static final Domain UNIT = new Domain("numbers between 0 and 1", 0, 1, false);
    public static final Domain COUNTS = new Domain("counts 0, 1, 2, …", 0, Float.POSITIVE_INFINITY, true);

    /// Without an exception.
    public Domain(String description, float smallest, float largest, boolean whole) {
        this(description, smallest, largest, whole, OptionalInt.empty());
    }

    /// Whether a value lies in the domain. No infinity does, and NaN, which says that a cell was not observed, is no
    /// value.
    public boolean accepts(float value) {
        boolean inside =
                Float.isFinite(value) && value >= smallest && value <= largest && (!whole || value == Math.rint(value));
        return inside || (besides.isPresent() && value == besides.getAsInt());
    }

    /// The value of the domain that is nearest to a number; 0, or the smallest there is, for NaN.
    public float nearest(float value) {
        float size = Math.clamp(
                Float.isNaN(value) ? 0 : value,
                Math.max(smallest, -Float.MAX_VALUE),
                Math.min(largest, Float.MAX_VALUE));
        return whole ? (float) Math.rint(size) : size;
    }

    /// The scaling that leads here: any to all numbers, none to what has a unit of its own.
    Scale suits() {
        if (smallest == Float.NEGATIVE_INFINITY && largest == Float.POSITIVE_INFINITY && !whole) {
            return Scale.ANY;
        }
        return equals(UNIT) ? Scale.UNIT_INTERVAL : Scale.AS_IS;
    }
}
