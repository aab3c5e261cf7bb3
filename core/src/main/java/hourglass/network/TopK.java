package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.json.Word;

/// Keeps the k largest outputs of the dense layer before it and sets the others to zero: a k-sparse autoencoder
/// (Makhzani and Frey 2013, section 2.1), with rectifiers the code of Gao et al. 2024, "Scaling and evaluating sparse
/// autoencoders", eq. 4.
///
/// The gradient flows through the kept outputs alone. Among equal outputs the first are kept. Negative outputs of
/// linear units may be kept if fewer than k are positive; rectified units that are zero carry nothing either way.
///
/// The dense layer before it stores its weights by unit, as (units × inputs), because few units of a row take part.
///
/// Units that no row chooses get no gradient and stay dead; every so many epochs they begin anew with what is missing
/// of rows that are badly reconstructed, where that lowers the loss: after the resampling of neurons by Bricken et al.
/// 2023, "Towards monosemanticity", appendix.
///
/// @param k how many to keep, at least 1
/// @param reviveEvery epochs between two revivals of dead units while training; 0 for none
@Word("topk")
@SuppressWarnings("exports") // see Layer
public record TopK(int k, int reviveEvery) implements Layer, KeepsLargest {
    public TopK {
        if (k < 1) {
            throw new IllegalArgumentException("top-k must keep at least 1 number, got " + k);
        }
        if (reviveEvery < 0) {
            throw new IllegalArgumentException(
                    "dead units of top-k are revived every so many epochs, or never for 0, got " + reviveEvery);
        }
    }

    /// With revivals after every epoch.
    public TopK(int k) {
        this(k, 1);
    }

    @Override
    public boolean selectsUnits() {
        return true;
    }

    @Override
    public void check(Surroundings at) {
        require(
                at.before().orElse(this) instanceof Dense dense
                        && dense.activation().isElementwise(),
                "top-k belongs directly after a dense layer with an elementwise activation, but is " + at.place());
        require(
                k <= at.input().size(),
                "top-k cannot keep " + k + " of " + at.input().size() + " numbers in " + at.place());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundTopK(
                k,
                binding.input(),
                binding.buffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()));
    }
}
