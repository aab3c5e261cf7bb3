package hourglass.matrix;

import java.util.Arrays;

/// Sums over long rows, in double. A plain loop would wait for each addition; here term i is added to lane i mod 256, a
/// loop that the compiler vectorises, and the lanes are added in the end.
public final class Sums {
    /// Sums that grow side by side.
    public static final int LANES = 256;

    private Sums() {}

    /// Σ aᵢ² over n numbers; infinite or NaN if one of them is.
    ///
    /// @param lanes scratch memory of [#LANES] numbers
    public static double ofSquares(float[] a, int offset, int n, double[] lanes) {
        Arrays.fill(lanes, 0);
        for (int start = 0; start < n; start += LANES) {
            addSquares(a, offset + start, Math.min(LANES, n - start), lanes);
        }
        return ofLanes(lanes);
    }

    private static void addSquares(float[] a, int offset, int n, double[] lanes) {
        for (int i = 0; i < n; i++) {
            double value = a[offset + i];
            lanes[i] = Math.fma(value, value, lanes[i]);
        }
    }

    /// Σ (aᵢ − bᵢ)² over n numbers.
    public static double ofSquaredDifferences(float[] a, int aOffset, float[] b, int bOffset, int n) {
        double[] lanes = new double[LANES];
        for (int start = 0; start < n; start += LANES) {
            addSquaredDifferences(a, aOffset + start, b, bOffset + start, Math.min(LANES, n - start), lanes);
        }
        return ofLanes(lanes);
    }

    private static void addSquaredDifferences(float[] a, int aOffset, float[] b, int bOffset, int n, double[] lanes) {
        for (int i = 0; i < n; i++) {
            double difference = (double) a[aOffset + i] - b[bOffset + i];
            lanes[i] = Math.fma(difference, difference, lanes[i]);
        }
    }

    /// Σ of the lanes, in their order.
    public static double ofLanes(double[] lanes) {
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }
}
