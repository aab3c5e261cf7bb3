package hourglass.model;

import hourglass.matrix.Matrix;

/// Statistics of columns, in double, rows in order.
public final class ColumnStatistics {
    private ColumnStatistics() {}

    /// The mean of each column.
    public static double[] means(Matrix rows) {
        double[] means = new double[rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < means.length; j++) {
                means[j] += rows.array()[start + j];
            }
        }
        for (int j = 0; j < means.length; j++) {
            means[j] /= rows.rows();
        }
        return means;
    }

    /// The standard deviation of each column around given means, dividing by the number of rows.
    public static double[] standardDeviations(Matrix rows, double[] means) {
        double[] deviations = new double[means.length];
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < means.length; j++) {
                double difference = rows.array()[start + j] - means[j];
                deviations[j] += difference * difference;
            }
        }
        for (int j = 0; j < means.length; j++) {
            deviations[j] = Math.sqrt(deviations[j] / rows.rows());
        }
        return deviations;
    }

    /// The smallest and the largest number.
    static float[] range(Matrix rows) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            for (int j = 0; j < rows.columns(); j++) {
                low = Math.min(low, rows.array()[start + j]);
                high = Math.max(high, rows.array()[start + j]);
            }
        }
        return new float[] {low, high};
    }
}
