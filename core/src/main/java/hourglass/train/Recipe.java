package hourglass.train;

import hourglass.network.Architecture;

/// Everything that is decided before training: the API, the JSON in the model file and the file behind `--recipe` are
/// this one record.
public record Recipe(Architecture architecture, Training training) {}
