package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Passes through a network with one group of columns hidden after the other, a few rows at a time. For one thread.
public final class HidingInference {
    private final HiddenColumns shared;
    private final Inference inference;
    private final Kernels kernels;
    /// X_h W_h of each group.
    private final Matrix[] parts;
    /// Of those of the other groups; first of those behind.
    private final Matrix[] sums;
    /// The sum of those of the groups before.
    private final Matrix before;
    private final float[] columns;
    private final float[] encoded;
    private final float[] eta;

    /// What is done with η of a group's columns.
    @FunctionalInterface
    public interface Task {
        /// Takes η of the tile's rows.
        ///
        /// @param eta of the hidden columns (rows × their parameters), in their order; overwritten after the call
        void accept(int group, Matrix eta);
    }

    HidingInference(HiddenColumns shared, Inference inference, int rows, Kernels kernels) {
        this.shared = shared;
        this.inference = inference;
        this.kernels = kernels;
        this.parts = buffers(rows);
        this.sums = buffers(rows);
        this.before = Matrix.zeros(rows, shared.first().units());
        this.columns = new float[rows * most(it -> it.columns().size())];
        this.encoded = new float[rows * most(HiddenColumns.Group::width)];
        this.eta = new float[rows * most(it -> it.lastBias().columns())];
    }

    private int most(ToIntFunction<HiddenColumns.Group> size) {
        return shared.groups().stream().mapToInt(size).max().orElse(0);
    }

    private Matrix[] buffers(int rows) {
        return IntStream.range(0, shared.groups().size())
                .mapToObj(g -> Matrix.zeros(rows, shared.first().units()))
                .toArray(Matrix[]::new);
    }

    /// η of every column, by groups in order, each while its group is hidden.
    ///
    /// @param x not modified
    public void forEach(Matrix x, Task task) {
        int rows = x.rows();
        for (int g = 0; g < parts.length; g++) {
            multiply(shared.groups().get(g), x, parts[g].rows(0, rows));
        }
        // Sums of the parts before and behind rather than the whole less one part: nothing has a share in its own sum.
        last(sums).rows(0, rows).fill(0);
        for (int g = parts.length - 2; g >= 0; g--) {
            sum(sums[g + 1], parts[g + 1], sums[g], rows);
        }
        before.rows(0, rows).fill(0);
        for (int g = 0; g < parts.length; g++) {
            HiddenColumns.Group group = shared.groups().get(g);
            addBefore(group.hidden(), sums[g], rows);
            sum(before, parts[g], before, rows);
            task.accept(g, finish(group, sums[g].rows(0, rows)));
        }
    }

    private static Matrix last(Matrix[] matrices) {
        return matrices[matrices.length - 1];
    }

    private Matrix finish(HiddenColumns.Group group, Matrix z) {
        Activation activation = shared.first().activation();
        int run = activation.isElementwise() ? z.rows() : 1;
        for (int row = 0; row < z.rows(); row += run) {
            activation.forward(z.array(), z.array(), z.rowOffset(row), run * z.columns());
        }
        Matrix last = shared.between(z, inference);
        int width = group.lastBias().columns();
        Matrix own = new Matrix(eta, 0, z.rows(), width, width);
        own.fillRows(group.lastBias().array(), group.lastBias().offset());
        kernels.multiply(last, false, group.lastWeight(), false, true, own);
        return own;
    }

    /// All contiguous and from the start of their arrays.
    private static void sum(Matrix a, Matrix b, Matrix into, int rows) {
        float[] left = a.array();
        float[] right = b.array();
        float[] sum = into.array();
        for (int i = 0; i < rows * into.columns(); i++) {
            sum[i] = left[i] + right[i];
        }
    }

    /// z ← z + before + hidden.
    private void addBefore(Matrix hidden, Matrix z, int rows) {
        float[] left = before.array();
        float[] constant = hidden.array();
        float[] sum = z.array();
        int n = z.columns();
        for (int row = 0; row < rows; row++) {
            int from = row * n;
            for (int j = 0; j < n; j++) {
                sum[from + j] += left[from + j] + constant[j];
            }
        }
    }

    private void multiply(HiddenColumns.Group group, Matrix x, Matrix part) {
        int rows = x.rows();
        List<Integer> own = group.columns();
        Matrix values = new Matrix(columns, 0, rows, own.size(), own.size());
        for (int k = 0; k < own.size(); k++) {
            for (int row = 0; row < rows; row++) {
                columns[row * own.size() + k] = x.array()[x.rowOffset(row) + own.get(k)];
            }
        }
        Matrix numbers = new Matrix(encoded, 0, rows, group.width(), group.width());
        group.encode().encode(values, numbers);
        kernels.multiply(numbers, false, group.weight(), false, false, part);
    }
}
