package hourglass.pipeline;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Linear;
import hourglass.data.Dataset;
import hourglass.likelihood.Gaussian;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.Layer;
import hourglass.regression.Regression;
import hourglass.train.Recipe;
import hourglass.train.Training;
import java.util.ArrayList;
import java.util.List;
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

    /// The advice for rows with the user's wishes; those about codes, ties and likelihoods have no place here.
    ///
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
        hidden.forEach(units -> layers.add(new Dense(units, activation)));
        layers.add(new Dense(outcome.likelihood().parameters(outcome.targets()), new Linear()));
        Architecture architecture =
                new Architecture(features, List.of(), layers, outcome.likelihood(), OptionalInt.of(outcome.targets()));
        Training training = Advisor.training(rows, architecture, wishes);
        int learned = (int) Math.max(1, Math.round(rows * (1 - training.validation())));
        double suiting = hidden.isEmpty() ? Regression.penaltyOf(C, learned) : DECAY;
        Recipe recipe = new Recipe(architecture, training.withWeightDecay(decay.orElse(suiting)));
        return new Advice(kind, input, outcome.scaling(), recipe);
    }

    /// Whether a recipe is that of a single layer, whose optimum a solver finds exactly.
    public static boolean isSingleLayer(Recipe recipe) {
        List<Layer> layers = recipe.architecture().layers();
        return layers.size() == 1 && layers.getFirst() instanceof Dense dense && dense.bias();
    }
}
