package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;

/// The code of a variational autoencoder (Kingma and Welling 2014, sections 2.3 and 3). Of 2k columns of input, the
/// first k are the means μ and the other k the logarithms s of the variances of q(z|x) = N(μ, diag eˢ). Training draws
/// z = μ + e^(s/2) ε with ε ~ N(0, I) and adds β · KL(q(z|x) ‖ N(0, I)) = β · ½ Σⱼ (eˢⱼ + μⱼ² − 1 − sⱼ) to the loss of
/// each row (appendix B); in use, z = μ.
///
/// The last layer of the encoder, after a dense one. With β = 1 loss and penalty add up to the negative evidence lower
/// bound; other weights are those of Higgins et al. 2017, "β-VAE", eq. 4.
///
/// A weight that is full from the first step on can end the code before it began: while means still say nothing the
/// divergence is the surest thing to lower, and units that have come to the prior get no gradient to leave it (Bowman
/// et
/// al. 2016, "Generating sentences from a continuous space", section 3.1). So the gradient of the divergence may be
/// weighed by β · min(1, t / `warmUp`) at step t = 1, 2, …; the penalty told is always that of the full β.
///
/// @param weight β
/// @param warmUp steps over which the weight of the gradient grows from 0 to β in a straight line; 0 for β at once
@SuppressWarnings("exports") // see Layer
public record GaussianLatent(float weight, int warmUp) implements Layer {
    public GaussianLatent {
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException("the weight of a latent must be at least 0 and finite, got " + weight);
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("the warm-up of a latent must be at least 0 steps, got " + warmUp);
        }
    }

    /// With this weight from the first step on.
    public GaussianLatent(float weight) {
        this(weight, 0);
    }

    /// With β = 1.
    public GaussianLatent() {
        this(1f);
    }

    @Override
    public Shape output(Shape input) {
        return new Shape.Vector(Math.max(1, input.size() / 2));
    }

    @Override
    public void check(Surroundings at) {
        require(at.inEncoder(), "a gaussian latent belongs at the end of the encoder");
        require(
                at.index() == at.part().size() - 1,
                "a gaussian latent must be the last layer of the encoder, but is layer " + at.index() + " of "
                        + at.part().size());
        require(
                at.before().orElse(this) instanceof Dense && at.input().size() % 2 == 0,
                "a gaussian latent must follow a dense layer with an even number of units, a mean and a "
                        + "variance for each number of the code, got "
                        + at.input().size());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        int k = binding.columns() / 2;
        return new BoundLatent(
                weight,
                warmUp,
                binding.place(),
                binding.input(),
                binding.buffer(k),
                binding.inputGradient(),
                binding.trainingBuffer(k),
                new double[binding.input().tiles().length]);
    }
}
