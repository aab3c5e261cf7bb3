package hourglass.model;

/// What rows kept back from training say about the numbers a model gives: thresholds of scores will stand here. Empty
/// today; written to the model file, so that a model keeps its place for it.
public record Calibration() {}
