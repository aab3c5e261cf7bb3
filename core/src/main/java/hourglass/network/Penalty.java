package hourglass.network;

import hourglass.json.Word;

/// A penalty on the activations z of a layer, or on how they depend on its input: per row and averaged over the rows of
/// a batch, but for the Kullback–Leibler divergence of means, one number for a batch.
public sealed interface Penalty {
    /// λ ‖z‖₁ = λ Σⱼ |zⱼ| (a sparse autoencoder); at zⱼ = 0 the gradient is taken as 0.
    record L1(float weight) implements Penalty {
        public L1 {
            checkWeight(weight);
        }
    }

    /// λ ‖z‖² = λ Σⱼ zⱼ², as Keras has it, without ½.
    record L2(float weight) implements Penalty {
        public L2 {
            checkWeight(weight);
        }
    }

    /// λ Σⱼ KL(ρ ‖ ρ̂ⱼ) = λ Σⱼ [ρ log(ρ/ρ̂ⱼ) + (1 − ρ) log((1 − ρ)/(1 − ρ̂ⱼ))], where ρ̂ⱼ is the mean of zⱼ over the
    /// batch (Ng, CS294A lecture notes "Sparse autoencoder", section 3). For activations in (0, 1), such as the
    /// sigmoid; ρ̂ⱼ is kept within [1e-6, 1 − 1e-6].
    ///
    /// @param target ρ, the mean activation wished for
    @Word("kl")
    record KullbackLeibler(float weight, float target) implements Penalty {
        public KullbackLeibler {
            checkWeight(weight);
            if (!(target > 0 && target < 1)) {
                throw new IllegalArgumentException("the target must lie between 0 and 1, got " + target);
            }
        }
    }

    /// λ ‖∂h/∂x‖²_F = λ Σⱼ f′(zⱼ)² Σᵢ Wᵢⱼ² for the code h = f(z), z = x W + b, of a contractive autoencoder (Rifai,
    /// Vincent, Muller, Glorot, Bengio 2011, "Contractive auto-encoders", eq. 5 and 6). Directly after the one dense
    /// layer of an encoder, whose activation is [hourglass.activation.Smooth].
    record Contractive(float weight) implements Penalty {
        public Contractive {
            checkWeight(weight);
        }
    }

    private static void checkWeight(float weight) {
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException("the weight of a penalty must be at least 0 and finite, got " + weight);
        }
    }
}
