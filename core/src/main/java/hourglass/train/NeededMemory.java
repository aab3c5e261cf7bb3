package hourglass.train;

import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.optimize.Optimizer;
import hourglass.problem.Problem;
import java.util.List;
import java.util.Locale;

/// What training takes at least, compared with what is free before any of it is taken.
///
/// Of p parameters there are, at one time while a run begins, those of the state it starts from and its own, each with
/// the best so far and the s moments of the optimiser: (4 + 2s) p numbers. While it goes on there are (3 + s) p with
/// the
/// gradient, and what each layer that learns makes of the rows of a shard. More is needed for a while here and there:
/// what passes may still fail.
final class NeededMemory {
    /// Rows that are taken at once where no layer couples those of a batch.
    private static final int SHARD_ROWS = 1024;

    private static final double MEGABYTE = 1e6;

    private NeededMemory() {}

    /// Refuses a recipe that cannot be trained in the memory of this process.
    ///
    /// @param rows to train on
    /// @throws hourglass.problem.ProblemException with the memory that is needed and that there is
    static void require(Recipe recipe, int rows) {
        long parameters = Parameters.count(recipe.architecture());
        if (parameters > Integer.MAX_VALUE) {
            // Too many whatever there is: told where they are laid out.
            return;
        }
        double needed = bytes(recipe, rows);
        if (needed > free()) {
            // What is garbage counts as taken until it is collected.
            System.gc();
        }
        double free = free();
        if (needed > free) {
            throw Problem.badData("the network does not fit in memory")
                    .expected(String.format(
                            Locale.ROOT, "at least %,.0f MB to train %,d parameters", needed / MEGABYTE, parameters))
                    .found(String.format(Locale.ROOT, "%,.0f MB", free / MEGABYTE))
                    .remedy("fewer or smaller layers: `hidden`, `code`")
                    .remedy("java -Xmx… with more memory")
                    .exception();
        }
    }

    /// The least that training takes.
    static double bytes(Recipe recipe, int rows) {
        Architecture architecture = recipe.architecture();
        double parameters = Parameters.count(architecture);
        int moments = moments(recipe.training().optimizer());
        int batch = Math.min(recipe.training().batch(), rows);
        double made = architecture.couplesRows() ? batch : Math.min(batch, SHARD_ROWS);
        made *= outputs(architecture);
        return Float.BYTES * Math.max((4 + 2 * moments) * parameters, (3 + moments) * parameters + made);
    }

    /// Numbers that layers with parameters make of one row.
    private static double outputs(Architecture architecture) {
        List<Layer> layers = architecture.layers();
        List<Shape> shapes = architecture.shapes();
        double outputs = 0;
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).parameters(shapes.get(i)).isEmpty()) {
                outputs += shapes.get(i + 1).size();
            }
        }
        return outputs;
    }

    private static int moments(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
            case Optimizer.Adam adam -> 2;
            case Optimizer.RmsProp rmsProp -> 1;
        };
    }

    private static double free() {
        Runtime runtime = Runtime.getRuntime();
        return (double) runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
