package hourglass.model;

import hourglass.train.Recipe;

/// All that is decided before training.
///
/// @param kind what the values look like
/// @param input scaling of what goes in
/// @param target scaling of what is to come out; differs from `input` where the objective needs raw values, and where a
///     column is predicted
/// @param recipe architecture and training
public record Advice(ValueKind kind, ScalingKind input, ScalingKind target, Recipe recipe) {
    /// This advice with another network and training.
    public Advice withRecipe(Recipe newRecipe) {
        return new Advice(kind, input, target, newRecipe);
    }
}
