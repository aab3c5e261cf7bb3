package hourglass.report;

import hourglass.map.Anchors;
import hourglass.map.Nearest;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.MapSpace;
import hourglass.model.RowMap;
import hourglass.problem.Problem;
import hourglass.random.Noise;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Makes maps of rows, on which others can be placed. The same rows give the same bits, whatever the number of threads.
public final class MapMaker {
    /// The most rows that a map is made of; of more, so many are drawn.
    public static final int MOST_ROWS = 10_000;

    /// Steps that are told of while a map is made.
    public static final int STEPS = Layout.STEPS;

    private static final int COMPONENTS = 30;
    private static final double PERPLEXITY = 30;
    private static final float START = 1e-4f;
    private static final double SPACINGS = 8;

    private MapMaker() {}

    /// The rows that a map is made of: all, or [#MOST_ROWS] of them, in their order.
    public static int[] chosen(int rows) {
        return chosen(rows, MOST_ROWS);
    }

    /// The rows that a map is made of: all, or so many of them, in their order.
    public static int[] chosen(int rows, int most) {
        return Drawn.of(rows, most, 0);
    }

    /// The plane of the two leading principal components.
    ///
    /// @param rows in the space, at least 2
    /// @throws hourglass.problem.ProblemException if rows have one number only
    public static RowMap plane(MapSpace space, Matrix rows, Kernels kernels) {
        if (rows.columns() < 2) {
            throw Problem.badData("rows of one number have no plane").exception();
        }
        PrincipalComponents components = PrincipalComponents.fit(rows, 2, kernels);
        return new RowMap(space, means(components), components.components(), Optional.empty());
    }

    /// A map that keeps neighbours: rows are laid out by t-SNE and become anchors in the space of their leading
    /// principal components.
    ///
    /// @param rows in the space, at least 4
    /// @param progress told the steps taken, of [#STEPS]
    /// @throws hourglass.problem.ProblemException if there are too few rows
    public static RowMap neighbours(MapSpace space, Matrix rows, Kernels kernels, IntConsumer progress) {
        if (rows.rows() < 4) {
            throw Problem.badData("there are too few rows for a map")
                    .expected("at least 4")
                    .found(String.valueOf(rows.rows()))
                    .exception();
        }
        PrincipalComponents components = PrincipalComponents.fit(rows, COMPONENTS, kernels);
        Matrix points = components.encode(rows, kernels);
        double perplexity = Math.min(PERPLEXITY, (rows.rows() - 1) / 3.0);
        NeighbourGraph graph = NeighbourGraph.of(rows, perplexity, kernels);
        Matrix places = Layout.of(graph, start(points), progress);
        scale(places);
        return new RowMap(
                space,
                means(components),
                components.components(),
                Optional.of(new Anchors(points, places, reach(places, kernels))));
    }

    private static float[] means(PrincipalComponents components) {
        float[] means = new float[components.mean().length];
        for (int j = 0; j < means.length; j++) {
            means[j] = (float) components.mean()[j];
        }
        return means;
    }

    /// The plane of principal components, made small; a little noise lets equal rows and rows on a line part.
    private static Matrix start(Matrix points) {
        double squares = 0;
        for (int row = 0; row < points.rows(); row++) {
            squares += points.get(row, 0) * points.get(row, 0);
        }
        double spread = Math.max(Math.sqrt(squares / points.rows()), Float.MIN_NORMAL);
        long key = Noise.key(1, Noise.Purpose.SAMPLING, points.rows(), 1);
        Matrix start = Matrix.zeros(points.rows(), 2);
        for (int row = 0; row < points.rows(); row++) {
            for (int j = 0; j < 2; j++) {
                double value = j < points.columns() ? points.get(row, j) / spread : 0;
                start.set(row, j, (float) (START * (value + 0.01 * Noise.gaussian(key, 2L * row + j))));
            }
        }
        return start;
    }

    /// Mean 0, and a mean square of 1 for each coordinate on average.
    private static void scale(Matrix places) {
        double[] mean = new double[2];
        for (int row = 0; row < places.rows(); row++) {
            mean[0] += places.get(row, 0) / places.rows();
            mean[1] += places.get(row, 1) / places.rows();
        }
        double squares = 0;
        for (int row = 0; row < places.rows(); row++) {
            squares += Math.pow(places.get(row, 0) - mean[0], 2) + Math.pow(places.get(row, 1) - mean[1], 2);
        }
        double spread = Math.max(Math.sqrt(squares / places.rows() / 2), Float.MIN_NORMAL);
        for (int row = 0; row < places.rows(); row++) {
            for (int j = 0; j < 2; j++) {
                places.set(row, j, (float) ((places.get(row, j) - mean[j]) / spread));
            }
        }
    }

    /// Some times the distance to the nearest, in the middle of all rows.
    private static float reach(Matrix places, Kernels kernels) {
        float[] nearest = new float[places.rows()];
        new Nearest(places, kernels).amongThemselves(1, (row, others, squared) -> nearest[row] = squared[0]);
        Arrays.sort(nearest);
        return (float) Math.max(1e-3, SPACINGS * Math.sqrt(nearest[nearest.length / 2]));
    }
}
