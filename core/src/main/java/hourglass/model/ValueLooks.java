package hourglass.model;

import hourglass.matrix.Rows;

/// What all values of rows have in common, found in one pass; a second one counts those at a bound, once it is known.
///
/// @param rows that were looked at
/// @param missing whether a value is not known
/// @param whole whether all are whole
/// @param binary whether all are 0 or 1
/// @param zeros how many are 0
/// @param ranges of each column
record ValueLooks(
        Rows rows, boolean missing, boolean whole, boolean binary, long zeros, ColumnStatistics.Range... ranges) {
    /// Share of columns that must reach the largest value for it to be a common bound.
    private static final double REACHING_BOUND = 0.25;

    private static final int FEWEST_COLUMNS_WITH_BOUND = 4;
    /// Share of values at 0 or the bound.
    private static final double AT_THE_ENDS = 0.2;

    private static final double ZEROS_OF_COUNTS = 0.3;
    /// Share of columns that must count beyond one; otherwise a label among yes-or-no columns would make counts of
    /// them.
    private static final double ABOVE_ONE = 0.25;

    static ValueLooks of(Rows rows) {
        boolean[] missing = {false};
        boolean[] whole = {true};
        boolean[] binary = {true};
        long[] zeros = {0};
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < block.columns(); j++) {
                    float value = block.array()[start + j];
                    missing[0] |= Float.isNaN(value);
                    whole[0] &= value == Math.rint(value);
                    binary[0] &= value == 0 || value == 1;
                    zeros[0] += value == 0 ? 1 : 0;
                }
            }
        });
        return new ValueLooks(rows, missing[0], whole[0], binary[0], zeros[0], ColumnStatistics.ranges(rows));
    }

    static boolean hasMissing(Rows rows) {
        boolean[] missing = {false};
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < block.columns(); j++) {
                    missing[0] |= Float.isNaN(block.array()[start + j]);
                }
            }
        });
        return missing[0];
    }

    /// @param bytes whether they are intensities from 0 to 255
    ValueKind kind(boolean bytes) {
        if (binary) {
            return ValueKind.BINARY;
        }
        ColumnStatistics.Range range = ColumnStatistics.Range.ofAll(ranges);
        if (range.low() < 0) {
            return ValueKind.REAL;
        }
        boolean unitInterval = range.high() <= 1;
        if ((whole || unitInterval) && hasCommonBound(range.high(), unitInterval, bytes)) {
            return ValueKind.INTENSITIES;
        }
        boolean counts = whole && zeros >= ZEROS_OF_COUNTS * values() && columnsAbove(1) >= ABOVE_ONE * rows.columns();
        return counts ? ValueKind.COUNTS : ValueKind.REAL;
    }

    private double values() {
        return (double) rows.rows() * rows.columns();
    }

    private int columnsAbove(float bound) {
        int columns = 0;
        for (ColumnStatistics.Range range : ranges) {
            columns += range.high() > bound ? 1 : 0;
        }
        return columns;
    }

    private boolean hasCommonBound(float largest, boolean unitInterval, boolean bytes) {
        // Shares need not touch 1 exactly to have it as their bound.
        float bound = unitInterval ? 0.95f : largest;
        return rows.columns() >= FEWEST_COLUMNS_WITH_BOUND
                && (bytes || columnsAbove(Math.nextDown(bound)) >= REACHING_BOUND * rows.columns())
                && atTheEnds(bound) >= AT_THE_ENDS * values();
    }

    private long atTheEnds(float bound) {
        long[] count = {0};
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < block.columns(); j++) {
                    float value = block.array()[start + j];
                    count[0] += value == 0 || value >= bound ? 1 : 0;
                }
            }
        });
        return count[0];
    }
}
