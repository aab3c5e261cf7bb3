package hourglass.network;

/// The code of a variational autoencoder (Kingma and Welling 2014, sections 2.3 and 3). Of 2k columns of input, the
/// first
/// k are the means μ and the other k the logarithms s of the variances of q(z|x) = N(μ, diag eˢ). Training draws
/// z = μ + e^(s/2) ε with ε ~ N(0, I) and adds β · KL(q(z|x) ‖ N(0, I)) = β · ½ Σⱼ (eˢⱼ + μⱼ² − 1 − sⱼ) to the loss of
/// each
/// row (appendix B); in use, z = μ.
///
/// The last layer of the encoder, after a dense one. With β = 1 loss and penalty add up to the negative evidence lower
/// bound; other weights are those of Higgins et al. 2017, "β-VAE", eq. 4.
///
/// @param weight β
public record GaussianLatent(float weight) implements Layer {
    public GaussianLatent {
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException("the weight of a latent must be at least 0 and finite, got " + weight);
        }
    }

    /// With β = 1.
    public GaussianLatent() {
        this(1f);
    }

    @Override
    public int outputs(int inputs) {
        return inputs / 2;
    }
}
