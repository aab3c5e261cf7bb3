package hourglass.pipeline;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Sigmoid;
import hourglass.data.Dataset;
import hourglass.likelihood.Bernoulli;
import hourglass.likelihood.Categorical;
import hourglass.likelihood.ClassIndices;
import hourglass.likelihood.Focal;
import hourglass.likelihood.Gaussian;
import hourglass.likelihood.Likelihood;
import hourglass.likelihood.NegativeBinomial;
import hourglass.likelihood.Objective;
import hourglass.likelihood.Poisson;
import hourglass.loss.MeanAbsolutePercentageError;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.optimize.Optimizer;
import hourglass.problem.Problem;
import hourglass.train.EarlyStopping;
import hourglass.train.Recipe;
import hourglass.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses what the user left open, from the data. The constants were chosen by measurement: docs/decisions/005.
public final class Advisor {
    private static final int LARGEST_CODE = 32;
    private static final int FEATURES_PER_CODE_UNIT = 4;
    private static final int SMALLEST_HIDDEN = 32;
    private static final int LARGEST_HIDDEN = 512;
    /// From so many features on, a second hidden layer of half the width.
    private static final int FEATURES_FOR_TWO_LAYERS = 200;

    /// With fewer rows for each feature, hidden layers learn the rows by heart: one tied layer each way does better.
    private static final int ROWS_PER_FEATURE = 8;

    private static final int SMALLEST_BATCH = 16;
    private static final int LARGEST_BATCH = 256;
    private static final int STEPS_PER_EPOCH = 25;
    private static final int STEPS = 20_000;
    private static final int FEWEST_EPOCHS = 10;
    private static final int MOST_EPOCHS = 300;
    private static final double RATE = 3e-3;
    private static final double RATE_OF_WIDE_NETWORKS = 1e-3;

    private Advisor() {}

    /// The advice for rows with the user's wishes.
    ///
    /// @throws hourglass.problem.ProblemException or [IllegalArgumentException] if the wishes contradict each other
    public static Advice advise(Dataset dataset, Wishes wishes) {
        ValueKind kind = ValueKind.of(dataset);
        Likelihood likelihood = wishes.likelihood()
                .orElse(
                        switch (kind) {
                            case BINARY, INTENSITIES -> new Bernoulli();
                            case COUNTS -> new Poisson();
                            case REAL -> new Gaussian();
                        });
        ScalingKind suiting = scaling(kind, likelihood, dataset);
        ScalingKind input = wishes.scaling().orElse(suiting);
        Architecture architecture =
                architecture(dataset.rows().rows(), dataset.rows().columns(), likelihood, wishes);
        Training training = training(dataset.rows().rows(), architecture, wishes);
        return new Advice(
                kind,
                input,
                needsRawTargets(likelihood) ? ScalingKind.NONE : input,
                new Recipe(architecture, training));
    }

    static ScalingKind scaling(ValueKind kind, Likelihood likelihood, Dataset dataset) {
        boolean unit = kind == ValueKind.BINARY
                || (kind == ValueKind.INTENSITIES && ColumnStatistics.range(dataset.rows())[1] <= 1);
        if (unit) {
            return ScalingKind.NONE;
        }
        if (kind == ValueKind.INTENSITIES) {
            return ScalingKind.COMMON_RANGE;
        }
        return needsUnitInterval(likelihood) ? ScalingKind.RANGE : ScalingKind.STANDARDIZE;
    }

    static boolean needsUnitInterval(Likelihood likelihood) {
        return likelihood instanceof Bernoulli
                || likelihood instanceof Focal
                || (likelihood instanceof Objective it && !it.accepts(2));
    }

    /// Counts, shares, classes, and whatever is judged relative to its size mean something only as they are.
    static boolean needsRawTargets(Likelihood likelihood) {
        return switch (likelihood) {
            case Poisson it -> true;
            case NegativeBinomial it -> true;
            case Categorical it -> true;
            case ClassIndices it -> true;
            case Objective it -> (it.accepts(2) && !it.accepts(-1)) || it.loss() instanceof MeanAbsolutePercentageError;
            default -> false;
        };
    }

    /// The size of the code for a number of features.
    static int codeSize(int features) {
        return Math.max(1, Math.min(LARGEST_CODE, (features + FEATURES_PER_CODE_UNIT - 1) / FEATURES_PER_CODE_UNIT));
    }

    static List<Integer> hidden(int features) {
        int width = SMALLEST_HIDDEN;
        while (width < 2 * features && width < LARGEST_HIDDEN) {
            width *= 2;
        }
        return features >= FEATURES_FOR_TWO_LAYERS ? List.of(width, width / 2) : List.of(width);
    }

