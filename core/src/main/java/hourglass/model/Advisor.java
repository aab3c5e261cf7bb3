package hourglass.model;

import hourglass.activation.Softmax;
import hourglass.column.Kind;
import hourglass.network.Architecture;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Domain;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.Scale;
import hourglass.optimize.Optimizer;
import hourglass.problem.Problem;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.EarlyStopping;
import hourglass.train.Recipe;
import hourglass.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Chooses what the user left open, from the data: scaling, objective and training here, layers in [AdvisedLayers]. The
/// constants were chosen by measurement: docs/decisions/005.
public final class Advisor {
    private static final int SMALLEST_BATCH = 16;
    private static final int LARGEST_BATCH = 256;
    private static final int STEPS_PER_EPOCH = 25;
    private static final int STEPS = 20_000;
    private static final int FEWEST_EPOCHS = 10;
    private static final int MOST_EPOCHS = 300;
    private static final double RATE = 3e-3;
    private static final double RATE_OF_WIDE_NETWORKS = 1e-3;
    private static final int WIDE = 256;

    /// ½ λ ‖W‖² of networks with hidden layers that predict a column, per row.
    private static final double DECAY = 1e-4;

    /// In standard deviations of a series.
    private static final float NOISE_OF_SERIES = 0.5f;

    /// Windows overlap, so that a few passes see everything often.
    private static final int STEPS_OF_SERIES = 800;

    /// Neighbours in a window are alike, so that few numbers say most of it; a larger code learns odd stretches too.
    private static final int NUMBERS_PER_CODE_UNIT = 12;

    private static final int LARGEST_CODE_OF_SERIES = 16;

    /// C of scikit-learn for a single layer, whose penalty is ½ ‖W‖² / (C n) per row.
    private static final double C = 1;

    private Advisor() {}

    /// The advice for an autoencoder of rows, with the user's wishes.
    ///
    /// @throws hourglass.problem.ProblemException or [IllegalArgumentException] if the wishes contradict each other
    public static Advice advise(Table rows, Wishes wishes) {
        return advise(Pairs.of(rows), wishes);
    }

    /// The advice for pairs with the user's wishes; where a column is predicted, those about codes and ties have no
    /// place.
    ///
    /// @throws hourglass.problem.ProblemException or [IllegalArgumentException] if the wishes contradict each other, or
    ///     the objective wished for cannot have such targets
    public static Advice advise(Pairs pairs, Wishes wishes) {
        if (pairs.outcome().isPresent()) {
            return predictor(pairs.inputs(), pairs.outcome().get(), wishes);
        }
        return pairs.areSame() ? autoencoder(pairs.targets(), wishes) : alike(pairs.targets(), true, wishes);
    }

    /// Whether wishes ask for an autoencoder whose columns are taken alike: numbers under one objective, one scaling.
    public static boolean takesColumnsAlike(Wishes wishes) {
        boolean noise = wishes.corruption().isPresent() && !(wishes.corruption().get() instanceof Corruption.Missing);
        return noise
                || wishes.objective().isPresent()
                || wishes.scaling().isPresent()
                || wishes.tied()
                || wishes.convolution()
                || wishes.sparsity().isPresent()
                || wishes.matryoshka().isPresent()
                || wishes.variational().isPresent();
    }

    /// Why wishes cannot be had for columns of different kinds, if so.
    private static void requireColumnsOfTheirOwn(Wishes wishes) {
        if (takesColumnsAlike(wishes)) {
            String wish = wishes.objective().isPresent()
                    ? "`objective`"
                    : wishes.scaling().isPresent()
                            ? "`scaling`"
                            : wishes.tied()
                                    ? "`tied`"
                                    : wishes.convolution()
                                            ? "`conv`"
                                            : wishes.variational().isPresent()
                                                    ? "`variational`"
                                                    : wishes.sparsity().isPresent()
                                                            ? "`sparsity`"
                                                            : wishes.matryoshka()
                                                                            .isPresent()
                                                                    ? "`matryoshka`"
                                                                    : "`corruption`";
            throw Problem.usage(wish + " is for columns of numbers without missing values, taken alike")
                    .found("columns of several kinds, or missing values")
                    .remedy("leave it out: each column gets a likelihood and a scaling of its own")
                    .exception();
        }
    }

    private static boolean isPlain(Table table) {
        return table.schema().columns().stream()
                        .allMatch(column -> column.kind().equals(new Kind.Real()))
                && !ValueLooks.hasMissing(table.rows());
    }

    private static Advice table(Table table, Wishes wishes) {
        requireColumnsOfTheirOwn(wishes);
        Architecture architecture = AdvisedTable.architecture(table, wishes);
        Training training = training(table.rows().rows(), architecture, wishes);
        return new Advice(
                ValueKind.TABLE, ScalingKind.COLUMNS, ScalingKind.COLUMNS, new Recipe(architecture, training));
    }

    private static Advice autoencoder(Table table, Wishes wishes) {
        if (table.windows().isPresent()) {
            return series(table, wishes);
        }
        boolean plain = isPlain(table);
        if (!plain || (!takesColumnsAlike(wishes) && !ValueKind.isPicture(table))) {
            return table(table, wishes);
        }
        return alike(table, wishes.corruption().isPresent(), wishes);
    }

