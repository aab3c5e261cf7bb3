package hourglass.map;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;

/// Rows whose places on a plane are known, to place others by: where most of its nearest anchors lie.
///
/// A row's anchors are its k nearest, each with a weight w ∝ exp(−β d²), β such that the weights count as much as half
/// of the anchors, equally weighted, would: exp(−Σ w log w) = k / 2. The row is placed at the mode of the density
/// Σ w / (1 + ‖y − yⱼ‖² / h²): the densest of the anchors' places, moved up the density by weighted means (mean shift,
/// Cheng 1995). A mean would fall between clusters where a row has neighbours in two, far from both.
///
/// @param points (anchors × dimensions), where the anchors lie among rows. Not copied
/// @param positions (anchors × 2), their places on the plane. Not copied
/// @param reach h, how far apart places on the plane may be to count as the same
public record Anchors(Matrix points, Matrix positions, float reach) {
    private static final int NEIGHBOURS = 20;
    private static final int HALVINGS = 10;
    private static final int SHIFTS = 8;

    public Anchors {
        if (points.rows() == 0 || points.rows() != positions.rows() || positions.columns() != 2) {
            throw new IllegalArgumentException("there must be at least 1 anchor and two numbers for each, got "
                    + points.shape() + " and " + positions.shape());
        }
        if (!(reach > 0) || Float.isInfinite(reach)) {
            throw new IllegalArgumentException("the reach must be above 0 and finite, got " + reach);
        }
    }

    /// The places of rows.
    ///
    /// @param rows (rows × dimensions), not modified
    /// @return (rows × 2)
    public Matrix place(Matrix rows, Kernels kernels) {
        Matrix placed = Matrix.zeros(rows.rows(), 2);
        new Nearest(points, kernels)
                .of(rows, NEIGHBOURS, (row, nearest, squared) -> place(nearest, squared, row, placed));
        return placed;
    }

    private void place(int[] nearest, float[] squared, int row, Matrix placed) {
        int count = nearest.length;
        double[] weights = weights(squared);
        float[] x = new float[count];
        float[] y = new float[count];
        for (int j = 0; j < count; j++) {
            x[j] = positions.get(nearest[j], 0);
            y[j] = positions.get(nearest[j], 1);
        }
        double densest = -1;
        double[] at = new double[2];
        for (int i = 0; i < count; i++) {
            double density = 0;
            for (int j = 0; j < count; j++) {
                density += weights[j] * closeness(x[j] - (double) x[i], y[j] - (double) y[i]);
            }
            if (density > densest) {
                densest = density;
                at[0] = x[i];
                at[1] = y[i];
            }
        }
        for (int shift = 0; shift < SHIFTS; shift++) {
            shift(at, weights, x, y);
        }
        placed.set(row, 0, (float) at[0]);
        placed.set(row, 1, (float) at[1]);
    }

    private void shift(double[] at, double[] weights, float[] x, float[] y) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int j = 0; j < weights.length; j++) {
            double close = closeness(x[j] - at[0], y[j] - at[1]);
            double pull = weights[j] * close * close;
            sum += pull;
            sumX += pull * x[j];
            sumY += pull * y[j];
        }
        at[0] = sumX / sum;
        at[1] = sumY / sum;
    }

    private double closeness(double x, double y) {
        return 1 / (1 + (x * x + y * y) / ((double) reach * reach));
    }

    private static double[] weights(float[] squared) {
        return Perplexity.weights(squared, Math.max(1, squared.length / 2.0), HALVINGS);
    }
}