    private static Architecture architecture(int rows, int features, Likelihood likelihood, Wishes wishes) {
        boolean few =
                rows < ROWS_PER_FEATURE * (long) features && wishes.hidden().isEmpty();
        // The last layer of a variational encoder has a mean and a variance for each number, so none mirrors it.
        boolean variational = wishes.variational().isPresent();
        // A tied last layer has as many units as there are features.
        boolean tied = wishes.tied() || (few && !variational && likelihood.parameters(features) == features);
        // The derivative of a contractive code is known for one layer only.
        boolean shallow =
                few || wishes.sparsity().filter(Advisor::isContractive).isPresent();
        List<Integer> hidden = wishes.hidden().orElse(shallow ? List.of() : hidden(features));
        Activation activation = wishes.activation().orElse(new Elu());
        List<Layer> encoder = new ArrayList<>();
        wishes.corruption().ifPresent(corruption -> encoder.add(new Corrupt(corruption)));
        Optional<Layer> dropout = dropout(wishes);
        for (int units : hidden) {
            encoder.add(new Dense(units, activation));
            dropout.ifPresent(encoder::add);
        }
        int code = wishes.code().orElse(codeSize(features));
        if (variational) {
            checkVariational(wishes);
            encoder.add(new Dense(2 * code, new Linear()));
            encoder.add(new GaussianLatent((float) wishes.variational().getAsDouble()));
        } else {
            encoder.add(new Dense(code, codeActivation(wishes, activation)));
        }
        wishes.sparsity().ifPresent(encoder::add);
        List<Layer> decoder = new ArrayList<>();
        for (int units : hidden.reversed()) {
            decoder.add(decoderLayer(units, activation, tied));
            dropout.ifPresent(decoder::add);
        }
        decoder.add(decoderLayer(likelihood.parameters(features), new Linear(), tied));
        return new Architecture(features, encoder, decoder, likelihood);
    }

    static Optional<Layer> dropout(Wishes wishes) {
        return wishes.dropout().isPresent()
                ? Optional.of(new Corrupt(
                        new Corruption.Dropout((float) wishes.dropout().getAsDouble())))
                : Optional.empty();
    }

    private static void checkVariational(Wishes wishes) {
        if (wishes.tied() || wishes.sparsity().isPresent()) {
            throw Problem.usage("a variational code has a penalty of its own and weights that cannot be tied")
                    .at("--variational")
                    .found(wishes.tied() ? "--tied" : "--sparse")
                    .remedy("--variational with a larger BETA")
                    .exception();
        }
    }

    private static boolean isContractive(Layer layer) {
        return layer instanceof Penalize penalize && penalize.penalty() instanceof Penalty.Contractive;
    }

    /// A linear code has the most room; a sparse code needs units that can rest at zero or stay between 0 and 1, and
    /// takes the activation asked for, the sigmoid where Kullback and Leibler need probabilities.
    private static Activation codeActivation(Wishes wishes, Activation hidden) {
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

    private static Dense decoderLayer(int units, Activation activation, boolean tied) {
        return tied ? new Dense(units, activation, new Weights.Mirrored()) : new Dense(units, activation);
    }

    static Training training(int rows, Architecture architecture, Wishes wishes) {
        Training defaults = Training.defaults();
        int trainingRows = (int) Math.max(1, rows * (1 - defaults.validation()));
        int batch = wishes.batch().orElse(batch(trainingRows));
        int stepsPerEpoch = Math.max(1, (trainingRows + batch - 1) / batch);
        int epochs = wishes.epochs().orElse(Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, STEPS / stepsPerEpoch)));
        boolean wide = architecture.layers().stream()
                .anyMatch(layer -> layer instanceof Dense dense && dense.units() > LARGEST_HIDDEN / 2);
        Optimizer optimizer = wishes.optimizer().orElse(defaults.optimizer());
        double suiting = wide ? RATE_OF_WIDE_NETWORKS : RATE;
        double rate = wishes.rate().orElse(optimizer instanceof Optimizer.Adam ? suiting : optimizer.rate());
        int patience = Math.max(new EarlyStopping().patience(), epochs / 10);
        return defaults.withEpochs(epochs)
                .withBatch(batch)
                .withOptimizer(optimizer.withRate(rate))
                .withEarlyStopping(new EarlyStopping(patience, new EarlyStopping().minimumImprovement()))
                .withValidation(rows < 2 ? 0 : defaults.validation())
                .withSeed(wishes.seed().orElse(defaults.seed()));
    }

    private static int batch(int rows) {
        int batch = SMALLEST_BATCH;
        while (batch * 2 * STEPS_PER_EPOCH <= rows && batch < LARGEST_BATCH) {
            batch *= 2;
        }
        return batch;
    }
}
