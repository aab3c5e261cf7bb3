package hourglass.model;

import hourglass.activation.Softmax;
import hourglass.network.Architecture;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
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
        return pairs.outcome()
                .map(outcome -> predictor(pairs.inputs(), outcome, wishes))
                .orElseGet(() -> autoencoder(pairs.targets(), wishes));
    }

    private static Advice autoencoder(Table table, Wishes wishes) {
        ValueKind kind = ValueKind.of(table);
        Objective objective = wishes.objective()
                .orElse(
                        switch (kind) {
                            case BINARY, INTENSITIES -> new Bernoulli();
                            case COUNTS -> new Poisson();
                            case REAL -> new Gaussian();
                        });
        ScalingKind input = wishes.scaling().orElse(scaling(kind, objective, table));
        Architecture architecture =
                AdvisedLayers.ofAutoencoder(table.rows().rows(), table.rows().columns(), objective, wishes);
        Training training = training(table.rows().rows(), architecture, wishes);
        return new Advice(
                kind,
                input,
                objective.needs(0) == Scale.AS_IS ? ScalingKind.NONE : input,
                new Recipe(architecture, training));
    }

    private static Advice predictor(Table inputs, Outcome outcome, Wishes wishes) {
        ValueKind kind = ValueKind.of(inputs);
        ScalingKind input = wishes.scaling().orElse(scaling(kind, new Gaussian(), inputs));
        Objective objective = wishes.objective().orElse(outcome.objective());
        objection(objective, outcome).ifPresent(problem -> {
            throw problem.exception();
        });
        int rows = inputs.rows().rows();
        Architecture architecture =
                AdvisedLayers.ofPredictor(rows, inputs.rows().columns(), outcome.targets(), objective, wishes);
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
                || (kind == ValueKind.INTENSITIES && ColumnStatistics.range(table.rows())[1] <= 1);
        if (unit) {
            return ScalingKind.NONE;
        }
        if (kind == ValueKind.INTENSITIES) {
            return ScalingKind.COMMON_RANGE;
        }
        return objective.needs(0) == Scale.UNIT_INTERVAL ? ScalingKind.RANGE : ScalingKind.STANDARDIZE;
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
        int trainingRows = (int) Math.max(1, rows * (1 - defaults.validation()));
        int batch = wishes.batch().orElse(batch(trainingRows));
        int stepsPerEpoch = Math.max(1, (trainingRows + batch - 1) / batch);
        int epochs = wishes.epochs().orElse(Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, STEPS / stepsPerEpoch)));
        boolean wide =
                architecture.layers().stream().anyMatch(layer -> layer instanceof Dense dense && dense.units() > WIDE);
        Optimizer optimizer = wishes.optimizer().orElse(defaults.optimizer());
        double suiting = wide ? RATE_OF_WIDE_NETWORKS : RATE;
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
