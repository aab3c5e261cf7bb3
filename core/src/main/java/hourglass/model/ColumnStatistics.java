package hourglass.model;

import hourglass.matrix.Rows;
import java.util.Arrays;

/// Statistics of columns, in double, rows in order.
public final class ColumnStatistics {
    private ColumnStatistics() {}

    /// The mean of each column.
    public static double[] means(Rows rows) {
        double[] means = new double[rows.columns()];
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < means.length; j++) {
                    means[j] += block.array()[start + j];
                }
            }
        });
        for (int j = 0; j < means.length; j++) {
            means[j] /= rows.rows();
        }
        return means;
    }

    /// The standard deviation of each column around given means, dividing by the number of rows.
    public static double[] standardDeviations(Rows rows, double[] means) {
        double[] deviations = new double[means.length];
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < means.length; j++) {
                    double difference = block.array()[start + j] - means[j];
                    deviations[j] += difference * difference;
                }
            }
        });
        for (int j = 0; j < means.length; j++) {
            deviations[j] = Math.sqrt(deviations[j] / rows.rows());
        }
        return deviations;
    }

    /// The smallest and the largest number of each column.
    static Range[] ranges(Rows rows) {
        float[] low = new float[rows.columns()];
        float[] high = new float[rows.columns()];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        rows.forEachBlock(block -> {
            for (int row = 0; row < block.rows(); row++) {
                int start = block.rowOffset(row);
                for (int j = 0; j < low.length; j++) {
                    low[j] = Math.min(low[j], block.array()[start + j]);
                    high[j] = Math.max(high[j], block.array()[start + j]);
                }
            }
        });
        Range[] ranges = new Range[low.length];
        for (int j = 0; j < low.length; j++) {
            ranges[j] = new Range(low[j], high[j]);
        }
        return ranges;
    }

    /// The smallest and the largest number.
    static Range range(Rows rows) {
        return Range.ofAll(ranges(rows));
    }

    /// From a smallest number to a largest; NaN if there is one between.
    record Range(float low, float high) {
        static Range ofAll(Range... ranges) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (Range range : ranges) {
                low = Math.min(low, range.low);
                high = Math.max(high, range.high);
            }
            return new Range(low, high);
        }
    }
}
