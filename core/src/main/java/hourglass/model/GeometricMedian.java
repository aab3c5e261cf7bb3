package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;

/// The point whose distances to all rows have the smallest sum: the centre that a few rows far out do not move, from
/// where the directions of a dictionary are counted (Bricken et al. 2023, "Towards monosemanticity", appendix).
///
/// By Weiszfeld's iteration, m ← Σᵢ xᵢ / ‖xᵢ − m‖ ÷ Σᵢ 1 / ‖xᵢ − m‖, in double, from the mean on. Rows at m itself are
/// left out (Vardi and Zhang 2000 say when that is right; for a centre it is near enough).
final class GeometricMedian {
    /// Of more rows as many are looked at, evenly spread.
    private static final int MOST_ROWS = 1 << 16;

    private static final int ITERATIONS = 100;
    /// Of a move, relative to the mean distance.
    private static final double SMALLEST_MOVE = 1e-6;

    private GeometricMedian() {}

    static double[] of(Rows rows) {
        Matrix some = rows.thinned(MOST_ROWS);
        double[] median = ColumnStatistics.means(some);
        boolean moves = true;
        for (int iteration = 0; moves && iteration < ITERATIONS; iteration++) {
            moves = move(some, median);
        }
        return median;
    }

    /// One iteration, in place; whether it went farther than is worth a word.
    private static boolean move(Matrix rows, double[] median) {
        double[] sums = new double[median.length];
        double weights = 0;
        double distances = 0;
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            double square = 0;
            for (int j = 0; j < median.length; j++) {
                double difference = rows.array()[start + j] - median[j];
                square += difference * difference;
            }
            if (square > 0) {
                double weight = 1 / Math.sqrt(square);
                for (int j = 0; j < median.length; j++) {
                    sums[j] += weight * (rows.array()[start + j] - median[j]);
                }
                weights += weight;
                distances += Math.sqrt(square);
            }
        }
        if (weights == 0) {
            return false;
        }
        double moved = 0;
        for (int j = 0; j < median.length; j++) {
            double step = sums[j] / weights;
            median[j] += step;
            moved += step * step;
        }
        return Math.sqrt(moved) > SMALLEST_MOVE * distances / rows.rows();
    }
}
