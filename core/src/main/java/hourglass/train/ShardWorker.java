package hourglass.train;

import hourglass.bound.Shard;
import hourglass.engine.Backpropagation;
import hourglass.engine.Gradient;
import hourglass.engine.NotFiniteException;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Computes gradients of shards of batches, for a [TrainingRun] whose steps are taken elsewhere: on any machine with
/// the
/// same kernels the bits that the run would have computed itself. Serves one thread at a time.
public final class ShardWorker {
    private final long seed;
    private final int batch;
    private final Parameters parameters;
    private final Backpropagation backpropagation;

    /// @param batch the most rows of a batch, see [TrainingRun#batch()]
    /// @param pairs whether targets differ from inputs
    public ShardWorker(Recipe recipe, int batch, boolean pairs, Kernels kernels) {
        this.seed = recipe.training().seed();
        this.batch = batch;
        this.parameters = Parameters.zeros(recipe.architecture());
        this.backpropagation = Backpropagation.alone(recipe.architecture(), parameters, batch, pairs, kernels.fork());
    }

    /// The most rows of a shard: 1,024, but the whole batch where layers couple its rows.
    public static int shardRows(Architecture architecture, int batch) {
        return Backpropagation.largestShard(architecture, batch);
    }

    /// The gradient of one shard.
    ///
    /// @param block the parameters. Not modified.
    /// @param rows those of the shard, in the order of the batch
    /// @param first the place of the first of them in the batch
    /// @param batchRows rows of the batch
    /// @param step of the batch
    public ShardGradient gradient(float[] block, Examples rows, int first, int batchRows, long step) {
        if (batchRows > batch) {
            throw new IllegalArgumentException("expected at most " + batch + " rows in a batch, got " + batchRows);
        }
        System.arraycopy(block, 0, parameters.block(), 0, block.length);
        // A shard counts places in its batch; the rows before it are not there and not asked for.
        int[] order = IntStream.range(0, first + rows.rows())
                .map(place -> place - first)
                .toArray();
        try {
            Gradient gradient = backpropagation.compute(
                    new Shard(rows.inputs(), rows.targets(), order, first, order.length, 0, batchRows, seed, step));
            return new ShardGradient(gradient.block(), gradient.loss(), gradient.penalty(), gradient.rows());
        } catch (NotFiniteException e) {
            // An answer, not a failure: to try again elsewhere would give the same.
            float[] none = new float[block.length];
            Arrays.fill(none, Float.NaN);
            return new ShardGradient(none, Double.NaN, Double.NaN, rows.rows());
        }
    }
}
