package hourglass.network;

/// How one column of a table becomes numbers that a dense layer reads. NaN says that a cell is missing: every encoding
/// has a way to say so.
public sealed interface Encoding {
    /// How many numbers it becomes.
    int width();

    /// A real number, kept within bounds, and 0; where it is missing 0 and 1.
    ///
    /// @param low the smallest it can become
    /// @param high the largest; `low` too for a column that has but one value
    record Real(float low, float high) implements Encoding {
        public Real {
            require(
                    Float.isFinite(low) && Float.isFinite(high) && low <= high,
                    "the bounds of a real number must be finite and grow from low to high, got " + low + " and "
                            + high);
        }

        @Override
        public int width() {
            return 2;
        }
    }

    /// A count: log(1 + x) as a scaled number of at most so much, and 0; where it is missing 0 and 1. Negative numbers
    /// count as 0.
    ///
    /// @param center what becomes 0, among the logarithms
    /// @param scale what becomes a step of 1
    /// @param high the largest it can become
    record Logarithm(float center, float scale, float high) implements Encoding {
        public Logarithm {
            require(
                    Float.isFinite(center) && scale > 0 && Float.isFinite(scale) && Float.isFinite(high),
                    "a logarithm needs a finite center and largest number and a scale above 0 and finite, got " + center
                            + ", " + high + " and " + scale);
        }

        @Override
        public int width() {
            return 2;
        }
    }

    /// −1 for 0, 1 for 1 and 0 where it is missing; other numbers are taken for the nearer of the two.
    record YesNo() implements Encoding {
        @Override
        public int width() {
            return 1;
        }
    }

    /// An index from 0 on as a number for each level, 1 for its own and 0 for the others; all 0 where it is missing or
    /// no level.
    ///
    /// @param levels how many there are
    record OneHot(int levels) implements Encoding {
        public OneHot {
            require(levels >= 1, "a category must have at least 1 level, got " + levels);
        }

        @Override
        public int width() {
            return levels;
        }
    }

    /// An angle in radians as its cosine and sine; 0 and 0 where it is missing.
    record Circle() implements Encoding {
        @Override
        public int width() {
            return 2;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
