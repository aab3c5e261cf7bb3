package hourglass.model;

import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.matrix.Rows;
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

    /// So many numbers of columns are sorted at a time: columns of a table on a disk are collected by going through all
    /// of it.
    private static final long NUMBERS_TOGETHER = 1L << 25;

    private TableScaling() {}

    static Scaling fit(List<Variable> variables, Rows rows) {
        float[] offsets = new float[variables.size()];
        float[] scales = new float[variables.size()];
        Arrays.fill(scales, 1f);
        int[] scaled = IntStream.range(0, offsets.length)
                .filter(j -> isScaled(variables.get(j)))
                .toArray();
        int together = (int) Math.clamp(NUMBERS_TOGETHER / Math.max(1, rows.rows()), 1, scaled.length + 1L);
        for (int from = 0; from < scaled.length; from += together) {
            int[] some = Arrays.copyOfRange(scaled, from, Math.min(scaled.length, from + together));
            float[][] columns = columns(rows, some);
            IntStream.range(0, some.length).parallel().forEach(i -> fit(columns[i], some[i], offsets, scales));
        }
        return new Scaling(ScalingKind.COLUMNS, offsets, scales);
    }

    /// What was observed of some columns, copied.
    private static float[][] columns(Rows rows, int... chosen) {
        float[][] columns = new float[chosen.length][rows.rows()];
        int[] counts = new int[chosen.length];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = 0; i < chosen.length; i++) {
                float value = rows.get(row, chosen[i]);
                if (!Float.isNaN(value)) {
                    columns[i][counts[i]++] = value;
                }
            }
        }
        for (int i = 0; i < chosen.length; i++) {
            columns[i] = counts[i] == rows.rows() ? columns[i] : Arrays.copyOf(columns[i], counts[i]);
        }
        return columns;
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

    /// @param sorted what was observed of the column; sorted here
    private static void fit(float[] sorted, int j, float[] offsets, float[] scales) {
        int count = sorted.length;
        if (count == 0) {
            return;
        }
        Arrays.sort(sorted);
        double all = deviation(sorted, sorted[0], sorted[count - 1])[1];
        int cut = (int) (ENDS * count);
        double[] middle = deviation(sorted, sorted[cut], sorted[count - 1 - cut]);
        double spread = Math.max(middle[1], SMALLEST_SHARE * all);
        offsets[j] = (float) middle[0];
        scales[j] = spread > Float.MIN_NORMAL && spread > 1e-7 * Math.abs(middle[0]) ? (float) spread : 1f;
    }

    /// Mean and standard deviation of numbers clamped to limits.
    private static double[] deviation(float[] sorted, double low, double high) {
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
