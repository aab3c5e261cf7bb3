package hourglass.model;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import java.util.Arrays;

/// A fitted scaling: y = (x − offset) / scale for each column, of [ScalingKind#LOGARITHM] log(1 + x) for x. Constant
/// columns keep scale 1, so that nothing is divided by zero. Immutable.
public final class Scaling {
    private static final float LARGEST_BYTE = 255;

    /// Scaled columns of tables stay below this size, so that no square of them is infinite.
    private static final double LARGEST_OF_TABLE = 1e18;

    private final ScalingKind kind;
    private final float[] offsets;
    private final float[] scales;

    Scaling(ScalingKind kind, float[] offsets, float[] scales) {
        this.kind = kind;
        this.offsets = offsets.clone();
        this.scales = scales.clone();
    }

    /// Fits a scaling to rows.
    ///
    /// @param bytes whether the numbers are intensities from 0 to 255, whose common range is known
    public static Scaling fit(ScalingKind kind, Rows rows, boolean bytes) {
        int columns = rows.columns();
        float[] offsets = new float[columns];
        float[] scales = new float[columns];
        Arrays.fill(scales, 1f);
        switch (kind) {
            case NONE -> {}
            case COLUMNS -> throw new IllegalArgumentException("columns of a table are scaled by what they are");
            case STANDARDIZE -> standardize(rows, offsets, scales);
            case LOGARITHM -> {
                standardize(new Logarithms(rows), offsets, scales);
            }
            case VECTORS -> {
                double[] median = GeometricMedian.of(rows);
                double square = 0;
                double size = 0;
                for (double deviation : ColumnStatistics.standardDeviations(rows, median)) {
                    square += deviation * deviation / columns;
                }
                for (int j = 0; j < columns; j++) {
                    offsets[j] = (float) median[j];
                    size += median[j] * median[j] / columns;
                }
                Arrays.fill(scales, positiveOrOne(Math.sqrt(square), Math.sqrt(size)));
            }
            case RANGE -> {
                ColumnStatistics.Range[] ranges = ColumnStatistics.ranges(rows);
                for (int j = 0; j < columns; j++) {
                    offsets[j] = ranges[j].low();
                    scales[j] = positiveOrOne((double) ranges[j].high() - ranges[j].low(), ranges[j].low());
                }
            }
            case COMMON_RANGE -> {
                ColumnStatistics.Range range =
                        bytes ? new ColumnStatistics.Range(0, LARGEST_BYTE) : ColumnStatistics.range(rows);
                // Intensities start at zero even if no row shows it.
                float low = Math.min(0, range.low());
                Arrays.fill(offsets, low);
                Arrays.fill(scales, positiveOrOne((double) range.high() - low, low));
            }
        }
        return new Scaling(kind, offsets, scales);
    }

    private static void standardize(Rows rows, float[] offsets, float[] scales) {
        double[] mean = ColumnStatistics.means(rows);
        double[] deviation = ColumnStatistics.standardDeviations(rows, mean);
        for (int j = 0; j < offsets.length; j++) {
            offsets[j] = (float) mean[j];
            scales[j] = positiveOrOne(deviation[j], mean[j]);
        }
    }

    /// Rows whose logarithms are taken when they are fetched.
    private record Logarithms(Rows of) implements Rows {
        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public void gather(int[] order, int from, int to, Matrix into) {
            of.gather(order, from, to, into);
            takeLogarithms(into.rows(0, to - from));
        }

        @Override
        public Matrix rows(int from, int to) {
            Matrix copy = of.rows(from, to).copy();
            takeLogarithms(copy);
            return copy;
        }
    }

    private static void takeLogarithms(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                rows.set(row, j, (float) Math.log1p(Math.max(0, rows.get(row, j))));
            }
        }
    }

    /// A spread that is only rounding error of numbers of this size is none.
    private static float positiveOrOne(double spread, double size) {
        return spread > 1e-6 * Math.abs(size) && spread > Float.MIN_NORMAL ? (float) spread : 1f;
    }

    public ScalingKind kind() {
        return kind;
    }

    /// The offset of each column, a copy.
    public float[] offsets() {
        return offsets.clone();
    }

    /// The scale of each column, a copy.
    public float[] scales() {
        return scales.clone();
    }

    /// How many columns it scales.
    public int columns() {
        return offsets.length;
    }

    /// Rows of the file, scaled: a copy.
    public Matrix scaled(Matrix rows) {
        if (rows.columns() != offsets.length) {
            throw new IllegalArgumentException("expected " + offsets.length + " columns, got " + rows.columns());
        }
        Matrix copy = rows.copy();
        apply(copy);
        return copy;
    }

    /// Replaces numbers of the file by scaled ones.
    public void apply(Matrix rows) {
        if (kind == ScalingKind.LOGARITHM) {
            takeLogarithms(rows);
        }
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            float[] array = rows.array();
            for (int j = 0; j < offsets.length; j++) {
                array[start + j] = kind == ScalingKind.COLUMNS
                        ? (float) Math.clamp(
                                ((double) array[start + j] - offsets[j]) / scales[j],
                                -LARGEST_OF_TABLE,
                                LARGEST_OF_TABLE)
                        : (array[start + j] - offsets[j]) / scales[j];
            }
        }
    }

    /// Replaces scaled numbers by those of the file.
    public void invert(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            int start = rows.rowOffset(row);
            float[] array = rows.array();
            for (int j = 0; j < offsets.length; j++) {
                float value = array[start + j] * scales[j] + offsets[j];
                array[start + j] = kind == ScalingKind.LOGARITHM ? (float) Math.expm1(value) : value;
            }
        }
    }
}
