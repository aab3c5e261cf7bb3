package hourglass.train;

import hourglass.engine.Gradient;

/// The gradient of a shard of a batch as a value, divided by the rows of the whole batch.
///
/// @param block laid out as the parameters are
/// @param loss the objective's loss, summed over the rows; not finite if it is no finite number
/// @param penalty the penalties of all layers, likewise
/// @param rows how many
public record ShardGradient(float[] block, double loss, double penalty, int rows) {
    Gradient toGradient() {
        return new Gradient(block, loss, penalty, rows);
    }
}
