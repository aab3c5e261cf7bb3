package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.JumpRelu;
import hourglass.network.KeepsLargest;
import hourglass.network.Layer;
import hourglass.network.Matryoshka;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The layers that suit a table, as wished. The constants were chosen by measurement: docs/decisions/005.
final class AdvisedLayers {
    private static final int LARGEST_CODE = 32;
    private static final int FEATURES_PER_CODE_UNIT = 4;
    private static final int SMALLEST_HIDDEN = 32;
    private static final int LARGEST_HIDDEN = 512;
    /// From so many features on, a second hidden layer of half the width.
    private static final int FEATURES_FOR_TWO_LAYERS = 200;

    /// With fewer rows for each feature, hidden layers learn the rows by heart: one tied layer each way does better.
    private static final int ROWS_PER_FEATURE = 8;

    /// With fewer rows, hidden layers learn the rows by heart more easily than what is common to them.
    private static final int ROWS_TO_PREDICT_WITH_HIDDEN_LAYERS = 200;

    private AdvisedLayers() {}

    static Architecture ofAutoencoder(int rows, int features, Objective objective, Wishes wishes) {
        boolean dictionary =
                wishes.sparsity().filter(AdvisedLayers::makesDictionary).isPresent();
        boolean few =
                rows < ROWS_PER_FEATURE * (long) features && wishes.hidden().isEmpty() && !dictionary;
        // The last layer of a variational encoder has a mean and a variance for each number, so none mirrors it.
        boolean variational = wishes.variational().isPresent();
        // A tied last layer has as many units as there are features.
        boolean tied = wishes.tied() || (few && !variational && objective.parameters(features) == features);
        // The derivative of a contractive code is known for one layer only.
        boolean shallow = few
                || dictionary
                || wishes.sparsity().filter(AdvisedLayers::isContractive).isPresent();
        List<Integer> hidden = wishes.hidden().orElse(shallow ? List.of() : hidden(features));
        Activation activation = wishes.activation().orElse(new Elu());
        List<Layer> encoder = hiddenLayers(hidden, activation, wishes);
        Optional<Layer> dropout = dropout(wishes);
        int code = wishes.code().orElse(codeSize(features));
        if (variational) {
            checkVariational(wishes);
            encoder.add(new Dense(2 * code, new Linear()));
            encoder.add(new GaussianLatent((float) wishes.variational().getAsDouble()));
        } else {
            encoder.add(new Dense(code, codeActivation(wishes, activation)));
        }
        wishes.sparsity().ifPresent(encoder::add);
        wishes.matryoshka().ifPresent(sizes -> encoder.add(new Matryoshka(sizes)));
        List<Layer> decoder = new ArrayList<>();
        for (int units : hidden.reversed()) {
            decoder.add(decoderLayer(units, activation, tied, false));
            dropout.ifPresent(decoder::add);
        }
        decoder.add(decoderLayer(objective.parameters(features), new Linear(), tied, dictionary && hidden.isEmpty()));
        return new Architecture(features, encoder, decoder, objective);
    }

    static Architecture ofPredictor(int rows, int features, int targets, Objective objective, Wishes wishes) {
        List<Integer> hidden =
                wishes.hidden().orElse(rows < ROWS_TO_PREDICT_WITH_HIDDEN_LAYERS ? List.of() : hidden(features));
        List<Layer> layers = hiddenLayers(hidden, wishes.activation().orElse(new Elu()), wishes);
        layers.add(new Dense(targets, new Linear()));
        return new Architecture(features, List.of(), layers, objective, OptionalInt.of(targets));
    }

    /// Corruption and hidden layers, from the input on, each with its dropout.
    private static List<Layer> hiddenLayers(List<Integer> hidden, Activation activation, Wishes wishes) {
        List<Layer> layers = new ArrayList<>();
        wishes.corruption().ifPresent(corruption -> layers.add(new Corrupt(corruption)));
        Optional<Layer> dropout = dropout(wishes);
        for (int units : hidden) {
            layers.add(new Dense(units, activation));
            dropout.ifPresent(layers::add);
        }
        return layers;
    }

    private static Optional<Layer> dropout(Wishes wishes) {
        return wishes.dropout().isPresent()
                ? Optional.of(new Corrupt(
                        new Corruption.Dropout((float) wishes.dropout().getAsDouble())))
                : Optional.empty();
    }

    static int codeSize(int features) {
        return Math.max(1, Math.min(LARGEST_CODE, (features + FEATURES_PER_CODE_UNIT - 1) / FEATURES_PER_CODE_UNIT));
    }

    private static List<Integer> hidden(int features) {
        int width = SMALLEST_HIDDEN;
        while (width < 2 * features && width < LARGEST_HIDDEN) {
            width *= 2;
        }
        return features >= FEATURES_FOR_TWO_LAYERS ? List.of(width, width / 2) : List.of(width);
    }

    private static void checkVariational(Wishes wishes) {
        if (wishes.tied()
                || wishes.sparsity().isPresent()
                || wishes.matryoshka().isPresent()) {
            throw Problem.usage("a variational code has a penalty of its own and weights that cannot be tied")
                    .at("`variational`")
                    .found(wishes.tied() ? "`tied`" : wishes.sparsity().isPresent() ? "`sparsity`" : "`matryoshka`")
                    .remedy("`variational` with a larger weight")
                    .exception();
        }
    }

    /// Whether a sparse code is one of rectified units of which few are not zero: then the layer that reads it is a
    /// dictionary, whose atoms have length 1, so that no penalty is escaped by small codes, and without hidden layers
    /// an
    /// atom is a direction among the columns.
    static boolean makesDictionary(Layer sparsity) {
        return sparsity instanceof KeepsLargest
                || sparsity instanceof JumpRelu
                || (sparsity instanceof Penalize penalize && penalize.penalty() instanceof Penalty.L1);
    }

    private static boolean isContractive(Layer layer) {
        return layer instanceof Penalize penalize && penalize.penalty() instanceof Penalty.Contractive;
    }

    /// A linear code has the most room; a sparse code needs units that can rest at zero or stay between 0 and 1, and
    /// takes the activation asked for, the sigmoid where Kullback and Leibler need probabilities.
    static Activation codeActivation(Wishes wishes, Activation hidden) {
        return wishes.sparsity()
                .map(layer -> layer instanceof Penalize penalize ? penalized(penalize.penalty(), hidden) : new Relu())
                .orElse(new Linear());
    }

    private static Activation penalized(Penalty penalty, Activation hidden) {
        return switch (penalty) {
            case Penalty.KullbackLeibler it -> new Sigmoid();
            case Penalty.Contractive it -> new Sigmoid();
            case Penalty.L1 it -> new Relu();
            case Penalty.L2 it -> hidden;
        };
    }

    private static Dense decoderLayer(int units, Activation activation, boolean tied, boolean dictionary) {
        return tied
                ? new Dense(units, activation, new Weights.Mirrored())
                : dictionary ? new Dense(units, activation, new Weights.Dictionary()) : new Dense(units, activation);
    }
}
