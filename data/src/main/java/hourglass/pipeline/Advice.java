package hourglass.pipeline;

import hourglass.train.Recipe;

/// All that is decided before training.
///
/// @param kind what the values look like
/// @param input scaling of what goes in
/// @param target scaling of what is to come out; differs from `input` only where the likelihood needs raw values
/// @param recipe architecture and training
public record Advice(ValueKind kind, ScalingKind input, ScalingKind target, Recipe recipe) {}
