package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.json.Word;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.List;
import java.util.Optional;

/// Keeps, of a whole batch, the k · rows largest positive outputs of the dense layer before it and sets all others to
/// zero: k numbers a row on average, more for rows that need more (Bussmann, Leask and Nanda 2024, "BatchTopK sparse
/// autoencoders", section 3).
///
/// The gradient flows through the kept outputs alone. Among equal outputs those of earlier rows are kept, then those of
/// earlier units.
///
/// In use a row cannot depend on others: what exceeds a threshold is kept, the mean over batches of training rows of
/// the
/// smallest number kept (section 3, eq. 6), found anew after each epoch by the run and learned by no gradient.
///
/// The dense layer before it stores its weights by unit, as that before a [TopK].
///
/// @param k how many of a row to keep, on average over a batch; at least 1
/// @param reviveEvery epochs between two revivals of dead units while training; 0 for none
@Word("batch_topk")
@SuppressWarnings("exports") // see Layer
public record BatchTopK(int k, int reviveEvery) implements Layer, KeepsLargest {
    static final String THRESHOLD = "threshold";

    public BatchTopK {
        if (k < 1) {
            throw new IllegalArgumentException("batch top-k must keep at least 1 number a row, got " + k);
        }
        if (reviveEvery < 0) {
            throw new IllegalArgumentException(
                    "dead units of batch top-k are revived every so many epochs, or never for 0, got " + reviveEvery);
        }
    }

    /// With revivals after every epoch.
    public BatchTopK(int k) {
        this(k, 1);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        return List.of(ParameterShape.vector(THRESHOLD, 1, Optional.empty()));
    }

    @Override
    public boolean selectsUnits() {
        return true;
    }

    @Override
    public boolean couplesRows() {
        return true;
    }

    @Override
    public void check(Surroundings at) {
        require(
                at.before().orElse(this) instanceof Dense dense
                        && dense.activation().isElementwise(),
                "batch top-k belongs directly after a dense layer with an elementwise activation, but is "
                        + at.place());
        require(
                k <= at.input().size(),
                "batch top-k cannot keep " + k + " of " + at.input().size() + " numbers in " + at.place());
    }

    /// The smallest number that is kept of a batch: of its positive numbers the k · rows largest; positive infinity if
    /// none is positive.
    ///
    /// @param batch what the dense layer gives for all its rows. Not modified.
    public float smallestKept(Matrix batch) {
        return Largest.of(batch, (long) k * batch.rows()).smallest();
    }

    /// Where in the block of parameters the threshold stands.
    ///
    /// @param layer place of this layer in the network
    public int thresholdIn(Parameters parameters, int layer) {
        return parameters.placeOf(layer, THRESHOLD);
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundBatchTopK(
                k,
                binding.parameter(THRESHOLD).orElseThrow(),
                binding.input(),
                binding.buffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()));
    }
}
