package hourglass.train;

/// One round of [Rounds]: the same number of steps for each worker.
///
/// @param number counted from 0 over the run
/// @param epoch counted from 0
/// @param firstInEpoch the place of the first step in the epoch
/// @param firstStep counted from 0 over the run
/// @param rates the learning rate of each step
public record Round(long number, int epoch, int firstInEpoch, long firstStep, double[] rates) {}
