package hourglass.report;

import hourglass.map.Nearest;
import hourglass.map.Perplexity;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.Arrays;

/// How much each row attracts others: p_ij = (p_j|i + p_i|j) / 2n, p_j|i the weights of the nearest rows of row i
/// (van der Maaten and Hinton 2008, section 2; only three times as many as are to count have one, ibid. 2014, section
/// 4.1). Sums to 1.
///
/// @param rows of each row those with p > 0, in order
/// @param weights p
record NeighbourGraph(int[][] rows, float[][] weights) {
    private static final int HALVINGS = 60;

    /// @param perplexity how many neighbours are to count, at most a third of the other rows
    static NeighbourGraph of(Matrix points, double perplexity, Kernels kernels) {
        int n = points.rows();
        int count = (int) Math.min(n - 1L, Math.round(3 * perplexity));
        int[][] nearest = new int[n][];
        double[][] given = new double[n][];
        new Nearest(points, kernels).amongThemselves(count, (row, rows, squared) -> {
            nearest[row] = rows;
            given[row] = Perplexity.weights(squared, Math.min(perplexity, rows.length), HALVINGS);
        });
        return symmetric(nearest, given);
    }

    private static NeighbourGraph symmetric(int[][] nearest, double[][] given) {
        int n = nearest.length;
        int[] sizes = new int[n];
        for (int i = 0; i < n; i++) {
            sizes[i] += nearest[i].length;
            for (int j : nearest[i]) {
                sizes[j]++;
            }
        }
        long[][] keys = new long[n][];
        double[][] values = new double[n][];
        Arrays.setAll(keys, i -> new long[sizes[i]]);
        Arrays.setAll(values, i -> new double[sizes[i]]);
        int[] filled = new int[n];
        for (int i = 0; i < n; i++) {
            for (int at = 0; at < nearest[i].length; at++) {
                put(keys, values, filled, i, nearest[i][at], given[i][at]);
                put(keys, values, filled, nearest[i][at], i, given[i][at]);
            }
        }
        int[][] rows = new int[n][];
        float[][] weights = new float[n][];
        for (int i = 0; i < n; i++) {
            Arrays.sort(keys[i]);
            int[] others = new int[keys[i].length];
            float[] p = new float[others.length];
            int size = 0;
            for (long key : keys[i]) {
                int other = (int) (key >>> Integer.SIZE);
                float half = (float) (values[i][(int) key] / (2.0 * n));
                if (size > 0 && others[size - 1] == other) {
                    p[size - 1] += half;
                } else {
                    others[size] = other;
                    p[size++] = half;
                }
            }
            rows[i] = Arrays.copyOf(others, size);
            weights[i] = Arrays.copyOf(p, size);
        }
        return new NeighbourGraph(rows, weights);
    }

    /// Keys sort by the other row, then by the order of arrival.
    private static void put(long[][] keys, double[][] values, int[] filled, int row, int other, double value) {
        int at = filled[row]++;
        keys[row][at] = ((long) other << Integer.SIZE) | at;
        values[row][at] = value;
    }
}
