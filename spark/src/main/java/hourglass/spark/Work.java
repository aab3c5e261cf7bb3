package hourglass.spark;

import hourglass.matrix.Kernels;
import hourglass.train.LocalState;
import hourglass.train.Recipe;
import hourglass.train.Round;
import hourglass.train.RoundWorker;
import hourglass.train.Rounds;
import hourglass.train.ShardGradient;
import hourglass.train.ShardWorker;
import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an executor needs for all steps of a fit, sent once; what it binds to buffers is kept with it and taken by one
/// task at a time.
final class Work implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ModelBytes untrained;
    private final int batch;
    private final boolean pairs;
    private final int workers;
    private final int roundSteps;
    private transient volatile @Nullable Bound bound;

    /// @param batch the most rows of a batch
    /// @param pairs whether targets differ from inputs
    Work(ModelBytes untrained, int batch, boolean pairs, Rounds rounds) {
        this.untrained = untrained;
        this.batch = batch;
        this.pairs = pairs;
        this.workers = rounds.workers();
        this.roundSteps = rounds.steps();
    }

    private record Bound(Kernels kernels, Queue<ShardWorker> shards, Queue<RoundWorker> rounds) {}

    private synchronized Bound bound() {
        Bound known = bound;
        if (known == null) {
            known = new Bound(
                    Kernels.fastest().kernels(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
            bound = known;
        }
        return known;
    }

    private Recipe recipe() {
        return untrained.model().recipe();
    }

    private static <T> T taken(Queue<T> idle, Supplier<T> other) {
        T first = idle.poll();
        return first == null ? other.get() : first;
    }

    /// The gradient of a shard.
    ///
    /// @param first the place of its first row in the batch
    Answer gradient(NumberedRows shard, float[] block, int first, int batchRows, long step) {
        Bound here = bound();
        ShardWorker worker = taken(here.shards, () -> new ShardWorker(recipe(), batch, pairs, here.kernels));
        ShardGradient gradient = worker.gradient(block, shard.examples(), first, batchRows, step);
        here.shards.add(worker);
        return new Answer(
                shard.group(),
                here.kernels.description(),
                gradient.block(),
                new float[0],
                gradient.loss(),
                gradient.penalty(),
                gradient.rows());
    }

    /// The steps of a worker in a round.
    Answer round(NumberedRows rows, Round round, LocalState from) {
        Bound here = bound();
        Rounds rounds = new Rounds(workers, roundSteps, 1, 0);
        RoundWorker worker = taken(here.rounds, () -> new RoundWorker(recipe(), rounds, batch, pairs, here.kernels));
        LocalState state = worker.run(rows.examples(), rows.group(), round, from);
        here.rounds.add(worker);
        return new Answer(
                rows.group(),
                here.kernels.description(),
                state.block(),
                state.moments(),
                state.loss(),
                state.penalty(),
                rows.rows());
    }
}
