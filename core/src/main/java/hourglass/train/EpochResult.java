package hourglass.train;

import java.util.OptionalDouble;

/// What an epoch came to: a function of recipe and data, the same on every machine and number of threads.
///
/// @param epoch from 1
/// @param loss the objective's loss per row, averaged over the epoch while the weights moved, with corruption
/// @param penalty the penalties per row, likewise
/// @param validation the loss per validation row after the epoch, without corruption; empty without such rows
/// @param rate the learning rate of the last step
public record EpochResult(int epoch, double loss, double penalty, OptionalDouble validation, double rate) {}
