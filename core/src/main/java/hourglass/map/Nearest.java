package hourglass.map;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.stream.IntStream;

/// Which of some rows are nearest to others by Euclid's distance, exactly: all distances are computed, from a matrix
/// product, ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b, with the mean m of the rows taken off first, which leaves less to cancel.
/// Those of the nearest are computed again from the differences.
///
/// The work is shared by threads; results do not depend on their number.
public final class Nearest {
    private static final int BLOCK = 128;

    private final Matrix rows;
    private final float[] mean;
    /// (x − m, ‖x − m‖²) of each row x.
    private final Matrix lifted;
    private final Kernels kernels;

    /// @param rows to find neighbours among, at least 1; not copied
    public Nearest(Matrix rows, Kernels kernels) {
        if (rows.rows() == 0) {
            throw new IllegalArgumentException("there must be at least 1 row to find neighbours among");
        }
        this.rows = rows;
        this.kernels = kernels;
        this.mean = mean(rows);
        this.lifted = lifted(rows, 1);
        for (int i = 0; i < rows.rows(); i++) {
            lifted.set(i, mean.length, (float) squares(lifted, i));
        }
    }

    /// What is done with the distances of one row, maybe by several threads at once.
    @FunctionalInterface
    public interface Distances {
        /// Takes them.
        ///
        /// @param query the row they are of
        /// @param squared to each row, in order; overwritten after the call
        void accept(int query, float[] squared);
    }

    /// What is done with the neighbours of one row, maybe by several threads at once.
    @FunctionalInterface
    public interface Neighbours {
        /// Takes them.
        ///
        /// @param query the row they are of
        /// @param nearest indices, the nearest first, the first of equals first
        /// @param squared their distances
        void accept(int query, int[] nearest, float[] squared);
    }

    /// What is done with the products of one row and all others.
    private interface Products {
        /// Takes them.
        ///
        /// @param squares ‖q − m‖² of the query q
        void accept(int query, float[] products, int offset, float squares);
    }

    /// Hands over −2 (q − m)·(x − m) + ‖x − m‖² for each query q and all rows x: their distances but for a constant.
    private void products(Matrix queries, Products task) {
        IntStream.range(0, Math.ceilDiv(queries.rows(), BLOCK)).parallel().forEach(block -> {
            int from = block * BLOCK;
            Matrix some = lifted(queries.rows(from, Math.min(queries.rows(), from + BLOCK)), -2);
            Matrix products = Matrix.zeros(some.rows(), rows.rows());
            for (int i = 0; i < some.rows(); i++) {
                some.set(i, mean.length, 1);
            }
            kernels.fork().multiply(some, false, lifted, true, false, products);
            for (int i = 0; i < some.rows(); i++) {
                task.accept(from + i, products.array(), products.rowOffset(i), (float) (squares(some, i) / 4));
            }
        });
    }

    /// Hands over the distances of each query to all rows.
    ///
    /// @param queries with as many columns as the rows have
    public void distances(Matrix queries, Distances task) {
        products(queries, (query, products, offset, squares) -> {
            float[] squared = new float[rows.rows()];
            for (int j = 0; j < squared.length; j++) {
                squared[j] = Math.max(0f, squares + products[offset + j]);
            }
            task.accept(query, squared);
        });
    }

    /// Hands over the nearest rows of each query.
    ///
    /// @param count how many, at most
    public void of(Matrix queries, int count, Neighbours task) {
        nearest(queries, count, false, task);
    }

    /// Hands over the nearest rows of each of the rows, itself left out.
    ///
    /// @param count how many, at most
    public void amongThemselves(int count, Neighbours task) {
        nearest(rows, count, true, task);
    }

    private void nearest(Matrix queries, int count, boolean others, Neighbours task) {
        products(
                queries,
                (query, products, offset, squares) -> accept(
                        queries, query, Smallest.of(products, offset, rows.rows(), count, others ? query : -1), task));
    }

    private void accept(Matrix queries, int query, int[] nearest, Neighbours task) {
        float[] exact = new float[nearest.length];
        for (int i = 0; i < nearest.length; i++) {
            exact[i] = distance(queries, query, nearest[i]);
        }
        int[] order = Smallest.of(exact, exact.length, -1);
        int[] sorted = new int[order.length];
        float[] squared = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = nearest[order[i]];
            squared[i] = exact[order[i]];
        }
        task.accept(query, sorted, squared);
    }

    private float distance(Matrix queries, int query, int row) {
        double sum = 0;
        int a = queries.rowOffset(query);
        int b = rows.rowOffset(row);
        for (int j = 0; j < rows.columns(); j++) {
            double difference = (double) queries.array()[a + j] - rows.array()[b + j];
            sum += difference * difference;
        }
        return (float) sum;
    }

    /// Rows less the mean, times a factor, with room for one number more.
    private Matrix lifted(Matrix some, float factor) {
        Matrix result = Matrix.zeros(some.rows(), mean.length + 1);
        for (int i = 0; i < result.rows(); i++) {
            int from = some.rowOffset(i);
            int to = result.rowOffset(i);
            for (int j = 0; j < mean.length; j++) {
                result.array()[to + j] = factor * (some.array()[from + j] - mean[j]);
            }
        }
        return result;
    }

    private static float[] mean(Matrix rows) {
        double[] sums = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += rows.array()[rows.rowOffset(i) + j];
            }
        }
        float[] mean = new float[sums.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sums[j] / rows.rows());
        }
        return mean;
    }

    /// The sum of the squares of a row but for the number that was added.
    private double squares(Matrix lifted, int row) {
        int offset = lifted.rowOffset(row);
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            sum += (double) lifted.array()[offset + j] * lifted.array()[offset + j];
        }
        return sum;
    }
}
