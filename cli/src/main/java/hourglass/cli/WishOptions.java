package hourglass.cli;

import hourglass.model.Wishes;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What can be asked for in training; whatever is left out is chosen from the data.
final class WishOptions {
    @Option(names = "--code", paramLabel = "N", description = "Numbers in the code.")
    @Nullable
    Integer code;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description =
                    "Units of the encoder's hidden layers, such as 512,256; the decoder mirrors them. 0 for none.")
    @Nullable
    List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "Of the hidden layers: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Choices.ActivationNames.class)
    @Nullable
    String activation;

    @Option(
            names = "--likelihood",
            paramLabel = "NAME",
            description =
                    "Of the input: ${COMPLETION-CANDIDATES}; with settings: laplace:0.5, student_t:4:0.5 (degrees of"
                            + " freedom, scale), negative_binomial:0.2 (dispersion).",
            completionCandidates = Choices.LikelihoodNames.class)
    @Nullable
    String likelihood;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = {
                "In the place of a likelihood: ${COMPLETION-CANDIDATES}.",
                "Some take a number: huber:0.5, binary_crossentropy:0.1 (label smoothing),"
                        + " sparse_categorical_crossentropy:10 (classes)."
            },
            completionCandidates = LossChoice.Names.class)
    @Nullable
    String loss;

    @Option(
            names = "--scale",
            paramLabel = "KIND",
            description = "Scaling of the columns: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Choices.ScalingNames.class)
    @Nullable
    String scale;

    @Option(names = "--tied", description = "The decoder uses the encoder's weights, transposed.")
    boolean tied;

    @Option(
            names = "--corrupt",
            paramLabel = "KIND:AMOUNT",
            description =
                    "Noise on the input while training: gaussian:0.3, masking:0.25, salt-and-pepper:0.1, swap:0.15.")
    @Nullable
    String corrupt;

    @Option(
            names = {"--sparse", "--penalty"},
            paramLabel = "KIND:WEIGHT",
            description = "What regularises the code. Sparse codes: l1:0.01, kl:0.1:0.05 (weight, mean activation),"
                    + " topk:32 (numbers kept); others: l2:0.01, contractive:0.01 (without hidden layers).")
    @Nullable
    String sparse;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            description = "Share of the outputs of each hidden layer dropped while training, such as 0.2.")
    @Nullable
    Double dropout;

    @Option(
            names = "--variational",
            arity = "0..1",
            fallbackValue = "1",
            paramLabel = "BETA",
            description = "A variational autoencoder; BETA weighs the divergence of its codes from the prior"
                    + " (default: 1). hourglass sample draws new rows from it.")
    @Nullable
    Double variational;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the rows, at most.")
    @Nullable
    Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Rows of a step.")
    @Nullable
    Integer batch;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "adam (the default), adamw:0.01 (weight decay), sgd, sgd:0.9 (momentum), nesterov:0.9, rmsprop.")
    @Nullable
    String optimizer;

    @Option(names = "--rate", paramLabel = "R", description = "Learning rate.")
    @Nullable
    Double rate;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default 1).")
    @Nullable
    Long seed;

    Wishes toWishes() {
        return new Wishes(
                code == null ? OptionalInt.empty() : OptionalInt.of(code),
                Optional.ofNullable(hidden).map(units -> units.equals(List.of(0)) ? List.<Integer>of() : units),
                Optional.ofNullable(activation).map(Choices::activation),
                objective(),
                Optional.ofNullable(scale).map(Choices::scaling),
                tied,
                Optional.ofNullable(corrupt).map(Choices::corruption),
                Optional.ofNullable(sparse).map(Choices::sparsity),
                dropout == null ? OptionalDouble.empty() : OptionalDouble.of(dropout),
                variational == null ? OptionalDouble.empty() : OptionalDouble.of(variational),
                OptionalDouble.empty(),
                epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
                Optional.ofNullable(optimizer).map(Choices::optimizer),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    }

    private Optional<Objective> objective() {
        if (loss != null && likelihood != null) {
            throw Problem.usage("a network makes one thing small, a likelihood or a loss")
                    .found("--likelihood " + likelihood + " and --loss " + loss)
                    .exception();
        }
        return loss == null
                ? Optional.ofNullable(likelihood).map(Choices::likelihood)
                : Optional.of(LossChoice.objective(loss));
    }

    /// The options that mean nothing for a network that predicts a column.
    List<String> thatShapeAnAutoencoder() {
        List<String> set = thatShapeTheNetwork();
        set.removeAll(List.of("--hidden", "--activation", "--corrupt", "--dropout", "--likelihood", "--loss"));
        return set;
    }

    /// The options that a complete recipe leaves no room for.
    List<String> thatShapeTheNetwork() {
        List<String> set = new ArrayList<>();
        if (code != null) {
            set.add("--code");
        }
        if (hidden != null) {
            set.add("--hidden");
        }
        if (activation != null) {
            set.add("--activation");
        }
        if (likelihood != null) {
            set.add("--likelihood");
        }
        if (loss != null) {
            set.add("--loss");
        }
        if (tied) {
            set.add("--tied");
        }
        if (corrupt != null) {
            set.add("--corrupt");
        }
        if (sparse != null) {
            set.add("--sparse");
        }
        if (dropout != null) {
            set.add("--dropout");
        }
        if (variational != null) {
            set.add("--variational");
        }
        return set;
    }
}
