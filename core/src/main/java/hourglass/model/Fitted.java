package hourglass.model;

import hourglass.inference.Network;
import hourglass.judge.Calibration;
import hourglass.matrix.Kernels;
import hourglass.regression.Fit;
import hourglass.regression.Regression;
import hourglass.regression.Solver;
import hourglass.train.Examples;
import hourglass.train.Recipe;
import java.util.Optional;
import java.util.OptionalDouble;

/// A single layer fitted to prepared rows by a solver, with the weight decay of the recipe as penalty: what a training
/// run is to other networks.
///
/// @param fit what the solver found
public record Fitted(Prepared prepared, Recipe recipe, Solver solver, Fit fit) {
    /// Fits a layer.
    ///
    /// @param recipe of a single layer: see [Advisor#isSingleLayer]
    public static Fitted of(Prepared prepared, Recipe recipe, Solver solver) {
        Fit fit = Regression.fit(
                prepared.training(),
                recipe.architecture().objective(),
                recipe.training().weightDecay(),
                solver);
        return new Fitted(prepared, recipe, solver, fit);
    }

    /// The layer as a model; its card counts the solver's steps as epochs.
    ///
    /// @param source name of what was fitted to, without folders
    public Model model(String source) {
        Network network = fit.network(Kernels.fastest().kernels());
        Card card = new Card(
                source,
                prepared.training().rows(),
                prepared.validation().rows(),
                fit.iterations(),
                fit.iterations(),
                meanLoss(network, prepared.validation()),
                meanLoss(network, prepared.training()).orElseThrow(),
                prepared.pairs().outcome().map(Outcome::column),
                prepared.pairs().inputs().shape(),
                false);
        return new Model(
                recipe,
                Columns.of(prepared),
                network,
                prepared.task(Optional.of(solver)),
                Calibration.defaults(),
                card);
    }

    /// Empty without rows.
    private static OptionalDouble meanLoss(Network network, Examples examples) {
        double sum = 0;
        for (double loss :
                network.loss(examples.inputs().toMatrix(), examples.targets().toMatrix())) {
            sum += loss;
        }
        return examples.rows() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / examples.rows());
    }
}
