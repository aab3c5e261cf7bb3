package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.json.RecordCodec;
import hourglass.model.Asked.Part;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Matryoshka;
import hourglass.objective.Objective;
import hourglass.optimize.Optimizer;
import hourglass.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a user asks for; whatever is empty is chosen from the data by [Advisor]. [Wish] has each in words.
///
/// @param sparsity the layer after the code: a [hourglass.network.Penalize], a [hourglass.network.TopK] or one of its
/// kind
/// @param optimizer whose rate counts only if it is not Adam and `rate` is empty
public record Wishes(
        @Asked(of = Part.CODE, value = "Numbers in the code.")
        OptionalInt code,

        @Asked(
                of = Part.NETWORK,
                label = "N[,N...]",
                value = "Units of the encoder's hidden layers, such as 512,256; the decoder mirrors them. 0 for none.")
        Optional<List<Integer>> hidden,

        @Asked(of = Part.NETWORK, label = "NAME", value = "Of the hidden layers: %s.")
        Optional<Activation> activation,

        @Asked(
                of = Part.NETWORK,
                name = "likelihood",
                label = "NAME",
                value = "Of the input: %s; with settings: laplace:0.5, student_t:4:0.5 (degrees of freedom, scale), "
                        + "negative_binomial:0.2 (dispersion).")
        @Asked(
                of = Part.NETWORK,
                name = "loss",
                label = "NAME",
                value = "In the place of a likelihood: %s. Some take a number: huber:0.5, binary_crossentropy:0.1 "
                        + "(label smoothing), sparse_categorical_crossentropy:10 (classes).")
        Optional<Objective> objective,

        @Asked(of = Part.ROWS, label = "KIND", value = "Scaling of the columns: %s.")
        Optional<ScalingKind> scaling,

        @Asked(of = Part.CODE, alone = "true", value = "The decoder uses the encoder's weights, transposed.")
        boolean tied,

        @Asked(
                of = Part.NETWORK,
                name = "conv",
                alone = "true",
                value =
                        "Convolutions, for pictures: down to a code, or with noise and no code asked for without a bottleneck.")
        boolean convolution,

        @Asked(of = Part.NETWORK, label = "KIND:AMOUNT", value = "Noise on the input while training, such as %s.")
        Optional<Corruption> corruption,

        @Asked(
                of = Part.CODE,
                label = "KIND:WEIGHT",
                value =
                        "What regularises the code. Sparse codes: l1:0.01, kl:0.1:0.05 (weight, mean activation), "
                                + "topk:32 (numbers kept), batch_topk:32 (on average), jump_relu:0.1 (weight of a number kept); others: l2:0.01, contractive:0.01 (without hidden layers).")
        Optional<Layer> sparsity,

        @Asked(
                of = Part.CODE,
                label = "N[,N...]",
                value =
                        "Nested codes: the first N numbers of the code are a code of their own, for each N, such as 16,32.")
        Optional<List<Integer>> matryoshka,

        @Asked(
                of = Part.NETWORK,
                label = "P",
                value = "Share of the outputs of each hidden layer dropped while training, such as 0.2.")
        OptionalDouble dropout,

        @Asked(
                of = Part.CODE,
                label = "BETA",
                alone = "1",
                value =
                        "A variational autoencoder; BETA weighs the divergence of its codes from the prior (default: 1). "
                                + "New rows can be drawn from it.")
        OptionalDouble variational,

        @Asked(of = Part.TRAINING, label = "L", value = "Penalty L/2 times the squared weights, per row.")
        OptionalDouble decay,

        @Asked(of = Part.TRAINING, value = "Passes over the rows, at most.")
        OptionalInt epochs,

        @Asked(of = Part.TRAINING, value = "Rows of a step.")
        OptionalInt batch,

        @Asked(
                of = Part.TRAINING,
                label = "NAME",
                value =
                        "adam (the default), adamw:0.01 (weight decay), sgd, sgd:0.9 (momentum), nesterov:0.9, rmsprop.")
        Optional<Optimizer> optimizer,

        @Asked(of = Part.TRAINING, label = "R", value = "Learning rate.")
        OptionalDouble rate,

        @Asked(of = Part.TRAINING, value = "Of everything random (default 1).")
        OptionalLong seed) {
    public Wishes {
        hidden = hidden.map(units -> units.equals(List.of(0)) ? List.of() : List.copyOf(units));
        // What they are wished for knows the range of each.
        code.ifPresent(units -> new Dense(units, new Linear()));
        hidden.ifPresent(layers -> layers.forEach(units -> new Dense(units, new Linear())));
        dropout.ifPresent(fraction -> new Corruption.Dropout((float) fraction));
        matryoshka = matryoshka.map(sizes -> new Matryoshka(sizes).sizes());
        variational.ifPresent(weight -> new GaussianLatent((float) weight));
        rate.ifPresent(it -> new Optimizer.Adam().withRate(it));
        Training usual = Training.defaults();
        decay.ifPresent(usual::withWeightDecay);
        epochs.ifPresent(usual::withEpochs);
        batch.ifPresent(usual::withBatch);
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
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty());
    }

    /// These wishes with a code of the given size.
    public Wishes withCode(int code) {
        return with("code", OptionalInt.of(code));
    }

    /// These wishes with hidden layers of the given sizes, from the input on; none for an empty list.
    public Wishes withHidden(List<Integer> hidden) {
        return with("hidden", Optional.of(hidden));
    }

    /// These wishes with another activation of the hidden layers.
    public Wishes withActivation(Activation activation) {
        return with("activation", Optional.of(activation));
    }

    /// These wishes with a likelihood of the input, or a loss in its place.
    public Wishes withObjective(Objective objective) {
        return with("objective", Optional.of(objective));
    }

    /// These wishes with a scaling of the columns.
    public Wishes withScaling(ScalingKind scaling) {
        return with("scaling", Optional.of(scaling));
    }

    /// These wishes with a decoder that uses the encoder's weights, transposed, or not.
    public Wishes withTied(boolean tied) {
        return with("tied", tied);
    }

    /// These wishes with convolutions instead of dense layers, for pictures.
    public Wishes withConvolution(boolean convolution) {
        return with("convolution", convolution);
    }

    /// These wishes with corruption of the input: a denoising autoencoder.
    public Wishes withCorruption(Corruption corruption) {
        return with("corruption", Optional.of(corruption));
    }

    /// These wishes with a sparse code.
    ///
    /// @param sparsity a [hourglass.network.Penalize], a [hourglass.network.TopK] or one of its kind
    public Wishes withSparsity(Layer sparsity) {
        return with("sparsity", Optional.of(sparsity));
    }

    /// These wishes with nested codes.
    ///
    /// @param sizes of the codes within the code, ascending
    public Wishes withMatryoshka(List<Integer> sizes) {
        return with("matryoshka", Optional.of(sizes));
    }

    /// These wishes with dropout after each hidden layer.
    public Wishes withDropout(double dropout) {
        return with("dropout", OptionalDouble.of(dropout));
    }

    /// These wishes with a variational code.
    ///
    /// @param weight β
    public Wishes withVariational(double weight) {
        return with("variational", OptionalDouble.of(weight));
    }

    /// These wishes with a penalty ½ λ ‖W‖² on weights, per row.
    ///
    /// @param decay λ
    public Wishes withDecay(double decay) {
        return with("decay", OptionalDouble.of(decay));
    }

    /// These wishes with at most so many epochs.
    public Wishes withEpochs(int epochs) {
        return with("epochs", OptionalInt.of(epochs));
    }

    /// These wishes with so many rows in a step.
    public Wishes withBatch(int batch) {
        return with("batch", OptionalInt.of(batch));
    }

    /// These wishes with another optimiser.
    public Wishes withOptimizer(Optimizer optimizer) {
        return with("optimizer", Optional.of(optimizer));
    }

    /// These wishes with another learning rate.
    public Wishes withRate(double rate) {
        return with("rate", OptionalDouble.of(rate));
    }

    /// These wishes with another seed.
    public Wishes withSeed(long seed) {
        return with("seed", OptionalLong.of(seed));
    }

    private Wishes with(String component, Object value) {
        return RecordCodec.changed(this, component, value);
    }
}
