package hourglass.train;

import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import java.util.List;

/// A run between two steps: recipe, progress, parameters, the best parameters, the optimiser's moments, and the
/// velocity
/// of a run in rounds. Resuming from it gives the bits that the undisturbed run would have given.
public final class Checkpoint {
    private final Recipe recipe;
    private final Progress progress;
    private final Parameters parameters;
    private final Parameters best;
    private final OptimizerState optimizer;
    private final float[] velocity;

    /// @param velocity of [Rounds], empty for other runs and before the first round
    Checkpoint(
            Recipe recipe,
            Progress progress,
            Parameters parameters,
            Parameters best,
            OptimizerState optimizer,
            float[] velocity) {
        this.recipe = recipe;
        this.progress = progress;
        this.parameters = parameters;
        this.best = best;
        this.optimizer = optimizer;
        this.velocity = velocity;
    }

    static Checkpoint initial(Recipe recipe) {
        return of(
                recipe,
                Parameters.initial(recipe.architecture(), recipe.training().seed()));
    }

    /// A run before its first step that starts from the given numbers instead of random ones: pretrained, or those of
    /// another model.
    ///
    /// @param initial copied
    /// @throws IllegalArgumentException if they are laid out for another architecture
    public static Checkpoint of(Recipe recipe, Parameters initial) {
        List<Parameters.Tensor> expected =
                Parameters.zeros(recipe.architecture()).tensors();
        if (!initial.tensors().equals(expected)) {
            throw new IllegalArgumentException(
                    "the parameters do not fit the recipe: expected " + expected + ", got " + initial.tensors());
        }
        Parameters parameters = initial.copy();
        OptimizerState optimizer = new OptimizerState(recipe.training().optimizer(), parameters.block().length);
        return new Checkpoint(recipe, Progress.start(), parameters, parameters.copy(), optimizer, new float[0]);
    }

    public Recipe recipe() {
        return recipe;
    }

    /// Steps taken when it was made.
    public long step() {
        return progress.step();
    }

    /// The same state, to be continued with another base learning rate.
    public Checkpoint withRate(double rate) {
        Training from = recipe.training();
        Training changed = from.withOptimizer(from.optimizer().withRate(rate));
        Recipe slower = new Recipe(recipe.architecture(), changed);
        return new Checkpoint(slower, progress, parameters, best, optimizer, velocity);
    }

    Progress progress() {
        return progress;
    }

    Parameters parameters() {
        return parameters;
    }

    Parameters best() {
        return best;
    }

    float[] velocity() {
        return velocity.clone();
    }

    OptimizerState optimizerState() {
        return optimizer.copy();
    }
}
