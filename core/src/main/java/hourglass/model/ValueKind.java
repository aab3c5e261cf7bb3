package hourglass.model;

import hourglass.table.ValueType;

/// What the values of a table look like, which decides likelihood and scaling.
public enum ValueKind {
    /// Only 0 and 1.
    BINARY("only 0 and 1"),
    /// Numbers from 0 to one bound that many columns reach, many of them at one end: pixels of drawings, ratings,
    /// shares.
    /// Grey pictures without black and white are [#REAL]: under the Bernoulli likelihood, entropy would drown the
    /// error.
    INTENSITIES("intensities with one common bound"),
    /// Whole numbers from 0 on, many of them 0, without a common bound.
    COUNTS("counts, many of them 0"),
    /// Anything else.
    REAL("real numbers"),
    /// Columns of a table, each of its own kind.
    TABLE("columns of their own kinds");

    private final String description;

    ValueKind(String description) {
        this.description = description;
    }

    /// A few words for a person.
    public String description() {
        return description;
    }

    /// From so many columns on, whole numbers with a common bound are taken for a picture.
    private static final int FEWEST_PIXELS = 16;

    /// Whether the columns of a table are a picture, or as alike as its pixels, so that one likelihood serves all.
    public static boolean isPicture(Table table) {
        if (table.shape().size() > 1) {
            return true;
        }
        if (table.rows().columns() < FEWEST_PIXELS) {
            return false;
        }
        ValueLooks looks = ValueLooks.of(table.rows());
        boolean bytes = table.valueType() == ValueType.UNSIGNED_BYTE;
        ValueKind kind = of(looks, table.valueType());
        return !looks.missing() && (kind == INTENSITIES || kind == BINARY) && (bytes || looks.whole());
    }

    /// Looks at all values.
    public static ValueKind of(Table dataset) {
        return of(ValueLooks.of(dataset.rows()), dataset.valueType());
    }

    private static ValueKind of(ValueLooks looks, ValueType type) {
        return type == ValueType.BOOLEAN ? BINARY : looks.kind(type == ValueType.UNSIGNED_BYTE);
    }
}
