package hourglass.engine;

import hourglass.bound.BoundLayer;
import hourglass.bound.Tiled;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.util.List;

/// Forward only, a few rows at a time, without corruption or penalties; a Gaussian latent passes its means on. For one
/// thread.
public final class Inference {
    /// Multiply-adds below which threads would wait longer for each other than they work.
    private static final long WORTH_SHARING = 4_000_000;

    private final int encoderLayers;
    private final List<BoundLayer> layers;
    private final Kernels kernels;
    private double penalty;

    /// @param rows the most rows that will be passed at a time
    public Inference(Architecture architecture, Parameters parameters, int rows, Kernels kernels) {
        this.encoderLayers = architecture.encoder().size();
        this.layers = Chain.forUse(architecture, parameters, rows).layers();
        this.kernels = kernels;
    }

    /// Rows to take at a time: always these, so that results do not depend on the number of threads. A power of two, at
    /// most 1024.
    public static int rowsAtOnce(Architecture architecture) {
        return Tiled.height(architecture.multiplyAdds(), architecture.slides());
    }

    /// Whether the work of so many rows is worth more than one thread.
    ///
    /// @param multiplyAdds of one row
    public static boolean isWorthSharing(long multiplyAdds, int rowsAtOnce, int rows) {
        return rows > rowsAtOnce && rows * multiplyAdds > WORTH_SHARING;
    }

    /// The code of some rows; a view that the next call overwrites.
    public Matrix encode(Matrix x) {
        return forward(x, 0, encoderLayers);
    }

    /// The decoder's output η for some codes; a view that the next call overwrites.
    public Matrix decode(Matrix code) {
        return forward(code, encoderLayers, layers.size());
    }

    /// η for some rows, a view that the next call overwrites; [#penalty()] then tells what the layers add to their
    /// loss.
    Matrix judged(Matrix x) {
        penalty = 0;
        Matrix rows = x;
        for (BoundLayer layer : layers) {
            penalty += layer.penaltyOfUse(rows);
            rows = layer.use(rows, kernels);
        }
        return rows;
    }

    /// The penalties of the rows of the latest [#judged], summed, without noise.
    double penalty() {
        return penalty;
    }

    /// What layers `from` … `to` − 1 make of what layer `from` reads; a view that the next call through the last of
    /// them overwrites.
    public Matrix forward(Matrix x, int from, int to) {
        Matrix rows = x;
        for (int i = from; i < to; i++) {
            rows = layers.get(i).use(rows, kernels);
        }
        return rows;
    }
}
