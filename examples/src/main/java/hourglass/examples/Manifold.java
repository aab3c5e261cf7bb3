package hourglass.examples;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.objective.Gaussian;
import hourglass.random.Noise;
import hourglass.table.ValueType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Manifold learning: rows of three columns lie near a curve, a helix of one and a half turns. A code of one number
/// finds the curve: it orders the rows along it, and what is decoded lies on it, so that rows beside the curve are
/// drawn
/// back. The best straight line, principal component analysis, can do neither.
///
/// A row is (cos t, sin t, t / 3) + noise, t uniform in [0, 3π].
final class Manifold {
    private static final double LENGTH = 3 * Math.PI;
    private static final double PITCH = 3;

    private Manifold() {}

    public static void main(String[] arguments) {
        Table rows = helix(2000, 0.05, 1);
        Model curve = curve(rows);
        Model line = line(rows);
        double[] t = parameters(2000, 1);
        Matrix far = helix(500, 0.2, 2).rows().toMatrix();
        System.out.printf(Locale.ROOT, "                 order along the curve   distance from it after decoding%n");
        System.out.printf(Locale.ROOT, "rows as they are                         %.3f%n", distance(far));
        print("code of 1 number", curve, rows.rows().toMatrix(), t, far);
        print("straight line", line, rows.rows().toMatrix(), t, far);
    }

    private static void print(String what, Model model, Matrix rows, double[] t, Matrix far) {
        double order = Math.abs(rankCorrelation(model.encode(rows), t));
        System.out.printf(
                Locale.ROOT, "%-16s %.4f                  %.3f%n", what, order, distance(model.reconstruct(far)));
    }

    /// An undercomplete autoencoder.
    static Model curve(Table rows) {
        return Model.train(
                rows,
                Wishes.none()
                        .withCode(1)
                        .withHidden(List.of(64, 32))
                        .withObjective(new Gaussian())
                        .withEpochs(150));
    }

    /// A linear one.
    static Model line(Table rows) {
        return Model.train(
                rows,
                Wishes.none()
                        .withCode(1)
                        .withHidden(List.of())
                        .withObjective(new Gaussian())
                        .withEpochs(40));
    }

    /// Rows near the helix.
    static Table helix(int count, double noise, long seed) {
        double[] t = parameters(count, seed);
        Matrix rows = Matrix.zeros(count, 3);
        for (int row = 0; row < count; row++) {
            long key = Noise.key(seed, Noise.Purpose.SAMPLING, 1, row);
            rows.set(row, 0, (float) (Math.cos(t[row]) + noise * Noise.gaussian(key, 0)));
            rows.set(row, 1, (float) (Math.sin(t[row]) + noise * Noise.gaussian(key, 1)));
            rows.set(row, 2, (float) (t[row] / PITCH + noise * Noise.gaussian(key, 2)));
        }
        return new Table(List.of("x", "y", "z"), List.of(3), ValueType.REAL, rows, List.of());
    }

    /// Where on the curve the rows of [#helix] come from.
    static double[] parameters(int count, long seed) {
        double[] t = new double[count];
        for (int row = 0; row < count; row++) {
            t[row] = LENGTH * Noise.uniform(Noise.key(seed, Noise.Purpose.SAMPLING, 0, row), 0);
        }
        return t;
    }

    /// Spearman's rank correlation.
    static double rankCorrelation(Matrix codes, double[] t) {
        double[] code = new double[t.length];
        for (int row = 0; row < code.length; row++) {
            code[row] = codes.get(row, 0);
        }
        double[] a = ranks(code);
        double[] b = ranks(t);
        double mean = (t.length - 1) / 2.0;
        double both = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - mean) * (b[i] - mean);
            square += (a[i] - mean) * (a[i] - mean);
        }
        return both / square;
    }

    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int place = 0; place < order.length; place++) {
            ranks[order[place]] = place;
        }
        return ranks;
    }

    /// The mean distance of rows from the helix.
    static double distance(Matrix rows) {
        int points = 3000;
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= points; i++) {
                double t = LENGTH * i / points;
                double dx = rows.get(row, 0) - Math.cos(t);
                double dy = rows.get(row, 1) - Math.sin(t);
                double dz = rows.get(row, 2) - t / PITCH;
                smallest = Math.min(smallest, dx * dx + dy * dy + dz * dz);
            }
            sum += Math.sqrt(smallest);
        }
        return sum / rows.rows();
    }
}
