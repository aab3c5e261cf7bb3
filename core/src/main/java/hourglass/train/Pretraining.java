package hourglass.train;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Parameters;
import hourglass.random.Noise;
import java.util.List;
import java.util.Optional;

/// Greedy layer-wise pretraining of a deep autoencoder: the k-th pair of layers, the k-th of the encoder and the k-th
/// from the end of the decoder, is trained as a shallow autoencoder on the codes of the pair before, then all of them
/// start the whole network (Hinton and Salakhutdinov 2006, fig. 1; with autoencoders in place of Boltzmann machines
/// Bengio, Lamblin, Popovici, Larochelle 2007, section 3; with corrupted inputs Vincent et al. 2010, section 3.4).
///
/// ```java
/// Checkpoint start = new Pretraining(10).run(recipe, training, Kernels.plain(), threads);
/// try (TrainingRun run = TrainingRun.resume(start, training, validation, Kernels.plain(), threads)) { … }
/// ```
///
/// A function of (settings, recipe, rows): the same bits for any number of threads.
///
/// @param epochs of each shallow autoencoder, at least 1
/// @param corruption of the input of each shallow autoencoder for which the architecture has none of its own
public record Pretraining(int epochs, Optional<Corruption> corruption) {
    /// Hears of every epoch.
    @FunctionalInterface
    public interface Listener {
        /// After an epoch.
        ///
        /// @param layer the shallow autoencoder in training, from 1
        /// @param layers how many there are
        void epochEnded(int layer, int layers, EpochReport report);
    }

    public Pretraining {
        if (epochs < 1) {
            throw new IllegalArgumentException("there must be at least 1 epoch of pretraining, got " + epochs);
        }
    }

    /// Without corruption but the architecture's own.
    public Pretraining(int epochs) {
        this(epochs, Optional.empty());
    }

    /// The start of a run of the whole recipe. See [#run(Recipe, Examples, Kernels, int, Listener)].
    public Checkpoint run(Recipe recipe, Examples training, Kernels kernels, int threads) {
        return run(recipe, training, kernels, threads, (layer, layers, report) -> {});
    }

    /// The start of a run of the whole recipe. Optimiser, schedule, batch, clipping and weight decay of the shallow
    /// autoencoders are those of the recipe; all their epochs are taken.
    ///
    /// @param training the rows of the run itself, without those to validate by; of pairs, the first autoencoder learns
    ///     the pairs, the others the codes of the inputs
    /// @param threads at least 1; without influence on the result
    /// @throws hourglass.problem.ProblemException if the decoder does not mirror the encoder, or training diverges
    public Checkpoint run(Recipe recipe, Examples training, Kernels kernels, int threads, Listener listener) {
        List<ShallowLayer> layers = ShallowLayer.allOf(recipe.architecture(), corruption);
        Parameters whole =
                Parameters.initial(recipe.architecture(), recipe.training().seed());
        Examples examples = training;
        for (int k = 0; k < layers.size(); k++) {
            ShallowLayer layer = layers.get(k);
            Recipe shallow = new Recipe(layer.architecture(), settings(recipe.training(), k));
            Network trained = train(shallow, examples, kernels, threads, k + 1, layers.size(), listener);
            Parameters learned = trained.parameters();
            copy(learned, firstDense(shallow.architecture()), whole, layer.encoderLayer());
            copy(learned, shallow.architecture().layers().size() - 1, whole, layer.decoderLayer());
            if (k + 1 < layers.size()) {
                examples = Examples.of(trained.encode(examples.inputs().toMatrix()));
            }
        }
        return Checkpoint.of(recipe, whole);
    }

    private static Network train(
            Recipe recipe, Examples examples, Kernels kernels, int threads, int layer, int layers, Listener listener) {
        Examples none = Examples.of(Matrix.zeros(0, recipe.architecture().features()));
        try (TrainingRun run = TrainingRun.start(recipe, examples, none, kernels, threads)) {
            while (run.advance()) {
                if (run.epochEnded()) {
                    listener.epochEnded(layer, layers, run.report());
                }
            }
            return run.network();
        }
    }

    private Training settings(Training whole, int layer) {
        long seed = Noise.bits(Noise.key(whole.seed(), Noise.Purpose.PRETRAINING, layer, 0), 0);
        return whole.withEpochs(epochs).withoutEarlyStopping().withValidation(0).withSeed(seed);
    }

    private static int firstDense(Architecture architecture) {
        int layer = 0;
        while (!(architecture.encoder().get(layer) instanceof Dense)) {
            layer++;
        }
        return layer;
    }

    /// Weights, as (inputs × units) whichever way each stores them, and biases.
    private static void copy(Parameters from, int fromLayer, Parameters to, int toLayer) {
        Matrix source = from.weight(fromLayer);
        Matrix target = to.weight(toLayer);
        boolean turned = from.usesTransposed(fromLayer) != to.usesTransposed(toLayer);
        for (int i = 0; i < target.rows(); i++) {
            for (int j = 0; j < target.columns(); j++) {
                target.set(i, j, turned ? source.get(j, i) : source.get(i, j));
            }
        }
        Matrix bias = from.bias(fromLayer);
        Matrix targetBias = to.bias(toLayer);
        if (bias != null && targetBias != null) {
            targetBias.copyFrom(bias);
        }
    }
}
