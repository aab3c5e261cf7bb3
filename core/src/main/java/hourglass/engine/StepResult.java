package hourglass.engine;

/// What a step found, before it moved the parameters.
///
/// @param rows rows of the batch
/// @param loss the objective's loss, summed over the rows
/// @param penalty the penalties of all layers, summed over the rows
public record StepResult(int rows, double loss, double penalty) {}
