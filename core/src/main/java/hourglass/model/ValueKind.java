package hourglass.model;

import hourglass.matrix.Matrix;
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

    /// Share of columns that must reach the largest value for it to be a common bound.
    private static final double REACHING_BOUND = 0.25;

    private static final int FEWEST_COLUMNS_WITH_BOUND = 4;
    /// Share of values at 0 or the bound.
    private static final double AT_THE_ENDS = 0.2;

    private static final double ZEROS_OF_COUNTS = 0.3;
    /// Share of columns that must count beyond one; otherwise a label among yes-or-no columns would make counts of
    /// them.
    private static final double ABOVE_ONE = 0.25;

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
        if (hasMissing(table.rows())) {
            return false;
        }
        ValueKind kind = of(table);
        boolean bytes = table.valueType() == ValueType.UNSIGNED_BYTE;
        return (kind == INTENSITIES || kind == BINARY)
                && table.rows().columns() >= FEWEST_PIXELS
                && (bytes || isWhole(table.rows()));
    }

    static boolean hasMissing(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                if (Float.isNaN(rows.get(row, j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWhole(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                if (rows.get(row, j) != Math.rint(rows.get(row, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Looks at all values.
    public static ValueKind of(Table dataset) {
        if (dataset.valueType() == ValueType.BOOLEAN) {
            return BINARY;
        }
        Matrix rows = dataset.rows();
        boolean whole = true;
        boolean binary = true;
        long zeros = 0;
        float[] range = ColumnStatistics.range(rows);
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.array()[start + j];
                whole &= value == Math.rint(value);
                binary &= value == 0 || value == 1;
                zeros += value == 0 ? 1 : 0;
            }
        }
        if (binary) {
            return BINARY;
        }
        if (range[0] < 0) {
            return REAL;
        }
        boolean unitInterval = range[1] <= 1;
        if ((whole || unitInterval) && hasCommonBound(dataset, range[1], unitInterval)) {
            return INTENSITIES;
        }
        boolean counts = whole
                && zeros >= ZEROS_OF_COUNTS * rows.rows() * rows.columns()
                && columnsAbove(rows, 1) >= ABOVE_ONE * rows.columns();
        return counts ? COUNTS : REAL;
    }

    private static int columnsAbove(Matrix rows, float bound) {
        int columns = 0;
        for (int j = 0; j < rows.columns(); j++) {
            if (ColumnStatistics.range(rows.columns(j, j + 1))[1] > bound) {
                columns++;
            }
        }
        return columns;
    }

    private static boolean hasCommonBound(Table dataset, float largest, boolean unitInterval) {
        Matrix rows = dataset.rows();
        // Shares need not touch 1 exactly to have it as their bound.
        float bound = unitInterval ? 0.95f : largest;
        int reaching = columnsAbove(rows, Math.nextDown(bound));
        long atTheEnds = 0;
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < rows.columns(); j++) {
                float value = rows.array()[start + j];
                atTheEnds += value == 0 || value >= bound ? 1 : 0;
            }
        }
        boolean bytes = dataset.valueType() == ValueType.UNSIGNED_BYTE;
        return rows.columns() >= FEWEST_COLUMNS_WITH_BOUND
                && (bytes || reaching >= REACHING_BOUND * rows.columns())
                && atTheEnds >= AT_THE_ENDS * rows.rows() * rows.columns();
    }
}
