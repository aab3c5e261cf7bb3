package hourglass.bound;

import hourglass.matrix.Rows;
import hourglass.random.Noise;

/// Consecutive rows of a batch, mostly all of them. Gradients of shards divide by the rows of the whole batch and noise
/// counts rows from its first, so that the gradients of all its shards, added in their order, are that of the batch.
///
/// @param order the batch has the rows `order[batchFrom … batchTo − 1]` of inputs and targets, in this order
/// @param from the shard has the rows `order[from … to − 1]`
/// @param seed of all noise
/// @param step counted from 0 over the whole run: what noise is a function of
/// @param taken steps taken before: `step` itself, but where workers count steps apart so that their noise differs
public record Shard(
        Rows inputs,
        Rows targets,
        int[] order,
        int from,
        int to,
        int batchFrom,
        int batchTo,
        long seed,
        long step,
        long taken) {
    public Shard {
        if (!(batchFrom <= from && from < to && to <= batchTo)) {
            throw new IllegalArgumentException("a shard has at least 1 row and lies within its batch, but rows " + from
                    + " to " + to + " are no part of " + batchFrom + " to " + batchTo);
        }
    }

    /// Of a run whose noise counts the steps taken.
    public Shard(
            Rows inputs,
            Rows targets,
            int[] order,
            int from,
            int to,
            int batchFrom,
            int batchTo,
            long seed,
            long step) {
        this(inputs, targets, order, from, to, batchFrom, batchTo, seed, step, step);
    }

    public int rows() {
        return to - from;
    }

    public int batchRows() {
        return batchTo - batchFrom;
    }

    public boolean isWholeBatch() {
        return rows() == batchRows();
    }

    /// What the noise of a row in a layer is a function of.
    ///
    /// @param layer its place in the network
    /// @param row counted from the first of the shard
    public long noise(Noise.Purpose purpose, int layer, int row) {
        return Noise.key(seed, purpose, step, ((long) layer << Integer.SIZE) + (from - batchFrom) + row);
    }
}
