package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;

/// Corrupts its input while training, anew at every step, and passes it on untouched otherwise. As the first layer of
/// the encoder it makes a denoising autoencoder: the loss still compares with the clean input (Vincent et al. 2010).
@SuppressWarnings("exports") // see Layer
public record Corrupt(Corruption corruption) implements Layer {
    @Override
    public boolean couplesRows() {
        return corruption instanceof Corruption.Swap;
    }

    @Override
    public void check(Surroundings at) {
        require(at.isFirst() || !couplesRows(), "swap noise belongs at the input, but is " + at.place());
        require(
                !(corruption instanceof Corruption.Missing) || (at.readsColumns() && at.isBeforeEncode()),
                "what makes numbers missing must stand before an encode layer, which takes them, but is " + at.place());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundCorrupt(
                corruption,
                BoundCorrupt.Spots.of(corruption),
                binding.place(),
                binding.input(),
                binding.trainingBuffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()));
    }
}
