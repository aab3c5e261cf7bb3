package hourglass.model;

import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Offsets and scales for the columns of a table, each as its kind needs: numbers to mean 0 and standard deviation 1 of
/// their middle, so that one row does not make a column's spread; levels, counts and angles as they are.
final class TableScaling {
    /// What lies outside the middle this share of each end counts as its limit (winsorised moments).
    private static final double ENDS = 0.005;

    /// A spread below this share of that with the ends is none: columns that are nearly always the same.
    private static final double SMALLEST_SHARE = 0.02;

    private TableScaling() {}

    static Scaling fit(List<Variable> variables, Matrix rows) {
        float[] offsets = new float[variables.size()];
        float[] scales = new float[variables.size()];
        Arrays.fill(scales, 1f);
        IntStream.range(0, offsets.length)
                .parallel()
                .filter(j -> isScaled(variables.get(j)))
                .forEach(j -> fit(rows, j, offsets, scales));
        return new Scaling(ScalingKind.COLUMNS, offsets, scales);
    }

    static boolean isScaled(Variable variable) {
        return switch (variable.kind()) {
            case Kind.Real it -> true;
            case Kind.Skewed it -> true;
            case Kind.Ordinal it -> true;
            case Kind.Calendar it -> !variable.isCircle();
            default -> false;
        };
    }

    private static void fit(Matrix rows, int j, float[] offsets, float[] scales) {
        double[] values = new double[rows.rows()];
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            float value = rows.get(row, j);
            if (!Float.isNaN(value)) {
                values[count++] = value;
            }
        }
        if (count == 0) {
            return;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        double all = deviation(sorted, sorted[0], sorted[count - 1])[1];
        int cut = (int) (ENDS * count);
        double[] middle = deviation(sorted, sorted[cut], sorted[count - 1 - cut]);
        double spread = Math.max(middle[1], SMALLEST_SHARE * all);
        offsets[j] = (float) middle[0];
        scales[j] = spread > Float.MIN_NORMAL && spread > 1e-7 * Math.abs(middle[0]) ? (float) spread : 1f;
    }

    /// Mean and standard deviation of numbers clamped to limits.
    private static double[] deviation(double[] sorted, double low, double high) {
        double mean = 0;
        for (double value : sorted) {
            mean += Math.clamp(value, low, high);
        }
        mean /= sorted.length;
        double squares = 0;
        for (double value : sorted) {
            double difference = Math.clamp(value, low, high) - mean;
            squares += difference * difference;
        }
        return new double[] {mean, Math.sqrt(squares / sorted.length)};
    }
}
