package hourglass.network;

/// Corrupts its input while training, anew at every step, and passes it on untouched otherwise. As the first layer of
/// the encoder it makes a denoising autoencoder: the loss still compares with the clean input (Vincent et al. 2010).
public record Corrupt(Corruption corruption) implements Layer {
    @Override
    public int outputs(int inputs) {
        return inputs;
    }
}