    /// Windows of a series are points along a line, so their numbers are taken alike: docs/series.md has the
    /// measurements.
    private static Advice series(Table windows, Wishes wishes) {
        Wishes wished = wishes;
        if (wished.objective().isEmpty()) {
            wished = wished.withObjective(new Gaussian());
        }
        if (wished.corruption().isEmpty()) {
            wished = wished.withCorruption(new Corruption.Gaussian(NOISE_OF_SERIES));
        }
        if (wished.code().isEmpty()) {
            int numbers = windows.rows().columns();
            wished = wished.withCode(Math.clamp(numbers / NUMBERS_PER_CODE_UNIT, 1, LARGEST_CODE_OF_SERIES));
        }
        if (wished.hidden().isEmpty()) {
            wished = wished.withHidden(List.of());
        }
        if (wished.epochs().isEmpty()) {
            int batch = wished.batch().orElse(batch(windows.rows().rows()));
            int steps = (windows.rows().rows() + batch - 1) / batch;
            wished = wished.withEpochs(Math.clamp(STEPS_OF_SERIES / steps, FEWEST_EPOCHS, MOST_EPOCHS));
        }
        return alike(windows, true, wished);
    }

    /// @param noise whether inputs are noisier than targets
    private static Advice alike(Table table, boolean noise, Wishes wishes) {
        ValueKind kind = ValueKind.of(table);
        Objective objective = wishes.objective()
                .orElse(
                        switch (kind) {
                            case BINARY, INTENSITIES -> new Bernoulli();
                            case COUNTS -> new Poisson();
                            case REAL, TABLE -> new Gaussian();
                        });
        int features = table.rows().columns();
        // A window sees pixels of every place, so that they must have one scale.
        ScalingKind input = wishes.scaling()
                .orElse(
                        wishes.convolution() && kind == ValueKind.REAL
                                ? ScalingKind.COMMON_RANGE
                                : isOfVectors(kind, objective, wishes)
                                        ? ScalingKind.VECTORS
                                        : scaling(kind, objective, table));
        Architecture architecture = wishes.convolution()
                ? AdvisedConvolutions.of(
                        table.rows().rows(),
                        table.shape(),
                        noise,
                        objective,
                        wishes.code().orElse(AdvisedLayers.codeSize(features)),
                        wishes)
                : AdvisedLayers.ofAutoencoder(table.rows().rows(), features, objective, wishes);
        Training training = training(table.rows().rows(), architecture, wishes);
        return new Advice(
                kind,
                input,
                objective.needs(0) == Scale.AS_IS ? ScalingKind.NONE : input,
                new Recipe(
                        AdvisedWarmUp.of(
                                architecture,
                                stepsPerEpoch(trainingRows(table.rows().rows()), training.batch()),
                                training),
                        training));
    }

    /// Whether a dictionary of directions is wished for, which columns scaled apart would bend.
    private static boolean isOfVectors(ValueKind kind, Objective objective, Wishes wishes) {
        return kind == ValueKind.REAL
                && objective.needs(0) == Scale.ANY
                && wishes.sparsity().filter(AdvisedLayers::makesDictionary).isPresent();
    }

    private static Advice predictor(Table inputs, Outcome outcome, Wishes wishes) {
        boolean plain = isPlain(inputs);
        ValueKind kind = plain ? ValueKind.of(inputs) : ValueKind.TABLE;
        ScalingKind input =
                plain ? wishes.scaling().orElse(scaling(kind, new Gaussian(), inputs)) : ScalingKind.COLUMNS;
        Objective objective = wishes.objective().orElse(outcome.objective());
        objection(objective, outcome).ifPresent(problem -> {
            throw problem.exception();
        });
        int rows = inputs.rows().rows();
        Architecture architecture = plain
                ? AdvisedLayers.ofPredictor(rows, inputs.rows().columns(), outcome.targets(), objective, wishes)
                : AdvisedTable.predictor(inputs, outcome.targets(), objective, wishes);
        Training training = training(rows, architecture, wishes);
        int learned = (int) Math.max(1, Math.round(rows * (1 - training.validation())));
        boolean single =
                architecture.layers().stream().filter(Dense.class::isInstance).count() == 1;
        double decay = wishes.decay().orElse(single ? Regression.penaltyOf(C, learned) : DECAY);
        return new Advice(
                kind, input, scaling(objective, outcome), new Recipe(architecture, training.withWeightDecay(decay)));
    }

    /// Why an objective cannot have the targets of an outcome, if so.
    static Optional<Problem> objection(Objective objective, Outcome outcome) {
        if (objective.parameters(outcome.targets()) != outcome.targets()) {
            return Optional.of(Problem.usage(objective.name() + " has several numbers for each column it predicts")
                    .remedy("categorical_crossentropy, which means the same for a column of classes"));
        }
        boolean coupled = objective instanceof Categorical
                || (objective instanceof LossObjective it && it.output() instanceof Softmax);
        if (coupled && outcome.targets() == 1) {
            return Optional.of(Problem.usage(objective.name() + " compares several columns, but one is predicted")
                    .remedy("binary_crossentropy for two classes"));
        }
        if (objective instanceof NegativeBinomial it && it.typicalTotal() > 0) {
            return Optional.of(
                    Problem.usage("the exposure of negative_binomial is the total of a row's counts: here it would be "
                                    + "the very number to predict")
                            .remedy("negative_binomial:" + it.dispersion()));
        }
        return Optional.empty();
    }

