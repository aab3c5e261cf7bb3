package hourglass.engine;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.TopK;
import java.util.List;

/// Forward only, a few rows at a time, without corruption or penalties; a Gaussian latent passes its means on. For one
/// thread.
public final class Inference {
    /// Multiply-adds below which threads would wait longer for each other than they work.
    private static final long WORTH_SHARING = 4_000_000;

    private final Architecture architecture;
    private final Parameters parameters;
    private final List<Layer> layers;
    private final Kernels kernels;
    private final Matrix[] z;
    private final Matrix[] y;

    /// @param rows the most rows that will be passed at a time
    public Inference(Architecture architecture, Parameters parameters, int rows, Kernels kernels) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.layers = architecture.layers();
        this.kernels = kernels;
        this.z = new Matrix[layers.size()];
        this.y = new Matrix[layers.size()];
        for (int i = 0; i < z.length; i++) {
            if (layers.get(i) instanceof Dense dense) {
                y[i] = Matrix.zeros(rows, dense.units());
                z[i] = dense.activation().needsInput() ? Matrix.zeros(rows, dense.units()) : y[i];
            } else if (layers.get(i) instanceof GaussianLatent) {
                y[i] = Matrix.zeros(rows, architecture.codeSize());
                z[i] = y[i];
            }
        }
    }

    /// Rows to take at a time: always these, so that results do not depend on the number of threads. A power of two, at
    /// most 1024.
    public static int rowsAtOnce(Architecture architecture) {
        return Tiled.height(architecture);
    }

    /// Whether the work of so many rows is worth more than one thread.
    public static boolean isWorthSharing(Architecture architecture, int rows) {
        return rows > rowsAtOnce(architecture) && rows * Tiled.multiplyAdds(architecture) > WORTH_SHARING;
    }

    /// The code of some rows; a view that the next call overwrites.
    public Matrix encode(Matrix x) {
        return forward(x, 0, architecture.encoder().size());
    }

    /// The decoder's output η for some codes; a view that the next call overwrites.
    public Matrix decode(Matrix code) {
        return forward(code, architecture.encoder().size(), layers.size());
    }

    /// What layers `from` … `to` − 1 make of what layer `from` reads; a view that the next call through the last of
    /// them
    /// overwrites.
    public Matrix forward(Matrix x, int from, int to) {
        Matrix rows = x;
        for (int i = from; i < to; i++) {
            if (layers.get(i) instanceof Dense dense) {
                Matrix output = y[i].rows(0, x.rows());
                BoundDense.forward(
                        kernels,
                        dense.activation(),
                        parameters.weight(i),
                        parameters.usesTransposed(i),
                        parameters.bias(i),
                        rows,
                        z[i].rows(0, x.rows()),
                        output);
                rows = output;
            } else if (layers.get(i) instanceof TopK topK) {
                BoundTopK.keepLargest(topK.k(), rows);
            } else if (layers.get(i) instanceof GaussianLatent) {
                Matrix output = y[i].rows(0, x.rows());
                output.copyFrom(rows.columns(0, output.columns()));
                rows = output;
            }
        }
        return rows;
    }
}
