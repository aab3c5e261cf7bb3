package hourglass.pipeline;

import hourglass.activation.Activation;
import hourglass.likelihood.Likelihood;
import hourglass.network.Corruption;
import hourglass.network.Layer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a user asks for; whatever is empty is chosen from the data by [Advisor].
///
/// @param code columns of the code
/// @param hidden units of the encoder's hidden layers, from the input on; the decoder mirrors them
/// @param activation of the hidden layers
/// @param tied whether the decoder uses the encoder's weights, transposed
/// @param corruption of the input while training
/// @param sparsity what keeps the code sparse, the layer after it: a [hourglass.network.Penalize] or a
///     [hourglass.network.TopK]
/// @param dropout share of the outputs of each hidden layer of the encoder and decoder dropped while training
/// @param variational weight β of a variational code's divergence from the prior; empty for a plain code
public record Wishes(
        OptionalInt code,
        Optional<List<Integer>> hidden,
        Optional<Activation> activation,
        Optional<Likelihood> likelihood,
        Optional<ScalingKind> scaling,
        boolean tied,
        Optional<Corruption> corruption,
        Optional<Layer> sparsity,
        OptionalDouble dropout,
        OptionalDouble variational,
        OptionalInt epochs,
        OptionalInt batch,
        OptionalDouble rate,
        OptionalLong seed) {
    public Wishes {
        if (batch.isPresent() && batch.getAsInt() < 1) {
            throw new IllegalArgumentException("a batch must have at least 1 row, got " + batch.getAsInt());
        }
    }

    /// Everything chosen from the data.
    public static Wishes none() {
        return new Wishes(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());
    }

    /// These wishes with a code of the given size.
    public Wishes withCode(int newCode) {
        return new Wishes(
                OptionalInt.of(newCode),
                hidden,
                activation,
                likelihood,
                scaling,
                tied,
                corruption,
                sparsity,
                dropout,
                variational,
                epochs,
                batch,
                rate,
                seed);
    }

    /// These wishes with corruption of the input: a denoising autoencoder.
    public Wishes withCorruption(Corruption newCorruption) {
        return new Wishes(
                code,
                hidden,
                activation,
                likelihood,
                scaling,
                tied,
                Optional.of(newCorruption),
                sparsity,
                dropout,
                variational,
                epochs,
                batch,
                rate,
                seed);
    }

    /// These wishes with at most so many epochs.
    public Wishes withEpochs(int newEpochs) {
        return new Wishes(
                code,
                hidden,
                activation,
                likelihood,
                scaling,
                tied,
                corruption,
                sparsity,
                dropout,
                variational,
                OptionalInt.of(newEpochs),
                batch,
                rate,
                seed);
    }

    /// These wishes with dropout after each hidden layer.
    public Wishes withDropout(double newDropout) {
        return new Wishes(
                code,
                hidden,
                activation,
                likelihood,
                scaling,
                tied,
                corruption,
                sparsity,
                OptionalDouble.of(newDropout),
                variational,
                epochs,
                batch,
                rate,
                seed);
    }

    /// These wishes with a variational code.
    ///
    /// @param weight β
    public Wishes withVariational(double weight) {
        return new Wishes(
                code,
                hidden,
                activation,
                likelihood,
                scaling,
                tied,
                corruption,
                sparsity,
                dropout,
                OptionalDouble.of(weight),
                epochs,
                batch,
                rate,
                seed);
    }
}