    private static ScalingKind scaling(ValueKind kind, Objective objective, Table table) {
        boolean unit = kind == ValueKind.BINARY
                || (kind == ValueKind.INTENSITIES
                        && ColumnStatistics.range(table.rows()).high() <= 1);
        if (unit) {
            return ScalingKind.NONE;
        }
        if (kind == ValueKind.INTENSITIES) {
            return ScalingKind.COMMON_RANGE;
        }
        if (objective.needs(0) == Scale.UNIT_INTERVAL) {
            return ScalingKind.RANGE;
        }
        boolean counts = IntStream.range(0, table.rows().columns())
                .allMatch(j -> objective.domain(j).equals(Domain.COUNTS));
        return counts ? ScalingKind.LOGARITHM : ScalingKind.STANDARDIZE;
    }

    /// Numbers to predict are scaled as the objective needs them; classes and counts stay.
    private static ScalingKind scaling(Objective objective, Outcome outcome) {
        if (!(outcome instanceof Outcome.Numbers) || objective.needs(0) == Scale.AS_IS) {
            return ScalingKind.NONE;
        }
        return objective.needs(0) == Scale.UNIT_INTERVAL ? ScalingKind.RANGE : outcome.scaling();
    }

    private static Training training(int rows, Architecture architecture, Wishes wishes) {
        Training defaults = Training.defaults();
        int trainingRows = trainingRows(rows);
        boolean slides = architecture.slides();
        int largest = slides ? AdvisedConvolutions.LARGEST_BATCH : LARGEST_BATCH;
        int batch = wishes.batch().orElse(Math.min(largest, batch(trainingRows)));
        int stepsPerEpoch = stepsPerEpoch(trainingRows, batch);
        boolean table = architecture.objective() instanceof Mixed;
        int epochs = wishes.epochs()
                .orElse(
                        table
                                ? AdvisedTable.epochs(stepsPerEpoch)
                                : slides
                                        ? AdvisedConvolutions.epochs(trainingRows, architecture)
                                        : Math.clamp(STEPS / stepsPerEpoch, FEWEST_EPOCHS, MOST_EPOCHS));
        boolean wide =
                architecture.layers().stream().anyMatch(layer -> layer instanceof Dense dense && dense.units() > WIDE);
        Optimizer optimizer = wishes.optimizer().orElse(defaults.optimizer());
        double suiting = wide || slides ? RATE_OF_WIDE_NETWORKS : RATE;
        double rate = wishes.rate().orElse(optimizer instanceof Optimizer.Adam ? suiting : optimizer.rate());
        int patience = Math.max(new EarlyStopping().patience(), epochs / 10);
        return defaults.withEpochs(epochs)
                .withBatch(batch)
                .withOptimizer(optimizer.withRate(rate))
                .withWeightDecay(wishes.decay().orElse(defaults.weightDecay()))
                .withEarlyStopping(new EarlyStopping(patience, new EarlyStopping().minimumImprovement()))
                .withValidation(rows < 2 ? 0 : defaults.validation())
                .withSeed(wishes.seed().orElse(defaults.seed()));
    }

    private static int trainingRows(int rows) {
        return (int) Math.max(1, rows * (1 - Training.defaults().validation()));
    }

    private static int stepsPerEpoch(int trainingRows, int batch) {
        return Math.max(1, (trainingRows + batch - 1) / batch);
    }

    private static int batch(int rows) {
        int batch = SMALLEST_BATCH;
        while (batch * 2 * STEPS_PER_EPOCH <= rows && batch < LARGEST_BATCH) {
            batch *= 2;
        }
        return batch;
    }

    /// What fits a single layer, which has an optimum, also that of a given recipe, whose epochs and rate a solver does
    /// without. Empty for any other network, and where epochs, batches, rates or optimisers are wished for: those are
    /// wishes for steps on a few rows at a time.
    public static Optional<Solver> solver(Recipe recipe, Wishes wishes) {
        boolean stepsWished = wishes.epochs().isPresent()
                || wishes.batch().isPresent()
                || wishes.rate().isPresent()
                || wishes.optimizer().isPresent();
        return isSingleLayer(recipe) && !stepsWished
                ? Optional.of(Solver.suiting(Parameters.count(recipe.architecture())))
                : Optional.empty();
    }

    /// Whether a recipe is that of a single layer whose optimum a solver finds exactly.
    public static boolean isSingleLayer(Recipe recipe) {
        List<Layer> layers = recipe.architecture().layers();
        return Regression.suits(recipe.architecture().objective())
                && layers.size() == 1
                && layers.getFirst() instanceof Dense dense
                && dense.bias();
    }
}
