package hourglass.pipeline;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.activation.Softmax;
import hourglass.data.Dataset;
import hourglass.likelihood.Categorical;
import hourglass.likelihood.Gaussian;
import hourglass.likelihood.Likelihood;
import hourglass.likelihood.NegativeBinomial;
import hourglass.likelihood.Objective;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.problem.Problem;
import hourglass.regression.Regression;
import hourglass.train.Recipe;
import hourglass.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Chooses what the user left open in a network that predicts a column.
public final class PredictionAdvisor {
    /// With fewer rows, hidden layers learn the rows by heart more easily than what is common to them.
    private static final int ROWS_FOR_HIDDEN_LAYERS = 200;

    /// ½ λ ‖W‖² with hidden layers, per row.
    private static final double DECAY = 1e-4;

    /// C of scikit-learn for a single layer, whose penalty is ½ ‖W‖² / (C n) per row.
    private static final double C = 1;

    private PredictionAdvisor() {}

    /// The advice for rows with the user's wishes; those about codes and ties have no place here.
    ///
    /// @throws hourglass.problem.ProblemException if the likelihood or loss wished for cannot have such targets
    /// @param decay λ of the penalty ½ λ ‖W‖² per row
    public static Advice advise(Dataset inputs, Outcome outcome, Wishes wishes, OptionalDouble decay) {
        ValueKind kind = ValueKind.of(inputs);
        ScalingKind input = wishes.scaling().orElse(Advisor.scaling(kind, new Gaussian(), inputs));
        int rows = inputs.rows().rows();
        int features = inputs.rows().columns();
        List<Integer> hidden =
                wishes.hidden().orElse(rows < ROWS_FOR_HIDDEN_LAYERS ? List.of() : Advisor.hidden(features));
        Activation activation = wishes.activation().orElse(new Elu());
        List<Layer> layers = new ArrayList<>();
        wishes.corruption().ifPresent(corruption -> layers.add(new Corrupt(corruption)));
        for (int units : hidden) {
            layers.add(new Dense(units, activation));
            Advisor.dropout(wishes).ifPresent(layers::add);
        }
        Likelihood likelihood = wishes.likelihood().orElse(outcome.likelihood());
        objection(likelihood, outcome).ifPresent(problem -> {
            throw problem.exception();
        });
        layers.add(new Dense(outcome.targets(), new Linear()));
        Architecture architecture =
                new Architecture(features, List.of(), layers, likelihood, OptionalInt.of(outcome.targets()));
        Training training = Advisor.training(rows, architecture, wishes);
        int learned = (int) Math.max(1, Math.round(rows * (1 - training.validation())));
        double suiting = hidden.isEmpty() ? Regression.penaltyOf(C, learned) : DECAY;
        Recipe recipe = new Recipe(architecture, training.withWeightDecay(decay.orElse(suiting)));
        return new Advice(kind, input, scaling(likelihood, outcome), recipe);
    }

    /// Why a likelihood or loss cannot have the targets of an outcome, if so.
    static Optional<Problem> objection(Likelihood likelihood, Outcome outcome) {
        if (likelihood.parameters(outcome.targets()) != outcome.targets()) {
            return Optional.of(Problem.usage(likelihood.name() + " has several numbers for each column it predicts")
                    .remedy("categorical_crossentropy, which means the same for a column of classes"));
        }
        boolean coupled = likelihood instanceof Categorical
                || (likelihood instanceof Objective it && it.output() instanceof Softmax);
        if (coupled && outcome.targets() == 1) {
            return Optional.of(Problem.usage(likelihood.name() + " compares several columns, but one is predicted")
                    .remedy("binary_crossentropy for two classes"));
        }
        if (likelihood instanceof NegativeBinomial it && it.typicalTotal() > 0) {
            return Optional.of(
                    Problem.usage("the exposure of negative_binomial is the total of a row's counts: here it would be "
                                    + "the very number to predict")
                            .remedy("negative_binomial:" + it.dispersion()));
        }
        return Optional.empty();
    }

    /// Numbers are scaled as the likelihood or loss needs them; classes and counts stay.
    private static ScalingKind scaling(Likelihood likelihood, Outcome outcome) {
        if (!(outcome instanceof Outcome.Numbers) || Advisor.needsRawTargets(likelihood)) {
            return ScalingKind.NONE;
        }
        return Advisor.needsUnitInterval(likelihood) ? ScalingKind.RANGE : outcome.scaling();
    }

    /// Whether a recipe is that of a single layer whose optimum a solver finds exactly.
    public static boolean isSingleLayer(Recipe recipe) {
        List<Layer> layers = recipe.architecture().layers();
        return Regression.suits(recipe.architecture().likelihood())
                && layers.size() == 1
                && layers.getFirst() instanceof Dense dense
                && dense.bias();
    }
}
