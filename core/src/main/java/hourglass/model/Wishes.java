package hourglass.model;

import hourglass.activation.Activation;
import hourglass.network.Corruption;
import hourglass.network.Layer;
import hourglass.objective.Objective;
import hourglass.optimize.Optimizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What a user asks for; whatever is empty is chosen from the data by [Advisor].
///
/// @param code columns of the code
/// @param hidden units of the encoder's hidden layers, from the input on; the decoder mirrors them
/// @param activation of the hidden layers
/// @param tied whether the decoder uses the encoder's weights, transposed
/// @param corruption of the input while training
/// @param sparsity what keeps the code sparse, the layer after it: a [hourglass.network.Penalize] or a
///     [hourglass.network.TopK]
/// @param decay λ of the penalty ½ λ ‖W‖² on weights, per row
/// @param dropout share of the outputs of each hidden layer of the encoder and decoder dropped while training
/// @param optimizer whose rate counts only if it is not Adam and `rate` is empty
/// @param variational weight β of a variational code's divergence from the prior; empty for a plain code
public record Wishes(
        OptionalInt code,
        Optional<List<Integer>> hidden,
        Optional<Activation> activation,
        Optional<Objective> objective,
        Optional<ScalingKind> scaling,
        boolean tied,
        Optional<Corruption> corruption,
        Optional<Layer> sparsity,
        OptionalDouble dropout,
        OptionalDouble variational,
        OptionalDouble decay,
        OptionalInt epochs,
        OptionalInt batch,
        Optional<Optimizer> optimizer,
        OptionalDouble rate,
        OptionalLong seed) {
    public Wishes {
        if (batch.isPresent() && batch.getAsInt() < 1) {
            throw new IllegalArgumentException("a batch must have at least 1 row, got " + batch.getAsInt());
        }
    }

    /// Everything chosen from the data.
    public static Wishes none() {
        return new Draft().made();
    }

    /// These wishes with a code of the given size.
    public Wishes withCode(int code) {
        return with(draft -> draft.code = OptionalInt.of(code));
    }

    /// These wishes with hidden layers of the given sizes, from the input on; none for an empty list.
    public Wishes withHidden(List<Integer> hidden) {
        return with(draft -> draft.hidden = Optional.of(List.copyOf(hidden)));
    }

    /// These wishes with another activation of the hidden layers.
    public Wishes withActivation(Activation activation) {
        return with(draft -> draft.activation = Optional.of(activation));
    }

    /// These wishes with a likelihood of the input, or a loss in its place.
    public Wishes withObjective(Objective objective) {
        return with(draft -> draft.objective = Optional.of(objective));
    }

    /// These wishes with a scaling of the columns.
    public Wishes withScaling(ScalingKind scaling) {
        return with(draft -> draft.scaling = Optional.of(scaling));
    }

    /// These wishes with a decoder that uses the encoder's weights, transposed, or not.
    public Wishes withTied(boolean tied) {
        return with(draft -> draft.tied = tied);
    }

    /// These wishes with corruption of the input: a denoising autoencoder.
    public Wishes withCorruption(Corruption corruption) {
        return with(draft -> draft.corruption = Optional.of(corruption));
    }

    /// These wishes with a sparse code.
    ///
    /// @param sparsity a [hourglass.network.Penalize] or a [hourglass.network.TopK]
    public Wishes withSparsity(Layer sparsity) {
        return with(draft -> draft.sparsity = Optional.of(sparsity));
    }

    /// These wishes with dropout after each hidden layer.
    public Wishes withDropout(double dropout) {
        return with(draft -> draft.dropout = OptionalDouble.of(dropout));
    }

    /// These wishes with a variational code.
    ///
    /// @param weight β
    public Wishes withVariational(double weight) {
        return with(draft -> draft.variational = OptionalDouble.of(weight));
    }

    /// These wishes with a penalty ½ λ ‖W‖² on weights, per row.
    ///
    /// @param decay λ
    public Wishes withDecay(double decay) {
        return with(draft -> draft.decay = OptionalDouble.of(decay));
    }

    /// These wishes with at most so many epochs.
    public Wishes withEpochs(int epochs) {
        return with(draft -> draft.epochs = OptionalInt.of(epochs));
    }

    /// These wishes with so many rows in a step.
    public Wishes withBatch(int batch) {
        return with(draft -> draft.batch = OptionalInt.of(batch));
    }

    /// These wishes with another optimiser.
    public Wishes withOptimizer(Optimizer optimizer) {
        return with(draft -> draft.optimizer = Optional.of(optimizer));
    }

    /// These wishes with another learning rate.
    public Wishes withRate(double rate) {
        return with(draft -> draft.rate = OptionalDouble.of(rate));
    }

    /// These wishes with another seed.
    public Wishes withSeed(long seed) {
        return with(draft -> draft.seed = OptionalLong.of(seed));
    }

    private Wishes with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.made();
    }

    /// A copy to change one thing of.
    private static final class Draft {
        private OptionalInt code = OptionalInt.empty();
        private Optional<List<Integer>> hidden = Optional.empty();
        private Optional<Activation> activation = Optional.empty();
        private Optional<Objective> objective = Optional.empty();
        private Optional<ScalingKind> scaling = Optional.empty();
        private boolean tied;
        private Optional<Corruption> corruption = Optional.empty();
        private Optional<Layer> sparsity = Optional.empty();
        private OptionalDouble dropout = OptionalDouble.empty();
        private OptionalDouble variational = OptionalDouble.empty();
        private OptionalDouble decay = OptionalDouble.empty();
        private OptionalInt epochs = OptionalInt.empty();
        private OptionalInt batch = OptionalInt.empty();
        private Optional<Optimizer> optimizer = Optional.empty();
        private OptionalDouble rate = OptionalDouble.empty();
        private OptionalLong seed = OptionalLong.empty();

        Draft() {}

        Draft(Wishes wishes) {
            code = wishes.code;
            hidden = wishes.hidden;
            activation = wishes.activation;
            objective = wishes.objective;
            scaling = wishes.scaling;
            tied = wishes.tied;
            corruption = wishes.corruption;
            sparsity = wishes.sparsity;
            dropout = wishes.dropout;
            variational = wishes.variational;
            decay = wishes.decay;
            epochs = wishes.epochs;
            batch = wishes.batch;
            optimizer = wishes.optimizer;
            rate = wishes.rate;
            seed = wishes.seed;
        }

        Wishes made() {
            return new Wishes(
                    code,
                    hidden,
                    activation,
                    objective,
                    scaling,
                    tied,
                    corruption,
                    sparsity,
                    dropout,
                    variational,
                    decay,
                    epochs,
                    batch,
                    optimizer,
                    rate,
                    seed);
        }
    }
}
