package hourglass.engine;

/// The gradient of consecutive rows of a batch, divided by the rows of the whole batch, as a value.
///
/// @param block laid out as the parameters are
/// @param loss the objective's loss, summed over the rows
/// @param penalty the penalties of all layers, summed over the rows
/// @param rows how many
public record Gradient(float[] block, double loss, double penalty, int rows) {
    /// The gradient of these rows and those that follow them. Sums are taken in the order of the shards, so that they
    /// have the same bits wherever each was computed.
    public Gradient plus(Gradient next) {
        if (next.block.length != block.length) {
            throw new IllegalArgumentException(
                    "gradients of " + block.length + " and " + next.block.length + " parameters cannot be added");
        }
        float[] sum = block.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += next.block[i];
        }
        return new Gradient(sum, loss + next.loss, penalty + next.penalty, rows + next.rows);
    }
}
